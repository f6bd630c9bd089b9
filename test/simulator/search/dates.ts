import { DateTime } from 'luxon';
import type { DayFormat } from '../filter/date';

type Day = 'DD/MM/YYYY' | 'MM/DD/YYYY' | 'YYYY/MM/DD';
type Time = 'HH:mm' | 'HH:mm:ss' | 'hh:mm A';

/** How a deployment writes dates: ISO 8601 as stored, with `+hh:mm`, without an offset, or in the tenant's format. */
export type DateFormat = 'iso' | 'isoOffset' | 'isoLocal' | `${Day} ${Time}`;

const isoFormats: Partial<Record<DateFormat, string>> = {
	isoOffset: "yyyy-MM-dd'T'HH:mm:ssZZ",
	isoLocal: "yyyy-MM-dd'T'HH:mm:ss",
};

const luxonFormat = (format: string) =>
	format.replace('DD', 'dd').replace('YYYY', 'yyyy').replace('A', 'a');

/** The matching format of a day, which filters may use as well. */
export function dayFormatOf(format: DateFormat): DayFormat {
	return format.startsWith('iso') ? 'yyyy-MM-dd' : (luxonFormat(format).split(' ')[0] as DayFormat);
}

/** Formats a date of a row; anything else stays unchanged. */
export function writeDate(text: string | null, format: DateFormat, timeZone: string) {
	if (text === null || (format === 'iso' && timeZone === 'UTC')) return text;
	const moment = DateTime.fromISO(text, { zone: timeZone, locale: 'en-US' });
	if (!moment.isValid) return text;
	const pattern = isoFormats[format] ?? luxonFormat(format);
	return format === 'iso' ? moment.toISO() : moment.toFormat(pattern);
}

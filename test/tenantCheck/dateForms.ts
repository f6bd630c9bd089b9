import type { DayOrder } from '../../nodes/Companies/company/dates';
import type { DateFormat } from '../simulator';

/** The forms of contract section 3, by their digits. */
const ISO: Readonly<Record<string, DateFormat>> = {
	'9999-99-99T99:99:99Z': 'iso',
	'9999-99-99T99:99:99+': 'isoOffset',
	'9999-99-99T99:99:99': 'isoLocal',
};
const TIMES = { '99:99': 'HH:mm', '99:99:99': 'HH:mm:ss', '99:99 A': 'hh:mm A' } as const;

/** A date without its digits; what is none of the known forms is never shown. */
const shapeOf = (written: string) =>
	written
		.replace(/\d/g, '9')
		.replace(/\.9+/, '')
		.replace(/(T.*)[+-]99:99$/, '$1+')
		.replace(/ [AP]M$/, ' A');

function dayOf(shape: string, order: DayOrder) {
	if (shape === '9999/99/99') return 'YYYY/MM/DD';
	if (shape !== '99/99/9999') return undefined;
	return order === 'monthFirst' ? 'MM/DD/YYYY' : 'DD/MM/YYYY';
}

/** @returns undefined for a form that the contract does not know */
export function dateFormOf(written: string, order: DayOrder): DateFormat | undefined {
	const shape = shapeOf(written);
	const [first = '', ...rest] = shape.split(' ');
	const day = dayOf(first, order);
	const time = TIMES[rest.join(' ') as keyof typeof TIMES];
	return ISO[shape] ?? (day && time ? `${day} ${time}` : undefined);
}

/** The form in the report's words. */
export function dateFormText(form: DateFormat): string {
	const iso: Partial<Record<DateFormat, string>> = {
		iso: 'ISO 8601 in UTC',
		isoOffset: 'ISO 8601 with an offset',
		isoLocal: 'ISO 8601 without an offset',
	};
	return iso[form] ?? form;
}

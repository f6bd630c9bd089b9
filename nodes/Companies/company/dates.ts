import { DateTime } from 'luxon';

import { LIMITS } from '../limits';

/** How to read a date like 03/04/2026; null: do not read it. */
export type DayOrder = 'dayFirst' | 'monthFirst' | null;

const ISO_LIKE = /^\d{4}-?\d{2}-?\d{2}$/;
const DAY_AND_MONTH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
/** .NET's default date is in year 1. */
const FIRST_REAL_YEAR = 1900;
const TIME_FORMATS = ['HH:mm:ss', 'HH:mm', 'HH:mm:ss.u', 'h:mm a', 'h:mm:ss a'];
/** The cache saves 226 ms for 100,000 companies: many share a renewal day. */
const MAX_CACHED = 20_000;

const read = new Map<string, string | null>();

/** A fast check, because most deployments write ISO 8601 and each row has two dates. */
const isIso = (written: string) =>
	written[4] === '-' && written[7] === '-' && (written.length === 10 || written[10] === 'T');

/** Seconds or milliseconds since 1970, distinguished by their length, or `/Date(1775174400000)/` of older .NET. */
const EPOCH = /^\s*(?:\/Date\((\d{9,13})(?:[+-]\d{4})?\)\/|(\d{9,10}|\d{12,13})(?:\.\d+)?)\s*$/;

/** Converts a timestamp since 1970 to ISO 8601 in UTC and leaves other dates as they are. Null: too long for a date. */
function readable(written: string | null): string | null {
	if (written === null || written.length > LIMITS.maxDateLength) return null;
	if (isIso(written)) return written;
	const [, ofDotNet, number] = EPOCH.exec(written) ?? [];
	const digits = ofDotNet ?? number;
	if (digits === undefined) return written;
	const count = Number(digits);
	const isSeconds = digits === number && digits.length <= 10;
	return DateTime.fromMillis(isSeconds ? count * 1000 : count, { zone: 'utc' }).toISO({
		suppressMilliseconds: true,
	});
}

/** Separates the date from the time of day, e.g. in `03/04/2026 09:30` or `2026-04-03T00:00:00Z`. */
function split(written: string): [date: string, time: string] {
	const [, date = '', time = ''] = /^\s*([\d./-]+)(?:[T\s]\s*(.*?))?\s*$/.exec(written) ?? [];
	return [date, time];
}

function parseDay(date: string, order: DayOrder): string | null {
	const parsed = ISO_LIKE.test(date)
		? DateTime.fromISO(date, { zone: 'utc' })
		: DAY_AND_MONTH.test(date)
			? DateTime.fromFormat(
					order === null ? '' : date,
					order === 'monthFirst' ? 'M/d/yyyy' : 'd/M/yyyy',
					{ zone: 'utc' },
				)
			: DateTime.fromFormat(date, 'yyyy/M/d', { zone: 'utc' });
	return parsed.isValid && parsed.year >= FIRST_REAL_YEAR ? parsed.toISODate() : null;
}

/**
 * Reads the calendar day of a date in any format of the contract (end of section 3). A time of day or an offset does not change
 * the day.
 *
 * @returns `YYYY-MM-DD`, or null if there is no date or it cannot be read
 */
export function readDay(date: string | null, order: DayOrder): string | null {
	const written = readable(date);
	return written === null ? null : dayOf(written, order);
}

function dayOf(written: string, order: DayOrder): string | null {
	const iso = isIso(written);
	const date = iso ? written.slice(0, 10) : split(written)[0];
	const key = iso ? date : `${order}${date}`;
	const known = read.get(key);
	if (known !== undefined) return known;
	if (read.size >= MAX_CACHED) read.clear();
	const day = parseDay(date, order);
	read.set(key, day);
	return day;
}

/**
 * Reads a date with its time of day.
 *
 * @returns ISO 8601, with an offset only if the date has one; null if there is no date or it cannot be read
 */
export function readTimestamp(date: string | null, order: DayOrder): string | null {
	const written = readable(date);
	if (written === null) return null;
	const day = dayOf(written, order);
	if (day === null) return null;
	const [, time] = split(written);
	if (time === '') return day;
	const iso = DateTime.fromISO(`${day}T${time}`, { setZone: true });
	if (iso.isValid) {
		const hasOffset = /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(time);
		return iso.toISO({ suppressMilliseconds: true, includeOffset: hasOffset });
	}
	for (const format of TIME_FORMATS) {
		const local = DateTime.fromFormat(`${day} ${time}`, `yyyy-MM-dd ${format}`, {
			zone: 'utc',
			locale: 'en',
		});
		if (local.isValid) return local.toISO({ suppressMilliseconds: true, includeOffset: false });
	}
	return day;
}

/** The order of day and month that a date shows: 03/04/2026 can be either, 25/04/2026 has the day first. */
export function orderShownBy(date: string | null): 'dayFirst' | 'monthFirst' | 'either' | null {
	const written = readable(date);
	if (written === null || isIso(written)) return null;
	const match = DAY_AND_MONTH.exec(split(written)[0]);
	if (!match) return null;
	const [first, second] = [Number(match[1]), Number(match[2])];
	if (first > 12) return second > 12 ? null : 'dayFirst';
	if (second > 12) return 'monthFirst';
	return first === second ? null : 'either';
}

import { DateTime } from 'luxon';

import { LIMITS } from '../limits';

/** How to read a date like 03/04/2026; null: do not read it. */
export type DayOrder = 'dayFirst' | 'monthFirst' | null;

/** The ways to write a day (contract section 3). */
const ISO_DAY = /^(\d{4})(-?)(\d{2})\2(\d{2})$/;
const YEAR_FIRST = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/;
const DAY_AND_MONTH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
/** A time of day as ISO 8601 has it. */
const CLOCK = /^((?:[01]\d|2[0-3]):[0-5]\d)(?:(:[0-5]\d)(\.\d+)?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const TIME_FORMATS = ['HH:mm:ss', 'HH:mm', 'HH:mm:ss.u', 'h:mm a', 'h:mm:ss a'];
/** .NET's default date is in year 1. */
const FIRST_REAL_YEAR = 1900;

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

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has a day. It is called for every row, and luxon takes many times as long. */
function isRealDay(year: number, month: number, day: number): boolean {
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = month === 2 && !isLeap ? 28 : (LONGEST_MONTHS[month - 1] ?? 0);
	return year >= FIRST_REAL_YEAR && day >= 1 && day <= days;
}

/** The number that digits in a text are; NaN where one is none. */
function numberIn(text: string, from: number, to: number): number {
	let number = 0;
	for (let index = from; index < to; index++) {
		const digit = text.charCodeAt(index) - 48;
		number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
	}
	return number;
}

/** Reads the day of ISO 8601 without an expression: nearly all dates of long lists are like that. */
function isoDay(written: string): string | null {
	const isReal = isRealDay(
		numberIn(written, 0, 4),
		numberIn(written, 5, 7),
		numberIn(written, 8, 10),
	);
	return isReal ? written.slice(0, 10) : null;
}

/** @returns `YYYY-MM-DD`; null where the calendar has no such day */
function calendarDay(year = '', month = '', day = ''): string | null {
	if (!isRealDay(Number(year), Number(month), Number(day))) return null;
	return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function parseDay(date: string, order: DayOrder): string | null {
	const iso = ISO_DAY.exec(date);
	if (iso) return calendarDay(iso[1], iso[3], iso[4]);
	const yearFirst = YEAR_FIRST.exec(date);
	if (yearFirst) return calendarDay(yearFirst[1], yearFirst[2], yearFirst[3]);
	const [, first, second, year] = DAY_AND_MONTH.exec(date) ?? [];
	if (year === undefined || order === null) return null;
	return order === 'dayFirst' ? calendarDay(year, second, first) : calendarDay(year, first, second);
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
	return isIso(written) ? isoDay(written) : parseDay(split(written)[0], order);
}

/** A time of day in a usual form. @returns undefined for any other */
function usualTime(time: string): string | undefined {
	const [, minutes, seconds = ':00', fraction = '', offset = ''] = CLOCK.exec(time) ?? [];
	if (minutes === undefined) return undefined;
	const milliseconds = fraction.padEnd(4, '0').slice(0, 4);
	const isUtc = /^[+-]00:00$/.test(offset);
	const shown = /[1-9]/.test(milliseconds) ? milliseconds : '';
	return `${minutes}${seconds}${shown}${isUtc ? 'Z' : offset}`;
}

/** A day with a time in a form that only luxon reads. @returns the day alone where it cannot either */
function withUnusualTime(day: string, time: string): string | null {
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
	const usual = usualTime(time);
	return usual === undefined ? withUnusualTime(day, time) : `${day}T${usual}`;
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

import { DateTime } from 'luxon';

import { readDay } from '../company/dates';
import { UserMistake } from '../errors/userMistake';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function quoted(value: unknown): string {
	return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

/**
 * A number from a field or an expression.
 *
 * @returns undefined for an empty value
 * @throws UserMistake where it is no number, not whole where it must be, or below `least`
 */
export function readNumber(
	label: string,
	value: unknown,
	{ least = 0, most = Infinity, whole = false } = {},
): number | undefined {
	if (isEmpty(value)) return undefined;
	const number = typeof value === 'number' ? value : Number(String(value).trim() || NaN);
	if (Number.isFinite(number) && number >= least && number <= most) {
		if (!whole || Number.isInteger(number)) return number;
	}
	const range = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
	throw new UserMistake(
		`'${label}' must be a ${whole ? 'whole ' : ''}number ${range}`,
		`The value is ${quoted(value)}. Enter a number, or check what the expression gives.`,
	);
}

/** Like {@link readNumber}, with a value for an empty field. */
export function readNumberOr(
	fallback: number,
	label: string,
	value: unknown,
	limits?: { least?: number; most?: number; whole?: boolean },
): number {
	return readNumber(label, value, limits) ?? fallback;
}

/** @throws UserMistake where the lower bound is above the upper one */
export function checkBounds<T extends number | string>(
	[minLabel, min]: [string, T | undefined],
	[maxLabel, max]: [string, T | undefined],
): void {
	if (min === undefined || max === undefined || min <= max) return;
	throw new UserMistake(
		`'${minLabel}' is above '${maxLabel}', so no company can match`,
		`'${minLabel}' is ${min} and '${maxLabel}' is ${max}. Swap them, or clear one of them.`,
	);
}

/** A time alone is ISO 8601 as well, and would stand for today. */
const BEGINS_WITH_YEAR = /^\d{4}(-|W|\d{3}|$)/;

/**
 * The calendar day of a date field or an expression: any ISO 8601 text, a luxon date as `$now` gives it, a JavaScript
 * date. The day is the one that is written; an offset does not move it.
 *
 * @param timezone of the workflow: the day of a JavaScript date, which has none
 * @returns `YYYY-MM-DD`, undefined for an empty value
 * @throws UserMistake where it is no date
 */
export function readDayValue(label: string, value: unknown, timezone: string): string | undefined {
	if (isEmpty(value)) return undefined;
	if (DateTime.isDateTime(value) && value.isValid) return value.toISODate() ?? undefined;
	if (value instanceof Date)
		return readDayValue(label, DateTime.fromJSDate(value, { zone: timezone }), timezone);
	const text = String(value).trim();
	const iso = BEGINS_WITH_YEAR.test(text)
		? DateTime.fromISO(text, { setZone: true }).toISODate()
		: null;
	const day = iso ?? readDay(text, null);
	if (day !== null) return day;
	throw new UserMistake(
		`'${label}' is not a date`,
		`The value is ${quoted(value)}. Write it as YYYY-MM-DD, for example 2026-03-31.`,
	);
}

/** The first month that the API counts users of (contract section 3). */
const FIRST_MONTH = '2025-12';

/** @throws UserMistake where it is no month, or one before December 2025 */
export function readMonth(label: string, value: unknown): string | undefined {
	if (isEmpty(value)) return undefined;
	const month = String(value).trim();
	const parsed = DateTime.fromFormat(month, 'yyyy-MM');
	if (!parsed.isValid) {
		throw new UserMistake(
			`'${label}' is not a month`,
			`The value is ${quoted(value)}. Write it as YYYY-MM, for example 2026-03.`,
		);
	}
	if (month < FIRST_MONTH) {
		throw new UserMistake(
			`'${label}' is before December 2025`,
			`Keepnet counts monthly users from ${FIRST_MONTH} on; the value is ${month}.`,
		);
	}
	return month;
}

/** A text without the spaces around it; undefined where nothing is left. */
export function readText(value: unknown): string | undefined {
	const text = isEmpty(value) ? '' : String(value).trim();
	return text === '' ? undefined : text;
}

/** The values of a list: what the editor stores, or what an expression gives (a list, or values with commas between). */
export function readList(value: unknown): string[] {
	if (isEmpty(value)) return [];
	return (Array.isArray(value) ? value : [value])
		.flatMap((entry) => String(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/**
 * Chosen names or ids. A name with commas in it comes in parts.
 *
 * @throws UserMistake for what is no list of texts, because without values nothing would be filtered
 */
export function readNames(label: string, value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	if (entries.every((entry) => typeof entry !== 'object' || entry === null)) {
		return readList(entries.filter((entry) => !isEmpty(entry)));
	}
	throw new UserMistake(
		`'${label}' must be a list of names or IDs`,
		`The value is ${quoted(value)}. Choose from the list, or let the expression give names with commas between them.`,
	);
}

/** @throws UserMistake where the value is none of the allowed ones */
export function readOption<T extends string>(
	label: string,
	value: unknown,
	allowed: readonly T[],
): T {
	const option = allowed.find((name) => name === value);
	if (option !== undefined) return option;
	throw new UserMistake(
		`'${label}' has a value that this node does not know`,
		`The value is ${quoted(value)}. Allowed: ${allowed.join(', ')}.`,
	);
}

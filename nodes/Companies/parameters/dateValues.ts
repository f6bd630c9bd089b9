import { type INodeProperties, UserError } from 'n8n-workflow';

import { DateTime } from 'luxon';

import { readDay as dayOf } from '../company/dates';
import type { ReadParameter } from './reader';
import { asText, isEmpty, quoted } from './values';

/** A time alone is ISO 8601 as well, and would stand for today. */
const BEGINS_WITH_YEAR = /^\d{4}(-|W|\d{3}|$)/;
const YEAR_FIRST = /^\d{4}[-/]/;

/** With milliseconds, an offset and the name of a time zone a date is not longer. */
const MAX_LENGTH = 100;

function dayIn(text: string): string | null {
	const iso = BEGINS_WITH_YEAR.test(text)
		? DateTime.fromISO(text, { setZone: true }).toISODate()
		: null;
	return iso ?? (YEAR_FIRST.test(text) ? dayOf(text, null) : null);
}

/**
 * Reads the calendar day of a date field or an expression: ISO 8601 text of every form, a luxon date as `$now` gives it,
 * a JavaScript date. The day is the one that is written; an offset does not move it.
 *
 * @param timezone of the workflow: the day of a JavaScript date, which has none
 * @returns `YYYY-MM-DD`; undefined for an empty value
 * @throws UserError where it is not a date
 */
export function readDay(
	property: INodeProperties,
	read: ReadParameter,
	timezone: string,
): string | undefined {
	const value = read(property);
	if (isEmpty(value)) return undefined;
	const date = value instanceof Date ? DateTime.fromJSDate(value, { zone: timezone }) : value;
	const text = asText(value).trim();
	const isTooLong = text.length > MAX_LENGTH;
	const day = DateTime.isDateTime(date) ? date.toISODate() : isTooLong ? null : dayIn(text);
	if (day !== null) return day;
	throw new UserError(`'${property.displayName}' is not a date`, {
		description: `The value is ${quoted(value)}. Write it as YYYY-MM-DD, for example 2026-03-31.`,
	});
}

/** The first month that the API has figures for billing of (contract section 3). */
const FIRST_MONTH = '2025-12';

/**
 * @returns `YYYY-MM`; undefined for an empty value
 * @throws UserError where it is not a month, or one before December 2025
 */
export function readMonth(property: INodeProperties, read: ReadParameter): string | undefined {
	const value = read(property);
	if (isEmpty(value)) return undefined;
	const { displayName } = property;
	const month = asText(value).trim();
	const isMonth = month.length <= MAX_LENGTH && DateTime.fromFormat(month, 'yyyy-MM').isValid;
	if (!isMonth) {
		throw new UserError(`'${displayName}' is not a month`, {
			description: `The value is ${quoted(value)}. Write it as YYYY-MM, from ${FIRST_MONTH} on, for example 2026-03.`,
		});
	}
	if (month < FIRST_MONTH) {
		throw new UserError(`'${displayName}' is before December 2025`, {
			description: `Keepnet has these figures from ${FIRST_MONTH} on; the value is ${month}.`,
		});
	}
	return month;
}

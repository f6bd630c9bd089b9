import { LIMITS } from '../limits';

/** What an empty field or an expression without a result gives. */
export const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** Whether a field has nothing in it, of whatever kind it is. */
export const isBlank = (value: unknown) =>
	isEmpty(value) || (typeof value === 'string' && value.trim() === '');

/** Any value as text. An expression can give an object that has no text of its own, and `String` throws for it. */
export function asText(value: unknown): string {
	try {
		return String(value);
	} catch {
		return Object.prototype.toString.call(value);
	}
}

/** Any value as JSON, or as text where it has none. */
export function asJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? asText(value);
	} catch {
		return asText(value);
	}
}

/** Half of a character that takes two code units, left over where a text was cut. */
const HALF_AT_END = /[\uD800-\uDBFF]$/;

/** @returns the text up to a length in UTF-16 units, in whole characters */
export const startOf = (text: string, length: number) =>
	text.length > length ? text.slice(0, length).replace(HALF_AT_END, '') : text;

/** A value in a message to the user, cut where it is too long to be read. */
export function quoted(value: unknown): string {
	const text = typeof value === 'object' ? asJson(value) : asText(value);
	const shown =
		text.length > LIMITS.maxQuotedValue ? `${startOf(text, LIMITS.maxQuotedValue)}…` : text;
	return typeof value === 'string' ? `"${shown}"` : shown;
}

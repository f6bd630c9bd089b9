import type { IDataObject } from 'n8n-workflow';

/** Placeholders for no value. */
const NO_VALUE = /^(|n\/a|-|–|—|none|null)$/i;
const MAX_NO_VALUE_LENGTH = 100;

const isPlaceholder = (text: string) =>
	text.trim() === '' || (text.length <= MAX_NO_VALUE_LENGTH && NO_VALUE.test(text.trim()));

/** Whether there is no value: undefined, null, a blank text or a placeholder such as "N/A". */
export const isMissing = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && isPlaceholder(value));

/** @returns a text that is not blank, or a number as text; null for anything else */
export function nonEmptyString(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/**
 * Reads an ID, which some deployments send as a number.
 *
 * @returns null also for an unsafe integer, because rounding could give two companies the same ID
 */
export function idText(value: unknown): string | null {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
	return nonEmptyString(value);
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['yes', true],
	['1', true],
	['false', false],
	['no', false],
	['0', false],
]);

/** @returns true or false, also for 1, 0 and texts; null for anything else */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	return FLAGS.get(nonEmptyString(value)?.trim().toLowerCase() ?? '') ?? null;
}

/** With separators. */
const MAX_COUNT_LENGTH = 24;
/** A whole number, maybe with zeros as decimals, but not three: `1.000` may be a thousand. */
const PLAIN_COUNT = /^(\d+)(?:[.,](?:0{1,2}|0{4,}))?$/;
/** Thousands with one separator, and maybe zeros after another one: `1.000`, `1 000 000`, `1,000.00`. */
const GROUPED_COUNT =
	/^([1-9]\d{0,2}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,]0{1,2})?$/;

/**
 * Reads a count of users, seats or companies. Counts are whole, so `1.000` is a thousand.
 *
 * @returns null if it is not a count or is ambiguous
 */
export function parseCount(value: unknown): number | null {
	if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
	if (typeof value !== 'string' || value.length > MAX_COUNT_LENGTH) return null;
	const written = value.trim();
	const grouped = GROUPED_COUNT.exec(written)?.[1]?.replace(/\D/g, '');
	const digits = grouped ?? PLAIN_COUNT.exec(written)?.[1];
	const count = digits === undefined ? NaN : Number(digits);
	return Number.isSafeInteger(count) ? count : null;
}

/** @returns a number, also one in a text; null for anything else */
export function parseNumber(value: unknown): number | null {
	const number = Number(nonEmptyString(value) ?? NaN);
	return Number.isFinite(number) ? number : null;
}

/** Words for an unlimited license. */
const UNLIMITED = /^(unlimited|infinite|infinity|no limit|limitless|∞|s[ıi]n[ıi]rs[ıi]z)$/;

/** Reads a license limit. @returns a count, or Infinity for a word like "Unlimited"; null as in {@link parseCount} */
export function limit(value: unknown): number | null {
	const count = parseCount(value);
	if (count !== null || typeof value !== 'string' || value.length > MAX_COUNT_LENGTH) return count;
	return UNLIMITED.test(value.trim().toLowerCase().replaceAll('i\u0307', 'i')) ? Infinity : null;
}

/** Parses a list in a text: JSON, or entries with a separator between them. */
function writtenList(written: string, separator: RegExp): unknown[] | null {
	if (!/^\s*[[{]/.test(written)) return written.split(separator);
	try {
		const parsed: unknown = JSON.parse(written);
		return Array.isArray(parsed) ? parsed : null;
	} catch {
		return null;
	}
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a list that could be read, and whether these are all. */
interface ReadList<T> {
	entries: T[];
	isWhole: boolean;
}

/**
 * Reads a list, or a text with a list. Entries without a value do not count.
 *
 * @param entryOf returns null for an entry that it cannot read
 * @param separator between the entries of a text; by default a comma or a semicolon
 */
export function listOf<T>(
	value: unknown,
	entryOf: (entry: unknown) => T | null,
	separator = /[,;]/,
): ReadList<T> {
	const list = typeof value === 'string' ? writtenList(value, separator) : value;
	if (!Array.isArray(list)) return { entries: [], isWhole: isMissing(value) };
	const written = list.filter((entry) => !isMissing(entry));
	const entries = written.map(entryOf).filter((entry) => entry !== null);
	return { entries, isWhole: entries.length === written.length };
}

/** A list of texts, and whether all its entries could be read. */
export interface TextList {
	texts: string[];
	isWhole: boolean;
}

/**
 * Reads a list of texts or objects, or a text with such a list.
 *
 * @param textOf finds the text in an object
 * @param separator as for {@link listOf}
 */
export function textList(
	value: unknown,
	textOf: (entry: IDataObject) => string | null,
	separator?: RegExp,
): TextList {
	if (Array.isArray(value) && value.every(isText)) return { texts: value, isWhole: true };
	const { entries: texts, isWhole } = listOf(
		value,
		(entry) => (isObject(entry) ? textOf(entry) : nonEmptyString(entry)),
		separator,
	);
	// Spaces next to commas are not part of an entry.
	return { texts: typeof value === 'string' ? texts.map((text) => text.trim()) : texts, isWhole };
}

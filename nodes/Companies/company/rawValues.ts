import type { IDataObject } from 'n8n-workflow';

/** Nothing, or what some write in its place. */
const NO_VALUE = /^(|n\/a|-|–|—|none|null)$/i;
const MAX_NO_VALUE_LENGTH = 100;

const saysNothing = (text: string) =>
	text.trim() === '' || (text.length <= MAX_NO_VALUE_LENGTH && NO_VALUE.test(text.trim()));

/** Whether there is no value at all, so that nothing is lost by reading none. A value like "N/A" says so itself. */
export const isMissing = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && saysNothing(value));

/** @returns a text that is not empty, or a number as text; null for anything else */
export function nonEmptyString(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/**
 * An ID, which some deployments send as a number.
 *
 * @returns null also for a number that JSON cannot carry exactly: two companies would share it
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

/** @returns true or false, also out of 1, 0 and texts; null for anything else */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	return FLAGS.get(nonEmptyString(value)?.trim().toLowerCase() ?? '') ?? null;
}

/** No count is written longer, with its separators. */
const MAX_COUNT_LENGTH = 24;
/** Whole, or with zeros behind the decimal point; three of them may be meant as thousands. */
const PLAIN_COUNT = /^(\d+)(?:[.,](?:0{1,2}|0{4,}))?$/;
/** Thousands with one separator throughout, and maybe zeros behind another one: `1.000`, `1 000 000`, `1,000.00`. */
const GROUPED_COUNT =
	/^([1-9]\d{0,2}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,]0{1,2})?$/;

/**
 * A count of users, seats or companies. It is whole, so `1.000` can only be a thousand.
 *
 * @returns null for anything that is no count, or could be another one than it seems
 */
export function parseCount(value: unknown): number | null {
	if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
	if (typeof value !== 'string' || value.length > MAX_COUNT_LENGTH) return null;
	const written = value.trim();
	const grouped = GROUPED_COUNT.exec(written)?.[1].replace(/\D/g, '');
	const digits = grouped ?? PLAIN_COUNT.exec(written)?.[1];
	const count = digits === undefined ? NaN : Number(digits);
	return Number.isSafeInteger(count) ? count : null;
}

/** Words that stand for an unlimited license in place of a number. */
const UNLIMITED = /^(unlimited|infinite|infinity|no limit|limitless|∞|s[ıi]n[ıi]rs[ıi]z)$/;

/** The license limit as a count. @returns Infinity for a word like "Unlimited"; null as {@link parseCount} */
export function limit(value: unknown): number | null {
	const count = parseCount(value);
	if (count !== null || typeof value !== 'string' || value.length > MAX_COUNT_LENGTH) return count;
	return UNLIMITED.test(value.trim().toLowerCase().replaceAll('i\u0307', 'i')) ? Infinity : null;
}

/** A list that was written as a text: in JSON, or with commas or semicolons. */
function writtenList(written: string): unknown[] | null {
	if (!/^\s*[[{]/.test(written)) return written.split(/[,;]/);
	try {
		const parsed: unknown = JSON.parse(written);
		return Array.isArray(parsed) ? parsed : null;
	} catch {
		return null;
	}
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of texts, and whether all that is in it could be read. */
export interface TextList {
	texts: string[];
	isWhole: boolean;
}

/**
 * A list of texts: as it should be, as a text with commas or semicolons, or of objects that have the text.
 *
 * @param textOf finds the text in an object
 */
export function textList(value: unknown, textOf: (entry: IDataObject) => string | null): TextList {
	if (Array.isArray(value) && value.every(isText)) return { texts: value, isWhole: true };
	const list = typeof value === 'string' ? writtenList(value) : value;
	if (!Array.isArray(list)) return { texts: [], isWhole: isMissing(value) };
	const written = list.filter((entry) => !isMissing(entry));
	const texts = written
		.map((entry) => (isObject(entry) ? textOf(entry) : nonEmptyString(entry)))
		.filter((entry) => entry !== null);
	const isWhole = texts.length === written.length;
	// Between commas there are spaces that are no part of a tag.
	return { texts: list === value ? texts : texts.map((entry) => entry.trim()), isWhole };
}

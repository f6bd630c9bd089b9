import { UserError } from 'n8n-workflow';

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

/** A value in a message to the user, cut where it is too long to be read. */
export function quoted(value: unknown): string {
	const text = typeof value === 'object' ? asJson(value) : asText(value);
	const shown =
		text.length > LIMITS.maxQuotedValue
			? `${text.slice(0, LIMITS.maxQuotedValue).replace(HALF_AT_END, '')}…`
			: text;
	return typeof value === 'string' ? `"${shown}"` : shown;
}

/** Whether a value is one that people write: a text, a number or true and false. */
const isWritten = (value: unknown) =>
	typeof value === 'number'
		? Number.isFinite(value)
		: ['string', 'boolean', 'bigint'].includes(typeof value);

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
/** A thousand where the dot separates thousands, one where it is the decimal point. */
const MAYBE_THOUSANDS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** The number that a text can only mean, else NaN. */
function numberIn(text: string): number {
	return DECIMAL.test(text) && !MAYBE_THOUSANDS.test(text) ? Number(text) : NaN;
}

/**
 * A number from a field or an expression. A text like `1.000` is refused: it may mean a thousand or one.
 *
 * @returns undefined for an empty value
 * @throws UserError where it is no number, not whole where it must be, or below `least`
 */
export function readNumber(
	label: string,
	value: unknown,
	{ least = 0, most = Infinity, whole = false } = {},
): number | undefined {
	if (isEmpty(value)) return undefined;
	const number = typeof value === 'number' ? value : numberIn(asText(value).trim());
	if (Number.isFinite(number) && number >= least && number <= most) {
		if (!whole || Number.isInteger(number)) return number;
	}
	const range = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
	throw new UserError(`'${label}' must be a ${whole ? 'whole ' : ''}number ${range}`, {
		description: `The value is ${quoted(value)}. Enter a number, or check what the expression gives.`,
	});
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

/** @throws UserError where the lower bound is above the upper one */
export function checkBounds<T extends number | string>(
	[minLabel, min]: [string, T | undefined],
	[maxLabel, max]: [string, T | undefined],
): void {
	if (min === undefined || max === undefined || min <= max) return;
	throw new UserError(`'${minLabel}' is above '${maxLabel}', so no company can match`, {
		description: `'${minLabel}' is ${min} and '${maxLabel}' is ${max}. Swap them, or clear one of them.`,
	});
}

/**
 * A text without the spaces around it; undefined where nothing is left.
 *
 * @throws UserError for a list, an object or NaN, which would be searched as text that nobody has written
 */
export function readText(label: string, value: unknown): string | undefined {
	if (isBlank(value)) return undefined;
	if (isWritten(value)) return String(value).trim();
	throw new UserError(`'${label}' must be a text`, {
		description: `The value is ${quoted(value)}. Enter a text, or make the expression return one.`,
	});
}

/** Like {@link readText}, for what is searched for. Throws UserError also for a text that is far too long. */
export function readSearchText(label: string, value: unknown): string | undefined {
	const text = readText(label, value);
	if (text === undefined || text.length <= LIMITS.maxSearchText) return text;
	throw new UserError(`'${label}' is too long`, {
		description: `The value is ${quoted(text)}. Enter a text of up to ${LIMITS.maxSearchText} characters.`,
	});
}

/**
 * True or false from a switch or an expression, which may give it as text.
 *
 * @throws UserError for anything else, because either reading of it could be the wrong one
 */
export function readBoolean(label: string, value: unknown, fallback: boolean): boolean {
	if (isBlank(value)) return fallback;
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (text === 'true' || text === 'false') return text === 'true';
	throw new UserError(`'${label}' must be true or false`, {
		description: `The value is ${quoted(value)}. Make the expression return true or false.`,
	});
}

/** The values of a list: what the editor stores, or what an expression gives (a list, or values with commas between). */
export function readList(value: unknown): string[] {
	if (isEmpty(value)) return [];
	return (Array.isArray(value) ? value : [value])
		.flatMap((entry) => asText(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** The mistake of a parameter with more values than are useful. @param what they are, e.g. `names or IDs` */
export function tooMany(label: string, what: string, most: number): UserError {
	return new UserError(`'${label}' has too many values`, {
		description: `It may have ${most} ${what} at most. Leave some out, or check what the expression gives.`,
	});
}

/**
 * Chosen names or ids, those of a list each once. A name with commas in it comes in parts.
 *
 * @throws UserError for what is no list of texts, because without values nothing would be filtered, and for too many
 */
export function readNames(label: string, value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	if (entries.every((entry) => isEmpty(entry) || isWritten(entry))) {
		const names = readList([...new Set(entries)].filter((entry) => !isEmpty(entry)));
		if (new Set(names).size <= LIMITS.maxNamesInFilter) return names;
		throw tooMany(label, 'names or IDs', LIMITS.maxNamesInFilter);
	}
	throw new UserError(`'${label}' must be a list of names or IDs`, {
		description: `The value is ${quoted(value)}. Choose from the list, or make the expression return names with commas between them.`,
	});
}

/**
 * @param fallback for an empty value, where it may be empty
 * @throws UserError where the value is none of the allowed ones
 */
export function readOption<T extends string>(
	label: string,
	value: unknown,
	allowed: readonly T[],
	fallback?: T,
): T {
	if (fallback !== undefined && isBlank(value)) return fallback;
	const option = allowed.find((name) => name === value);
	if (option !== undefined) return option;
	throw new UserError(`'${label}' is not one of the allowed values`, {
		description: `The value is ${quoted(value)}. Allowed: ${allowed.join(', ')}.`,
	});
}

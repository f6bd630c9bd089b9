import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type {
	BooleanProperty,
	ListProperty,
	NumberProperty,
	OptionProperty,
} from '../descriptions/property';
import { LIMITS } from '../limits';
import { asText, isBlank, isEmpty, quoted } from './values';

/** Gives the value of a parameter, expressions resolved. A parameter that the node does not have gives its default. */
export type ReadParameter = (property: Pick<INodeProperties, 'name' | 'default'>) => unknown;

/** Gives the entries of a collection, or of one row of a fixed collection. An absent entry gives undefined. */
export const entriesOf =
	(record: IDataObject): ReadParameter =>
	({ name }) =>
		record[name];

/** @throws UserError where an expression gives something else than a collection */
export function readCollection(property: INodeProperties, read: ReadParameter): IDataObject {
	const value = read(property) ?? {};
	if (typeof value === 'object' && !Array.isArray(value)) return value as IDataObject;
	throw new UserError(`'${property.displayName}' must be a collection of fields`, {
		description: 'Remove the expression and choose the fields in the editor.',
	});
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
/** A thousand where the dot separates thousands, one where it is the decimal point. */
const MAYBE_THOUSANDS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** The number that a text can only mean, else NaN. */
function numberIn(text: string): number {
	return DECIMAL.test(text) && !MAYBE_THOUSANDS.test(text) ? Number(text) : NaN;
}

/**
 * Number fields count things, so they are whole; percentages and what is typed into a text field may have decimals. The
 * description cannot say this: with a precision, the editor would round what is entered.
 */
const isWhole = ({ type, displayName }: INodeProperties) =>
	type === 'number' && !displayName.endsWith('(%)');

/**
 * Reads a number from a field or an expression. A text such as `1.000` is refused: it may mean a thousand or one. Without
 * a range in the description it is 0 or more.
 *
 * @returns the default for an empty value; undefined where there is none
 * @throws UserError where it is not a number, not whole where it must be, or out of range
 */
export function readNumber(property: NumberProperty, read: ReadParameter): number;
export function readNumber(property: INodeProperties, read: ReadParameter): number | undefined;
export function readNumber(property: INodeProperties, read: ReadParameter): number | undefined {
	const { displayName, typeOptions } = property;
	const value = read(property);
	if (isEmpty(value)) return typeof property.default === 'number' ? property.default : undefined;
	const { minValue: min = 0, maxValue: max = Infinity } = typeOptions ?? {};
	const number = typeof value === 'number' ? value : numberIn(asText(value).trim());
	const inRange = Number.isFinite(number) && number >= min && number <= max;
	if (inRange && (!isWhole(property) || Number.isInteger(number))) return number;
	const kind = isWhole(property) ? 'whole number' : 'number';
	const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new UserError(`'${displayName}' must be a ${kind} ${range}`, {
		description: `The value is ${quoted(value)}. Enter a number, or check what the expression gives.`,
	});
}

/** Whether a value is one that people write: a text, a number or true and false. */
const isWritten = (value: unknown) =>
	typeof value === 'number'
		? Number.isFinite(value)
		: ['string', 'boolean', 'bigint'].includes(typeof value);

/**
 * Reads a text without the spaces around it.
 *
 * @returns undefined where nothing is left
 * @throws UserError where it is far too long, and for a list, an object or NaN, whose text nobody has written
 */
export function readText(property: INodeProperties, read: ReadParameter): string | undefined {
	const { displayName } = property;
	const value = read(property);
	if (isBlank(value)) return undefined;
	if (!isWritten(value)) {
		throw new UserError(`'${displayName}' must be a text`, {
			description: `The value is ${quoted(value)}. Enter a text, or make the expression return one.`,
		});
	}
	const text = String(value).trim();
	if (text.length <= LIMITS.maxText) return text;
	throw new UserError(`'${displayName}' is too long`, {
		description: `The value is ${quoted(text)}. Enter a text of up to ${LIMITS.maxText} characters.`,
	});
}

/**
 * Reads a switch. An expression may give it as text.
 *
 * @returns the default for a blank value
 * @throws UserError for anything but true and false, because either reading could be the wrong one
 */
export function readBoolean(property: BooleanProperty, read: ReadParameter): boolean {
	const value = read(property);
	if (isBlank(value)) return property.default;
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (text === 'true' || text === 'false') return text === 'true';
	throw new UserError(`'${property.displayName}' must be true or false`, {
		description: `The value is ${quoted(value)}. Make the expression return true or false.`,
	});
}

/** @throws UserError where the value is not one of the options */
export function readOption<T extends string>(property: ListProperty<T>, read: ReadParameter): T {
	const value = read(property);
	const option = property.options.find((allowed) => allowed.value === value);
	if (option) return option.value;
	const values: string[] = property.options.map((entry) => entry.value);
	const allowed = values.filter((entry) => entry !== '').join(', ');
	throw new UserError(`'${property.displayName}' is not one of the allowed values`, {
		description: `The value is ${quoted(value)}. Allowed: ${allowed}.`,
	});
}

/** Reads a dropdown in a collection, where a blank value stands for the default; otherwise as {@link readOption}. */
export function readOptionOrDefault<T extends string>(
	property: OptionProperty<T>,
	read: ReadParameter,
): T {
	return isBlank(read(property)) ? property.default : readOption(property, read);
}

/** @returns the entries of a list: an array, or one value with commas between them */
export function readList(value: unknown): string[] {
	if (isEmpty(value)) return [];
	return (Array.isArray(value) ? value : [value])
		.flatMap((entry) => asText(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** @param what the values are, e.g. `names or IDs` */
export function tooMany({ displayName }: INodeProperties, what: string, max: number): UserError {
	return new UserError(`'${displayName}' has too many values`, {
		description: `It may have ${max} ${what} at most. Leave some out, or check what the expression gives.`,
	});
}

/**
 * Reads chosen names or IDs, repeated ones of a list only once. A name with commas in it comes in parts.
 *
 * @throws UserError for too many, and for what is not a list of texts: without values, nothing would be filtered
 */
export function readNames(property: INodeProperties, read: ReadParameter): string[] {
	const value = read(property);
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	if (!entries.every((entry) => isEmpty(entry) || isWritten(entry))) {
		throw new UserError(`'${property.displayName}' must be a list of names or IDs`, {
			description: `The value is ${quoted(value)}. Choose from the list, or make the expression return names with commas between them.`,
		});
	}
	const names = readList([...new Set(entries)].filter((entry) => !isEmpty(entry)));
	if (new Set(names).size <= LIMITS.maxNamesInFilter) return names;
	throw tooMany(property, 'names or IDs', LIMITS.maxNamesInFilter);
}

/** @throws UserError where the lower bound is above the upper one */
export function checkBounds<T extends number | string>(
	[{ displayName: minLabel }, min]: [INodeProperties, T | undefined],
	[{ displayName: maxLabel }, max]: [INodeProperties, T | undefined],
): void {
	if (min === undefined || max === undefined || min <= max) return;
	throw new UserError(`'${minLabel}' is above '${maxLabel}', so no company can match`, {
		description: `'${minLabel}' is ${min} and '${maxLabel}' is ${max}. Swap them, or clear one of them.`,
	});
}

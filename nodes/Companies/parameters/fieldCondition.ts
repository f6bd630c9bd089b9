import { type INodeProperties, UserError } from 'n8n-workflow';

import { type Lookups, readOptionalList } from '../api/lookups';
import type { ListProperty } from '../descriptions/property';
import type { Condition } from '../filter/condition';
import { type Choice, choiceCondition } from '../filter/conditions/choice';
import { flagCondition, spanCondition, spanOf } from '../filter/conditions/date';
import { limitCondition, limitContains, numberCondition } from '../filter/conditions/number';
import { monthSetting, statusSetting } from '../filter/conditions/setting';
import { textCondition } from '../filter/conditions/text';
import type { ApiField, Field, ListName } from '../filter/field';
import type { OperatorName, OperatorOf } from '../filter/operators';
import { unlistedHint } from '../list/hints';
import { readDay, readMonth } from './dateValues';
import { findChoice, findEntries } from './names';
import { readNames, readNumber, readOption, type ReadParameter, readText } from './reader';
import { quoted } from './values';

/** What conditions are read against. */
export interface SelectionContext {
	/** `YYYY-MM-DD` in the workflow's time zone. */
	today: string;
	timezone: string;
	lookups: Lookups;
	/** Adds sentences to show above the items after the run. */
	addHints(messages: string[]): void;
}

/** A condition, or one that still needs a list of the API: all parameters are validated before the first request. */
export type PendingCondition = Condition | (() => Promise<Condition>);

/** Lists of which the rows of companies have the names but not the IDs. */
const NAMED_IN_ROWS: readonly ListName[] = ['vendors'];
const LIKE_AN_ID = /^(?:\d+|[\da-f-]{16,})$/i;

/** @throws UserError for an ID, of which only the list could tell whose it is */
function checkUnlisted(label: string, values: string[], context: SelectionContext): void {
	const id = values.find((value) => LIKE_AN_ID.test(value));
	if (id !== undefined) {
		throw new UserError(`'${label}' has an ID, and Keepnet gave no list to look it up in`, {
			description: `The value is ${quoted(id)}. Enter the name in its place, as it stands in the companies.`,
		});
	}
	context.addHints([unlistedHint(label)]);
}

/** @returns undefined where nothing is chosen */
export function pendingChoice(
	property: INodeProperties,
	read: ReadParameter,
	list: ListName,
	context: SelectionContext,
	conditionOf: (choice: Choice) => Condition | Promise<Condition>,
): (() => Promise<Condition>) | undefined {
	const values = readNames(property, read);
	if (values.length === 0) return undefined;
	return async () => {
		const { displayName: label } = property;
		const known = await readOptionalList(context.lookups[list]());
		if (!known && NAMED_IN_ROWS.includes(list)) checkUnlisted(label, values, context);
		return await conditionOf(findChoice(label, values, known));
	};
}

/** Reads `true` or `false` from the text field of a row, in any case. */
function readFlag(property: INodeProperties, read: ReadParameter): boolean | undefined {
	const flag = readText(property, read)?.toLowerCase();
	if (flag === undefined) return undefined;
	const options = ['true', 'false'].map((value) => ({ name: value, value }));
	const list: ListProperty<string> = { ...property, options };
	return readOption(list, () => flag) === 'true';
}

const made = <T>(value: T | undefined, make: (value: T) => Condition): Condition | undefined =>
	value === undefined ? undefined : make(value);

/** Reads what is counted, which leaves out no company. */
function readSetting(
	field: Field<'month' | 'status'>,
	property: INodeProperties,
	read: ReadParameter,
): Condition | undefined {
	const label = property.displayName;
	if (field.kind === 'month') {
		return made(readMonth(property, read), (month) => monthSetting(label, field, month));
	}
	const names = readNames(property, read);
	if (names.length === 0) return undefined;
	return statusSetting(label, field, findEntries(label, names, field.choices));
}

/**
 * Reads what a field is compared with, and makes the condition of it.
 *
 * @param operator one of those that the field knows
 * @returns undefined for an empty value
 * @throws UserError for a value that does not fit the field
 */
export function readFieldCondition(
	field: ApiField,
	operator: OperatorName,
	property: INodeProperties,
	read: ReadParameter,
	context: SelectionContext,
): PendingCondition | undefined {
	const label = property.displayName;
	switch (field.kind) {
		case 'text':
			return made(readText(property, read), (text) =>
				textCondition(label, field, operator as OperatorOf<'text'>, text),
			);
		case 'choice':
			return pendingChoice(property, read, field.list, context, (choice) =>
				choiceCondition(label, field, choice),
			);
		case 'number':
			return made(readNumber(property, read), (number) =>
				numberCondition(label, field, operator as OperatorOf<'number'>, number),
			);
		case 'limit':
			return operator === 'contains'
				? made(readText(property, read), (text) => limitContains(label, field, text))
				: made(readNumber(property, read), (limit) =>
						limitCondition(label, field, operator as OperatorOf<'number'>, limit),
					);
		case 'date':
			return made(readDay(property, read, context.timezone), (day) =>
				spanCondition(label, field, spanOf(operator as OperatorOf<'date'>, day)),
			);
		case 'flag':
			return made(readFlag(property, read), (flag) => flagCondition(label, field, flag));
		case 'month':
		case 'status':
			return readSetting(field, property, read);
	}
}

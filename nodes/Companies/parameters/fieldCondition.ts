import type { INodeProperties } from 'n8n-workflow';

import type { ListProperty } from '../descriptions/property';
import type { Condition } from '../filter/condition';
import { choiceCondition } from '../filter/conditions/choice';
import { monthSetting, spanCondition, spanOf } from '../filter/conditions/date';
import { flagCondition } from '../filter/conditions/expired';
import { limitCondition, limitContains, numberCondition } from '../filter/conditions/number';
import { textCondition } from '../filter/conditions/text';
import type { ApiField } from '../filter/field';
import type { OperatorName, OperatorOf } from '../filter/operators';
import { readDay, readMonth } from './dateValues';
import { readNumber, readOption, type ReadParameter, readText } from './reader';
import { pendingChoice, type PendingCondition, type SelectionContext } from './selectionContext';

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
			return made(readMonth(property, read), (month) => monthSetting(label, field, month));
	}
}

import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { LIMITS } from '../limits';
import type { Condition } from '../filter/condition';
import { anyOf } from '../filter/condition';
import { typedFieldCondition } from '../filter/conditions/typedField';
import type { ConditionField, OperatorName } from '../filter/fields';
import { conditionField, operatorLabel, OPERATORS, operatorsOf } from '../filter/fields';
import { BUILD, required } from './rowBuilders';
import type { PendingCondition, SelectionContext } from './selectionContext';
import { isBlank, quoted, readSearchText, readText, tooMany } from './values';

function readOperator(
	label: string,
	value: unknown,
	field: ConditionField | undefined,
): OperatorName {
	const allowed = operatorsOf(field);
	const choose = `Choose one of these in the row of Conditions: ${allowed
		.map((name) => `${operatorLabel(name, field)} (${name})`)
		.join(', ')}.`;
	const operator = readText(label, value);
	if (operator === undefined)
		throw new UserError(`'${label}' has no condition`, { description: choose });
	const found = allowed.find((name) => name === operator);
	if (found) return found;
	if (!Object.hasOwn(OPERATORS, operator)) {
		throw new UserError(`'${label}' has a condition that does not exist`, {
			description: `The condition is ${quoted(operator)}. ${choose}`,
		});
	}
	const shown = operatorLabel(operator as OperatorName, field);
	throw new UserError(`'${label}' cannot be compared by '${shown}'`, { description: choose });
}

function readRow(row: IDataObject, position: number, context: SelectionContext): PendingCondition {
	const { value } = row;
	const name = `Conditions, row ${position}`;
	const fieldName = readText(name, row.fieldName);
	if (fieldName === undefined || [row.operator, value].every(isBlank)) {
		throw new UserError(`'${name}' is empty`, {
			description: 'Choose a field and a condition and enter a value, or remove the row.',
		});
	}
	const field = conditionField(fieldName);
	// A name that was typed by hand stays out of the first line of messages, which n8n would replace for some words.
	const label = field ? `${name}: ${field.displayName}` : name;
	const operator = readOperator(label, row.operator, field);
	if (field) return BUILD[field.kind]({ label, fieldName, operator, value }, context);
	return typedFieldCondition(
		label,
		fieldName,
		operator,
		required(label, readSearchText(label, value)),
	);
}

/**
 * Reads the rows of Conditions.
 *
 * @throws UserError that names the row
 */
export function readConditionRows(
	rows: IDataObject[],
	context: SelectionContext,
): PendingCondition[] {
	if (rows.length > LIMITS.maxConditionRows) {
		throw tooMany('Conditions', 'rows', LIMITS.maxConditionRows);
	}
	return rows.map((row, index) => readRow(row, index + 1, context));
}

/**
 * Combines the rows as Must Match says.
 *
 * @throws UserError where neither Keepnet nor this node could answer the combination
 */
export function combineRows(conditions: Condition[], match: 'all' | 'any'): Condition[] {
	// The month only sets what the API counts, so it is no alternative to anything.
	const alternatives = conditions.filter(({ setting }) => !setting);
	if (match === 'all' || alternatives.length < 2) return conditions;
	const settings = conditions.filter(({ setting }) => setting);
	const label = alternatives.map((condition) => condition.label).join("' or '");
	const combined = anyOf(label, alternatives);
	if (!combined.onlyApi || combined.supersetClause) return [combined, ...settings];
	const unlisted = alternatives.filter(({ onlyApi }) => onlyApi);
	throw new UserError(`'Must Match' cannot be 'Any Condition' with '${unlisted[0].label}'`, {
		description:
			'Only Keepnet knows this field, and it cannot judge the other conditions as alternatives to it. Set Must Match to All Conditions, or remove the row.',
	});
}

import { type IDataObject, UserError } from 'n8n-workflow';

import { ROW } from '../descriptions/conditionRow';
import { conditionsProperty } from '../descriptions/conditions';
import { anyOf, type Condition } from '../filter/condition';
import { typedFieldCondition } from '../filter/conditions/text';
import type { ApiField } from '../filter/field';
import { conditionField } from '../filter/fields';
import { operatorLabel, type OperatorName, OPERATORS, operatorsOf } from '../filter/operators';
import { LIMITS } from '../limits';
import { type PendingCondition, readFieldCondition, type SelectionContext } from './fieldCondition';
import { entriesOf, readCollection, type ReadParameter, readText, tooMany } from './reader';
import { quoted } from './values';

/** @param rowName e.g. `Conditions, row 1` */
function readOperator(
	rowName: string,
	label: string,
	read: ReadParameter,
	field: ApiField | undefined,
): OperatorName {
	const allowed = operatorsOf(field?.kind);
	const choose = `Choose one of these in the row of Conditions: ${allowed
		.map((name) => `${operatorLabel(name, field?.kind)} (${name})`)
		.join(', ')}.`;
	const operator = readText({ ...ROW.operator, displayName: label }, read);
	if (operator === undefined)
		throw new UserError(`'${label}' has no condition`, { description: choose });
	const found = allowed.find((name) => name === operator);
	if (found) return found;
	if (!field || !Object.hasOwn(OPERATORS, operator)) {
		throw new UserError(`'${label}' has a condition that does not exist`, {
			description: `The condition is ${quoted(operator)}. ${choose}`,
		});
	}
	const shown = operatorLabel(operator as OperatorName, field.kind);
	throw new UserError(`'${field.label}' cannot be used with '${shown}' (${rowName})`, {
		description: choose,
	});
}

function readRow(row: IDataObject, position: number, context: SelectionContext): PendingCondition {
	const read = entriesOf(row);
	const rowName = `${conditionsProperty.displayName}, row ${position}`;
	const fieldName = readText({ ...ROW.fieldName, displayName: rowName }, read);
	if (fieldName === undefined) {
		throw new UserError(`'${rowName}' is empty`, {
			description: 'Choose a field and a condition and enter a value, or remove the row.',
		});
	}
	const field = conditionField(fieldName);
	// A name that was typed by hand stays out of the first line of messages, which n8n replaces if it has certain words.
	const label = field ? `${rowName}: ${field.label}` : rowName;
	const operator = readOperator(rowName, label, read, field);
	const property = { ...ROW.value, displayName: label };
	if (field) {
		const condition = readFieldCondition(field, operator, property, read, context);
		if (condition) return condition;
	} else {
		const text = readText(property, read);
		if (text !== undefined) return typedFieldCondition(label, fieldName, operator, text);
	}
	throw new UserError(`'${label}' has no value`, {
		description: 'Enter a value in this row of Conditions, or remove the row.',
	});
}

const toRow = (row: unknown): IDataObject =>
	typeof row === 'object' && row !== null ? (row as IDataObject) : {};

/** @throws UserError that names the row */
export function readConditionRows(
	read: ReadParameter,
	context: SelectionContext,
): PendingCondition[] {
	const { condition = [] } = readCollection(conditionsProperty, read);
	const rows: unknown[] = Array.isArray(condition) ? condition : [condition];
	if (rows.length > LIMITS.maxConditionRows) {
		throw tooMany(conditionsProperty, 'rows', LIMITS.maxConditionRows);
	}
	return rows.map((row, index) => readRow(toRow(row), index + 1, context));
}

/**
 * Combines the rows as Must Match says.
 *
 * @throws UserError if neither Keepnet nor this node can apply the combination
 */
export function combineRows(conditions: Condition[], match: 'all' | 'any'): Condition[] {
	// The month only sets what the API counts, so it is no alternative to anything.
	const alternatives = conditions.filter(({ setting }) => !setting);
	if (match === 'all' || alternatives.length < 2) return conditions;
	const settings = conditions.filter(({ setting }) => setting);
	const label = alternatives.map((condition) => condition.label).join("' or '");
	const combined = anyOf(label, alternatives);
	const unlisted = alternatives.find(({ onlyApi }) => onlyApi);
	if (!unlisted || combined.supersetClause) return [combined, ...settings];
	throw new UserError(`'Must Match' cannot be 'Any Condition' with '${unlisted.label}'`, {
		description:
			'Only Keepnet knows this field, and it cannot apply the other conditions as alternatives to it. Set Must Match to All Conditions, or remove the row.',
	});
}

import type { IDataObject } from 'n8n-workflow';

import { UserMistake } from '../errors/userMistake';
import type { Condition } from '../plan/condition';
import { anyOf } from '../plan/condition';
import type { Choice } from '../plan/conditions/choice';
import {
	industryCondition,
	licenseTypeCondition,
	ownedProductCondition,
} from '../plan/conditions/choice';
import type { DateOperator } from '../plan/conditions/date';
import { CREATED, RENEWAL, spanCondition, spanOf } from '../plan/conditions/date';
import { monthSetting } from '../plan/conditions/month';
import type { NumberOperator } from '../plan/conditions/number';
import { limitCondition, limitContains, usersCondition } from '../plan/conditions/number';
import { expiredFlagCondition } from '../plan/conditions/status';
import type { TextField, TextOperator } from '../plan/conditions/text';
import { COMPANY_NAME, RESELLER_NAME, TAGS, textCondition } from '../plan/conditions/text';
import { typedFieldCondition } from '../plan/conditions/typedField';
import type { ConditionField, FieldKind, OperatorName } from '../plan/fields';
import { CONDITION_FIELDS, OPERATORS, OPERATORS_OF } from '../plan/fields';
import type { ListName, PendingCondition, SelectionContext } from './selectionContext';
import { pendingChoice } from './selectionContext';
import { readDayValue, readMonth, readNumber, readOption, readText } from './values';

/** A row of Conditions after its field and operator were checked. */
interface Row {
	label: string;
	fieldName: string;
	operator: OperatorName;
	value: unknown;
}

const TEXTS: Readonly<Record<string, TextField>> = {
	CompanyName: COMPANY_NAME,
	ResellerName: RESELLER_NAME,
	Tags: TAGS,
};

const CHOICES: Readonly<
	Record<string, readonly [ListName, (label: string, choice: Choice) => Condition]>
> = {
	IndustryResourceId: ['industries', industryCondition],
	LicenseTypeResourceId: ['licenseTypes', licenseTypeCondition],
	ModuleResourceId: ['products', ownedProductCondition],
};

function required<T>(label: string, value: T | undefined): T {
	if (value !== undefined) return value;
	throw new UserMistake(
		`'${label}' has no value`,
		'Enter a value in this row of Conditions, or remove the row.',
	);
}

type BuildCondition = (row: Row, context: SelectionContext) => PendingCondition;

const BUILD: Readonly<Record<FieldKind, BuildCondition>> = {
	text: ({ label, fieldName, operator, value }) =>
		textCondition(
			label,
			TEXTS[fieldName],
			operator as TextOperator,
			required(label, readText(value)),
		),
	choice: ({ label, fieldName, value }, context) => {
		const [list, build] = CHOICES[fieldName];
		return required(label, pendingChoice(label, value, list, build, context));
	},
	number: ({ label, operator, value }) =>
		usersCondition(label, operator as NumberOperator, required(label, readNumber(label, value))),
	limit: ({ label, operator, value }) =>
		operator === 'contains'
			? limitContains(label, required(label, readText(value)))
			: limitCondition(
					label,
					operator as NumberOperator,
					required(label, readNumber(label, value)),
				),
	date: ({ label, fieldName, operator, value }, { timezone }) =>
		spanCondition(
			label,
			fieldName === 'CreateTime' ? CREATED : RENEWAL,
			spanOf(operator as DateOperator, required(label, readDayValue(label, value, timezone))),
		),
	flag: ({ label, value }) =>
		expiredFlagCondition(
			label,
			readOption(label, required(label, readText(value))?.toLowerCase(), ['true', 'false']) ===
				'true',
		),
	month: ({ label, value }) => monthSetting(label, required(label, readMonth(label, value))),
};

function readOperator(
	label: string,
	value: unknown,
	field: ConditionField | undefined,
): OperatorName {
	const known = Object.keys(OPERATORS) as OperatorName[];
	const operator = readOption(`${label}: Condition`, value, known);
	const allowed = field ? OPERATORS_OF[field.kind] : known;
	if (allowed.includes(operator)) return operator;
	const names = allowed.map((name) => `${OPERATORS[name].displayName} (${name})`).join(', ');
	throw new UserMistake(
		`'${field?.displayName}' cannot be compared with '${OPERATORS[operator].displayName}'`,
		`Choose one of these in the row of Conditions: ${names}.`,
	);
}

function readRow(row: IDataObject, position: number, context: SelectionContext): PendingCondition {
	const fieldName = required(`Conditions, row ${position}: Field`, readText(row.fieldName));
	const field = CONDITION_FIELDS[fieldName];
	const label = `Conditions, row ${position}: ${field?.displayName ?? fieldName}`;
	const operator = readOperator(label, row.operator, field);
	const { value } = row;
	if (field) return BUILD[field.kind]({ label, fieldName, operator, value }, context);
	return typedFieldCondition(label, fieldName, operator, required(label, readText(value)));
}

/**
 * Reads the rows of Conditions.
 *
 * @throws UserMistake that names the row
 */
export function readConditionRows(
	rows: IDataObject[],
	context: SelectionContext,
): PendingCondition[] {
	return rows.map((row, index) => readRow(row, index + 1, context));
}

/**
 * Combines the rows as Must Match says.
 *
 * @throws UserMistake where neither Keepnet nor this node could answer the combination
 */
export function combineRows(conditions: Condition[], match: 'all' | 'any'): Condition[] {
	// The month only sets what the API counts, so it is no alternative to anything.
	const alternatives = conditions.filter(({ setting }) => !setting);
	if (match === 'all' || alternatives.length < 2) return conditions;
	const settings = conditions.filter(({ setting }) => setting);
	const label = alternatives.map((condition) => condition.label).join("' or '");
	const combined = anyOf(label, alternatives);
	if (!combined.onlyApi || combined.wide) return [combined, ...settings];
	const unlisted = alternatives.filter(({ onlyApi }) => onlyApi);
	throw new UserMistake(
		`'Must Match' cannot be 'Any Condition' with '${unlisted[0].label}'`,
		'Only Keepnet knows this field, and it cannot judge the other conditions as alternatives to it. Set Must Match to All Conditions, or remove the row.',
	);
}

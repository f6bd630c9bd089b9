import { UserError } from 'n8n-workflow';

import type { Condition } from '../filter/condition';
import type { Choice } from '../filter/conditions/choice';
import {
	industryCondition,
	licenseTypeCondition,
	ownedProductCondition,
} from '../filter/conditions/choice';
import type { DateOperator } from '../filter/conditions/date';
import { CREATED, RENEWAL, spanCondition, spanOf } from '../filter/conditions/date';
import { monthSetting } from '../filter/conditions/month';
import type { NumberOperator } from '../filter/conditions/number';
import { limitCondition, limitContains, usersCondition } from '../filter/conditions/number';
import { expiredFlagCondition } from '../filter/conditions/status';
import type { TextField, TextOperator } from '../filter/conditions/text';
import { COMPANY_NAME, RESELLER_NAME, TAGS, textCondition } from '../filter/conditions/text';
import type { FieldKind, OperatorName } from '../filter/fields';
import { readDayValue, readMonthValue } from './dateValues';
import type { ListName, PendingCondition, SelectionContext } from './selectionContext';
import { pendingChoice } from './selectionContext';
import { readNumber, readOption, readSearchText, readText } from './values';

/** A row of Conditions after its field and operator were checked. */
export interface Row {
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

/** Throws UserError where a row has no value. */
export function required<T>(label: string, value: T | undefined): T {
	if (value !== undefined) return value;
	throw new UserError(`'${label}' has no value`, {
		description: 'Enter a value in this row of Conditions, or remove the row.',
	});
}

type BuildCondition = (row: Row, context: SelectionContext) => PendingCondition;

/** How the condition of each kind of field is made. Each throws UserError for a value that does not fit. */
export const BUILD: Readonly<Record<FieldKind, BuildCondition>> = {
	text: ({ label, fieldName, operator, value }) =>
		textCondition(
			label,
			TEXTS[fieldName],
			operator as TextOperator,
			required(label, readSearchText(label, value)),
		),
	choice: ({ label, fieldName, value }, context) => {
		const [list, build] = CHOICES[fieldName];
		return required(label, pendingChoice(label, value, list, build, context));
	},
	number: ({ label, operator, value }) =>
		usersCondition(label, operator as NumberOperator, required(label, readNumber(label, value))),
	limit: ({ label, operator, value }) =>
		operator === 'contains'
			? limitContains(label, required(label, readSearchText(label, value)))
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
			readOption(label, required(label, readText(label, value))?.toLowerCase(), [
				'true',
				'false',
			]) === 'true',
		),
	month: ({ label, value }) => monthSetting(label, required(label, readMonthValue(label, value))),
};

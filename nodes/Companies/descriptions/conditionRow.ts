import type { INodeProperties } from 'n8n-workflow';

import type { ApiField } from '../filter/field';
import { API_FIELDS } from '../filter/fields';
import { type FieldKind, operatorLabel, type OperatorName, operatorsOf } from '../filter/operators';
import { OPERATOR_HINT } from './builderHints';
import { choice } from './filters';
import type { OptionProperty } from './property';

/** What a row of Conditions has, whatever its field. */
export const ROW = {
	fieldName: {
		displayName: 'Field',
		name: 'fieldName',
		type: 'options',
		options: API_FIELDS.map(({ label, name }) => ({ name: label, value: name })),
		default: 'CompanyName',
		description:
			'What to compare. A field that is not in the list can be typed as an expression, by its name in the API.',
	} satisfies INodeProperties,
	operator: {
		displayName: 'Condition',
		name: 'operator',
		type: 'options',
		options: [],
		default: 'equals',
		description: 'How to compare',
	} satisfies OptionProperty<OperatorName>,
	value: {
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 250',
		description:
			'A text, a number, a date as YYYY-MM-DD, a month as YYYY-MM, true or false, or names with commas between them, as the field needs it',
	} satisfies INodeProperties,
};

const onlyFor = (...fields: ApiField[]): INodeProperties['displayOptions'] => ({
	show: { [ROW.fieldName.name]: fields.map(({ name }) => name) },
});

/** For a field that was typed by hand, or that an expression gives. */
const ELSE: INodeProperties['displayOptions'] = {
	hide: { [ROW.fieldName.name]: API_FIELDS.map(({ name }) => name) },
};

/** The operators of one kind of field. The default is one that most kinds have, so that choosing another field keeps it. */
function operatorProperty(kind: FieldKind | undefined): INodeProperties {
	const names = operatorsOf(kind);
	const { default: usual } = ROW.operator;
	return {
		...ROW.operator,
		displayOptions: kind ? onlyFor(...API_FIELDS.filter((field) => field.kind === kind)) : ELSE,
		options: names.map((value) => ({ name: operatorLabel(value, kind), value })),
		default: names.includes(usual) ? usual : (names[0] ?? usual),
		...(kind === undefined && { builderHint: OPERATOR_HINT }),
	};
}

/** The value of a row as it fits the field. Text in its place, which every kind of field takes, is read as well. */
function valueProperty(field: ApiField): INodeProperties {
	const value = { ...ROW.value, displayOptions: onlyFor(field) };
	switch (field.kind) {
		case 'text':
			return {
				...value,
				placeholder: field.filter?.placeholder,
				description: 'The text to look for, in upper or lower case',
			};
		case 'number':
		case 'limit':
			return { ...value, description: 'The number to compare with' };
		case 'date':
			return {
				...value,
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				placeholder: undefined,
				description: 'The day to compare with',
			};
		case 'month':
			return {
				...value,
				placeholder: 'e.g. 2026-03',
				description: `The month (YYYY-MM, from 2025-12 on) of ${field.counts}. Does not filter companies.`,
			};
		case 'flag':
			// No list: n8n's editor puts the default in the place of a stored value that it does not list, such as FALSE.
			return {
				...value,
				placeholder: 'e.g. true',
				description: "True or false: Keepnet's own flag, whatever the renewal date",
			};
		case 'status':
			return {
				...value,
				type: 'multiOptions',
				options: field.choices.map(({ id, name }) => ({ name, value: id })),
				default: [],
				placeholder: undefined,
				description: `Which training ${field.counts} counts. Does not filter companies.`,
			};
		case 'choice': {
			const list = choice(field.label, value.name, field.list);
			return {
				...list,
				// n8n shows the new field in the place of the old one, and would not load its list.
				typeOptions: { ...list.typeOptions, loadOptionsDependsOn: [`&${ROW.fieldName.name}`] },
				displayOptions: value.displayOptions,
			};
		}
	}
}

const KINDS = new Set(API_FIELDS.map(({ kind }) => kind));

/**
 * The form of a row: one property per name is displayed. Its name is the same for every field, so that a row keeps what
 * it has. A new row takes its values from the last property of a name.
 */
export const rowProperties: INodeProperties[] = [
	ROW.fieldName,
	...[...KINDS, undefined].map(operatorProperty),
	...API_FIELDS.map(valueProperty),
	{ ...ROW.value, displayOptions: ELSE },
];

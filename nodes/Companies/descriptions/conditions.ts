import type { INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { API_FIELDS } from '../filter/fields';
import { OPERATOR_HINT } from './builderHints';
import type { OptionProperty } from './property';

/** What a row of Conditions has. */
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
		displayName: 'Condition Name or ID',
		name: 'operator',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getOperators', loadOptionsDependsOn: ['&fieldName'] },
		default: '',
		builderHint: OPERATOR_HINT,
		description:
			'How to compare. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	} satisfies INodeProperties,
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

export const conditionsProperty: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Compare any field that Keepnet can filter by',
	options: [{ displayName: 'Condition', name: 'condition', values: Object.values(ROW) }],
};

/**
 * Hidden where there are fewer than two conditions. It must not be shown by `show`: where n8n runs or saves a workflow, it
 * decides this without the collections and drops what is not shown. Nothing that is absent matches a `hide`.
 */
const withTwoConditions: INodeProperties['displayOptions'] = {
	hide: {
		// n8n compares in depth, whatever its type says.
		'/conditions': [{ _cnd: { eq: conditionsProperty.default as NodeParameterValue } }],
		'/conditions.condition.length': [0, 1],
	},
};

export const matchProperty: OptionProperty<'all' | 'any'> = {
	displayName: 'Must Match',
	name: 'match',
	type: 'options',
	displayOptions: withTwoConditions,
	options: [
		{ name: 'All Conditions', value: 'all' },
		{ name: 'Any Condition', value: 'any' },
	],
	default: 'all',
	description: 'How the conditions combine. Segment and filters always apply.',
};

/** Conditions, and how they combine. */
export const conditionProperties: INodeProperties[] = [matchProperty, conditionsProperty];

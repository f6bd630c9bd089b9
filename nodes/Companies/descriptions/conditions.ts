import type { INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { rowProperties } from './conditionRow';
import type { OptionProperty } from './property';

/** The label of the row's field; n8n itself puts "Condition 1" where there is none. n8n 1.x has no titles. */
const TITLE =
	'={{ $collection.item.properties.find((property) => property.name === "fieldName").options.find((option) => option.value === $collection.item.value.fieldName)?.name }}';

export const conditionsProperty: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, fixedCollection: { itemTitle: TITLE } },
	placeholder: 'Add Condition',
	default: {},
	description: 'For what Filters cannot say, such as Does Not Equal or Is Before',
	options: [{ displayName: 'Condition', name: 'condition', values: rowProperties }],
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

import type { INodeProperties } from 'n8n-workflow';

import { OUTPUT_FIELDS } from '../output/fields';
import type { OutputName } from '../output/output';
import type { BooleanProperty, NumberProperty, OptionProperty } from './property';

export const outputProperty: OptionProperty<OutputName> = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simplified', description: 'The ten most useful fields' },
		{
			name: 'Full',
			value: 'full',
			description:
				'Every field, with the signals in words and the products that the license includes and lacks',
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'The fields you choose, and the company ID',
		},
		{ name: 'Raw', value: 'raw', description: 'What Keepnet sends, unchanged' },
	],
	default: 'simplified',
	description:
		'How much to return about each company. The signal missingProducts is only set if the products are read: with Full, or with Reason or a field or filter about products.',
};

export const fieldsProperty: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	displayOptions: { show: { output: ['selected'] } },
	options: Object.entries(OUTPUT_FIELDS)
		.map(([value, { displayName }]) => ({ name: displayName, value }))
		.sort((left, right) => left.name.localeCompare(right.name)),
	default: ['companyName'],
	description: 'Which fields to return. The company ID is always included.',
};

/** Output, and the fields of Selected Fields. */
export const outputProperties: INodeProperties[] = [outputProperty, fieldsProperty];

/** How many companies Search returns. */
export const PAGING = {
	returnAll: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	} satisfies BooleanProperty,
	limit: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	} satisfies NumberProperty,
};

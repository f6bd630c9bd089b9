import type { INodeProperties } from 'n8n-workflow';

import type { BooleanProperty, NumberProperty } from './property';

export const returnAllProperty: BooleanProperty = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitProperty: NumberProperty = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};

export const pagingProperties: INodeProperties[] = [returnAllProperty, limitProperty];

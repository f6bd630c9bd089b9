import type { INodeProperties } from 'n8n-workflow';

import { shown, showFor } from './visibility';

/** Return All and Limit. */
export function pagingProperties(operations: string[]): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			displayOptions: showFor(operations),
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		shown(
			{
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 50,
				description: 'Max number of results to return',
			},
			showFor(operations, { returnAll: [false] }),
		),
	];
}

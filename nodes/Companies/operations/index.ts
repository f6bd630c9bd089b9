import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { exportCompanies } from './export';
import { getCompany } from './get';
import type { Operation } from './operation';
import { searchCompanies } from './search';
import { summarizeCompanies } from './summarize';

/** The operations of the node, in the order of the editor. */
export const OPERATIONS: readonly Operation[] = [
	exportCompanies,
	getCompany,
	searchCompanies,
	summarizeCompanies,
];

/** The parameter Operation, and the parameters of each operation, which the editor shows for that operation only. */
export const operationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['company'] } },
		options: OPERATIONS.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: 'search',
	},
	...OPERATIONS.flatMap(({ value, properties }) =>
		updateDisplayOptions({ show: { resource: ['company'], operation: [value] } }, properties),
	),
];

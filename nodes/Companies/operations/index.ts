import type { INodeProperties } from 'n8n-workflow';

import { exportCompanies } from './export';
import { getCompany } from './get';
import type { Operation } from './operation';
import { searchCompanies } from './search';
import { summarizeCompanies } from './summarize';

/** Every operation of the node, as the editor lists them. */
export const OPERATIONS: readonly Operation[] = [
	exportCompanies,
	getCompany,
	searchCompanies,
	summarizeCompanies,
];

/** Operation and the parameters of each one. */
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
	...OPERATIONS.flatMap(({ properties }) => properties),
];

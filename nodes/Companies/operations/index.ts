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

/** A parameter of one operation, which shows it there and nowhere else. */
function shownFor(operation: string, property: INodeProperties): INodeProperties {
	const { show, hide } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			show: { resource: ['company'], operation: [operation], ...show },
			...(hide && { hide }),
		},
	};
}

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
	...OPERATIONS.flatMap(({ value, properties }) =>
		properties.map((property) => shownFor(value, property)),
	),
];

import type { INodeProperties } from 'n8n-workflow';

import { outputProperty } from './output';

export const companyProperty: INodeProperties = {
	displayName: 'Company',
	name: 'companyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The company to look up',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a company…',
			typeOptions: { searchListMethod: 'searchCompanies', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5f0c2f6e9d3b4a7c8e1d',
		},
	],
};

export const getOutputProperty: INodeProperties = {
	...outputProperty,
	options: [
		{
			name: 'Simplified',
			value: 'simplified',
			description:
				'The fields of Search, the products and all other details that Keepnet has for one company',
		},
		{ name: 'Raw', value: 'raw', description: 'What Keepnet sends, unchanged' },
	],
	description: 'How to return the company',
};

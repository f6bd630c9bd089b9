import type { INodeProperties } from 'n8n-workflow';

import { COMPANY_HINT } from './builderHints';
import { outputProperty } from './output';

/** The mode in which the value is a name and not an ID. */
export const BY_NAME = 'name';

export const companyProperty: INodeProperties = {
	displayName: 'Company',
	name: 'companyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The company to look up: its ID, or its exact name',
	builderHint: COMPANY_HINT,
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
		{
			displayName: 'By Name',
			name: BY_NAME,
			type: 'string',
			placeholder: 'e.g. Acme Ltd',
			hint: 'The whole name. Upper and lower case, accents and extra spaces make no difference.',
		},
	],
};

export const getOutputProperty: INodeProperties = {
	...outputProperty,
	options: [
		{
			name: 'Full',
			value: 'simplified',
			description:
				'The fields of Search, the products and all other details that Keepnet has for one company',
		},
		{ name: 'Raw', value: 'raw', description: 'What Keepnet sends, unchanged' },
	],
	description: 'How to return the company',
};

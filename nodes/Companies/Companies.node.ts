import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { COMPANIES_HINT } from './descriptions/builderHints';
import { NODE_HINTS } from './descriptions/hints';
import {
	getIndustries,
	getLicenseTypes,
	getProducts,
	getVendors,
	searchCompanies,
} from './methods/lists';
import { operationProperties } from './operations';
import { runOperation } from './operations/run';

export class Companies implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keepnet Companies',
		name: 'companies',
		icon: { light: 'file:../../icons/keepnet.svg', dark: 'file:../../icons/keepnet.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["segment"] ?? "company") }}',
		description: 'List, export and sum up the customer companies of a Keepnet reseller',
		defaults: { name: 'Keepnet Companies' },
		usableAsTool: {
			replacements: {
				displayName: 'Keepnet Companies',
				description:
					'Finds customer companies of a Keepnet reseller (MSSP) with their licenses: seats sold, users, usage, renewal date, products, and signals such as overLimit or renewalDue. Search lists companies, Get looks up one by its companyId or its exact name, Summarize adds up all of them. Does not change anything in Keepnet.',
			},
		},
		builderHint: COMPANIES_HINT,
		hints: NODE_HINTS,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'keepnetResellerOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Company', value: 'company' }],
				default: 'company',
			},
			...operationProperties,
		],
	};

	methods = {
		loadOptions: { getIndustries, getLicenseTypes, getProducts, getVendors },
		listSearch: { searchCompanies },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this)];
	}
}

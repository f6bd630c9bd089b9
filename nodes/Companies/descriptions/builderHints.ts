/** For n8n's AI builder; n8n 1.x does not read it. */
import type { IBuilderHint, IParameterBuilderHint, IRelatedNode } from 'n8n-workflow';

import { API_FIELDS } from '../filter/fields';
import { operatorsOf } from '../filter/operators';

const PACKAGE = 'n8n-nodes-keepnet-reseller';

/** Where the items of both nodes usually go. */
const DESTINATIONS: IRelatedNode[] = [
	{
		nodeType: 'n8n-nodes-base.googleSheets',
		relationHint:
			'Items are flat, so they go into a sheet as they are: append or update rows, matched by companyId',
	},
	{
		nodeType: 'n8n-nodes-base.dataTable',
		relationHint: 'Upsert by companyId to keep figures from run to run without another service',
	},
	{
		nodeType: 'n8n-nodes-base.hubspot',
		relationHint:
			'A deal for each company; the field reason of Output Full is a sentence for its name. Look for the deal first, so that none is created twice',
	},
	{
		nodeType: 'n8n-nodes-base.slack',
		relationHint: 'One message for each item',
	},
	{
		nodeType: 'n8n-nodes-base.gmail',
		relationHint: 'One mail for each item, or one with the file of Export attached',
	},
	{
		nodeType: 'n8n-nodes-base.emailSend',
		relationHint: 'The same as Gmail, by any mail server',
	},
];

export const COMPANIES_HINT: IBuilderHint = {
	searchHint:
		'Use this node and not HTTP Request for Keepnet. Choose a segment (who is over the license limit, due for renewal, underused) in place of filtering afterwards: this node does the paging, filtering, sorting and license arithmetic. Summarize gives totals in one item; Get looks up one company by companyId from Search or by its exact name (mode name of companyId); Export gives a file in a binary field.',
	relatedNodes: [
		{
			nodeType: `${PACKAGE}.companiesTrigger`,
			relationHint:
				'Starts the workflow when a company goes over its limit or a renewal comes close, in place of a schedule with Search and a comparison',
		},
		...DESTINATIONS,
		{
			nodeType: 'n8n-nodes-base.convertToFile',
			relationHint: 'For a file of what Search returns, if Export cannot filter by it',
		},
	],
};

export const TRIGGER_HINT: IBuilderHint = {
	searchHint:
		'Use this trigger when something should happen once for each company that goes over its license limit, reaches a usage, comes close to its renewal, expires, is new, changed or removed. It compares each poll with the last one, so no comparison and no removal of duplicates has to follow. Several events of one poll are several items of one run; the field event says which. For a whole list at fixed times, use Schedule Trigger and Search of Keepnet Companies.',
	relatedNodes: [
		{
			nodeType: `${PACKAGE}.companies`,
			relationHint: 'Get gives all details of the company of an event, by its companyId',
		},
		...DESTINATIONS,
	],
};

/** The operators of every field, in one place. */
export const OPERATOR_HINT: IParameterBuilderHint = {
	propertyHint: `The value of an operator that the field has. ${API_FIELDS.map(
		({ name, kind }) => `${name}: ${operatorsOf(kind).join(', ')}`,
	).join('. ')}.`,
};

export const LIST_HINT: IParameterBuilderHint = {
	propertyHint:
		'An array of names as the user says them, or of IDs. Names are looked up when the node runs, which stops at one that Keepnet does not know, so never invent an ID.',
};

export const COMPANY_HINT: IParameterBuilderHint = {
	propertyHint:
		'Mode id with an expression for companyId of an item of Search or the trigger; mode name with the exact name of a company; mode list with an empty value if the user should choose one.',
};

import type { INodeTypeDescription, NodeHint } from 'n8n-workflow';

import { COMPUTED_FIELDS } from '../filter/fields';

const before = (message: string, condition: string): NodeHint => ({
	message,
	type: 'info',
	location: 'outputPane',
	whenToDisplay: 'beforeExecution',
	displayCondition: `={{ ${condition} }}`,
});

const SEARCH = '$parameter["operation"] === "search"';
const SUMMARIZE = '$parameter["operation"] === "summarize"';
const EXPORT = '$parameter["operation"] === "export"';
const COMPUTED = Object.keys(COMPUTED_FIELDS).map((name) => `"${name}"`);
const IS_COMPUTED = `[${COMPUTED.join(', ')}].includes($parameter["sort"]["orderBy"])`;

/** Shown before the node runs. */
export const NODE_HINTS: NodeHint[] = [
	before(
		'Raw returns everything that Keepnet sends about every company. If there are many, Selected Fields keeps the workflow lighter.',
		`${SEARCH} && $parameter["output"] === "raw" && $parameter["returnAll"] === true`,
	),
	before(
		'Keepnet cannot sort by this field, so the node reads the whole list before it returns the first companies.',
		`${SEARCH} && $parameter["returnAll"] === false && ${IS_COMPUTED}`,
	),
	before(
		'Filter Mode is By Keepnet: the node does not notice if your Keepnet ignores a condition.',
		`(${SEARCH} || ${SUMMARIZE} || ${EXPORT}) && $parameter["options"]["filterMode"] === "api"`,
	),
	before(
		'In a file that is grouped by reseller, companies are sorted within each reseller.',
		`${EXPORT} && $parameter["groupByReseller"] === true && !!$parameter["sort"]["orderBy"]`,
	),
];

/** For n8n's AI builder; n8n 1.x does not read it. */
export const BUILDER_HINT: INodeTypeDescription['builderHint'] = {
	searchHint:
		'Use this node and not HTTP Request for Keepnet. Choose a segment (who is over the license limit, due for renewal, underused) in place of filtering afterwards: this node does the paging, filtering, sorting and license arithmetic. Summarize gives totals in one item; Get looks up one company by companyId from Search or by its exact name (mode name of companyId); Export gives a file in a binary field.',
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-base.googleSheets',
			relationHint: 'Items are flat, so they go into a sheet as they are',
		},
		{
			nodeType: 'n8n-nodes-base.convertToFile',
			relationHint: 'For a file of what Search returns, if Export cannot filter by it',
		},
	],
};

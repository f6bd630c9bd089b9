import type { NodeHint } from 'n8n-workflow';

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

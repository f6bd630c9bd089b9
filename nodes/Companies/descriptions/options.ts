import type { INodeProperties } from 'n8n-workflow';

import {
	DEFAULT_CONCURRENCY,
	DEFAULT_PAGE_SIZE,
	DEFAULT_THRESHOLDS,
	MAX_CONCURRENCY,
	MAX_PAGE_SIZE,
} from '../parameters/options';

const { nearLimitPercent, underusedPercent, renewalDueDays } = DEFAULT_THRESHOLDS;

const PAGE_SIZE: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_PAGE_SIZE },
	default: DEFAULT_PAGE_SIZE,
	description:
		'How many companies to ask for in one request. More makes large lists faster, where your Keepnet allows it.',
};

const CONCURRENCY: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
	default: DEFAULT_CONCURRENCY,
	description: 'How many requests to send at the same time. Less is gentler, more is faster.',
};

const DATE_FORMAT: INodeProperties = {
	displayName: 'Date Format',
	name: 'dateFormat',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'Find out from the dates themselves' },
		{ name: 'DD/MM/YYYY', value: 'DD/MM/YYYY' },
		{ name: 'ISO 8601', value: 'iso' },
		{ name: 'MM/DD/YYYY', value: 'MM/DD/YYYY' },
		{ name: 'YYYY/MM/DD', value: 'YYYY/MM/DD' },
	],
	default: 'auto',
	description:
		'How your Keepnet writes dates. Only needed where the day and the month can be mixed up.',
};

const SIGNAL_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Signal: Near Limit From (%)',
		name: 'nearLimitPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: nearLimitPercent,
		description: 'From this much of the license limit on the signal nearLimit shows',
	},
	{
		displayName: 'Signal: Renewal Due Within (Days)',
		name: 'renewalDueDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: renewalDueDays,
		description: 'From so many days before the renewal on the signal renewalDue shows',
	},
	{
		displayName: 'Signal: Underused Below (%)',
		name: 'underusedPercent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: underusedPercent,
		description: 'Below this much of the license limit the signal underused shows',
	},
];

const ON_INCOMPLETE: INodeProperties = {
	displayName: 'On Incomplete',
	name: 'onIncomplete',
	type: 'options',
	options: [
		{
			name: 'Return Companies and Warn',
			value: 'warn',
			description: 'A hint says how many companies may be missing',
		},
		{ name: 'Stop', value: 'error', description: 'Return nothing' },
	],
	default: 'warn',
	description:
		'What to do if companies keep being added or removed while the list is read, so that it may be incomplete',
};

const filterMode = (auto: string): INodeProperties => ({
	displayName: 'Filter Mode',
	name: 'filterMode',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'auto', description: auto },
		{ name: 'By Keepnet', value: 'api', description: 'Take what Keepnet returns as it is' },
	],
	default: 'auto',
	description: 'Who applies filters and conditions',
});

const SEARCH_FILTER_MODE: INodeProperties = {
	...filterMode('Keepnet filters, and this node checks every company again'),
	options: [
		...(filterMode('Keepnet filters, and this node checks every company again').options ?? []),
		{
			name: 'By This Node',
			value: 'local',
			description:
				'Read all companies and filter here. Slower, for a Keepnet that filters wrongly.',
		},
	],
};

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});

export const searchOptionsProperty = collection([
	CONCURRENCY,
	DATE_FORMAT,
	SEARCH_FILTER_MODE,
	ON_INCOMPLETE,
	PAGE_SIZE,
	...SIGNAL_OPTIONS,
]);

export const exportOptionsProperty = collection([
	DATE_FORMAT,
	filterMode(
		'Check the ends of the list before the export, and stop if Keepnet does not filter as asked',
	),
]);

export const getOptionsProperty = collection([DATE_FORMAT, ...SIGNAL_OPTIONS]);

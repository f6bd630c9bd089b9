import type { INodeProperties } from 'n8n-workflow';

import type { DateFormat } from '../company/dateOrder';
import { FIELDS } from '../filter/fields';
import type { FilterMode } from '../filter/plan';
import type { ListFormat } from '../output/listFormat';
import type { NumberProperty, OptionProperty } from './property';

/** What to do with a list that kept changing, so that it may be incomplete. */
export type OnIncomplete = 'warn' | 'error';

const BY_KEEPNET = {
	name: 'By Keepnet',
	value: 'api',
	description: 'Return what Keepnet sends, unchecked',
} as const;

/** Every option by its name, alphabetical by its label. */
export const OPTIONS = {
	concurrency: {
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10 },
		default: 8,
		description: 'How many requests to send at the same time. Fewer is gentler, more is faster.',
	} satisfies NumberProperty,
	dateFormat: {
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Detect it from the dates themselves' },
			{ name: 'DD/MM/YYYY', value: 'DD/MM/YYYY' },
			{ name: 'ISO 8601', value: 'iso' },
			{ name: 'MM/DD/YYYY', value: 'MM/DD/YYYY' },
			{ name: 'YYYY/MM/DD', value: 'YYYY/MM/DD' },
		],
		default: 'auto',
		description:
			'How your Keepnet writes dates. Only needed if the day and the month could be confused.',
	} satisfies OptionProperty<DateFormat>,
	filterMode: {
		displayName: 'Filter Mode',
		name: 'filterMode',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Keepnet filters, and this node rechecks every company',
			},
			BY_KEEPNET,
			{
				name: 'By This Node',
				value: 'local',
				description:
					'Read all companies and filter them in this node. Slower; for a Keepnet that filters incorrectly.',
			},
		],
		default: 'auto',
		description: 'Who applies filters and conditions',
	} satisfies OptionProperty<FilterMode>,
	listFormat: {
		displayName: 'List Format',
		name: 'listFormat',
		type: 'options',
		options: [
			{
				name: 'List',
				value: 'list',
				description: 'An array: for code, and if a name itself contains a comma',
			},
			{
				name: 'Text',
				value: 'text',
				description: 'One text with commas between the names: for sheets, tables and files',
			},
		],
		default: 'text',
		description:
			'How to return signals, tags, products and content vendors. In a text, a name that contains a comma cannot be told from two names. Raw output stays as Keepnet sends it.',
	} satisfies OptionProperty<ListFormat>,
	month: {
		displayName: FIELDS.MonthlyActiveUser.label,
		name: 'month',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03',
		description:
			"The month (YYYY-MM, from 2025-12 on) of Keepnet's Monthly Users, for billing. Does not filter companies.",
	} satisfies INodeProperties,
	onIncomplete: {
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
			'What to do if companies keep being added or removed while the list is read, so it may be incomplete',
	} satisfies OptionProperty<OnIncomplete>,
	pageSize: {
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000 },
		default: 1000,
		description:
			'How many companies to request at once. Without this option, the node starts with 100 and goes on with 1000 if your Keepnet is fast enough.',
	} satisfies NumberProperty,
	nearLimitPercent: {
		displayName: 'Signal: Near Limit (%)',
		name: 'nearLimitPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 90,
		description: 'Usage from which the signal nearLimit is set',
	} satisfies NumberProperty,
	renewalDueDays: {
		displayName: 'Signal: Renewal (Days)',
		name: 'renewalDueDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 90,
		description: 'Days before the renewal from which the signal renewalDue is set',
	} satisfies NumberProperty,
	underusedPercent: {
		displayName: 'Signal: Underused (%)',
		name: 'underusedPercent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 50,
		description: 'Usage below which the signal underused is set',
	} satisfies NumberProperty,
};

const EXPORT_FILTER_MODE: INodeProperties = {
	...OPTIONS.filterMode,
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description:
				'Check the ends of the list before the export, and stop if Keepnet does not filter as asked',
		},
		BY_KEEPNET,
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

const { listFormat, ...ofAnyList } = OPTIONS;

export const searchOptionsProperty = collection(Object.values(OPTIONS));

/** The item of Summarize has no names to join. */
export const summarizeOptionsProperty = collection(Object.values(ofAnyList));

export const exportOptionsProperty = collection([
	OPTIONS.dateFormat,
	EXPORT_FILTER_MODE,
	OPTIONS.month,
]);

export const getOptionsProperty = collection([
	OPTIONS.concurrency,
	OPTIONS.dateFormat,
	listFormat,
	OPTIONS.nearLimitPercent,
	OPTIONS.renewalDueDays,
	OPTIONS.underusedPercent,
]);

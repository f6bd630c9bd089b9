import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../parameters/options';

const ONE_PAGE = { show: { returnAll: [false] } };

/** What is special to Export: the format, which pages, and where the file goes. */
export const exportProperties: INodeProperties[] = [
	{
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv' },
			{ name: 'Excel', value: 'excel' },
		],
		default: 'csv',
		description: 'What kind of file to get',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Page Number',
		name: 'pageNumber',
		type: 'number',
		displayOptions: ONE_PAGE,
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Which page of the list to export, counted from 1',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		displayOptions: ONE_PAGE,
		typeOptions: { minValue: 1, maxValue: MAX_PAGE_SIZE },
		default: DEFAULT_PAGE_SIZE,
		description: 'How many companies the page has',
	},
	{
		displayName: 'Group by Reseller',
		name: 'groupByReseller',
		type: 'boolean',
		default: false,
		description: 'Whether to list the companies under their resellers',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. companies-march.csv',
		description: "What to call the file. Empty: Keepnet's own name, or one with today's date.",
	},
];

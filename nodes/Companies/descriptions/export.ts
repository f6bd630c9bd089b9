import type { INodeProperties } from 'n8n-workflow';

import { shown, showFor } from './visibility';

/** What is special to Export: the format, which pages, and where the file goes. */
export function exportProperties(operations: string[]): INodeProperties[] {
	const onePage = showFor(operations, { returnAll: [false] });
	return [
		{
			displayName: 'File Format',
			name: 'fileFormat',
			type: 'options',
			displayOptions: showFor(operations),
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
			displayOptions: showFor(operations),
			default: true,
			description: 'Whether to return all results or only up to a given limit',
		},
		shown(
			{
				displayName: 'Page Number',
				name: 'pageNumber',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1,
				description: 'Which page of the list to export, counted from 1',
			},
			onePage,
		),
		shown(
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000 },
				default: 100,
				description: 'How many companies the page has',
			},
			onePage,
		),
		{
			displayName: 'Group by Reseller',
			name: 'groupByReseller',
			type: 'boolean',
			displayOptions: showFor(operations),
			default: false,
			description: 'Whether to list the companies under their resellers',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			displayOptions: showFor(operations),
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			displayOptions: showFor(operations),
			default: '',
			placeholder: 'e.g. companies-march.csv',
			description: "What to call the file. Empty: Keepnet's own name, or one with today's date.",
		},
	];
}

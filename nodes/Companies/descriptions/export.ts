import type { INodeProperties } from 'n8n-workflow';

import type { FileFormatName } from '../output/file/fileFormat';
import { OPTIONS } from './options';
import { PAGING } from './output';
import type { BooleanProperty, NumberProperty, OptionProperty } from './property';

const ONE_PAGE = { show: { returnAll: [false] } };

/** What is special to Export: the format, which pages, and where the file goes. */
export const EXPORT = {
	fileFormat: {
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv' },
			{ name: 'Excel', value: 'excel' },
			{ name: 'PDF', value: 'pdf' },
		],
		default: 'csv',
		description: 'Format of the file',
	} satisfies OptionProperty<FileFormatName>,
	returnAll: { ...PAGING.returnAll, default: true } satisfies BooleanProperty,
	pageNumber: {
		displayName: 'Page Number',
		name: 'pageNumber',
		type: 'number',
		displayOptions: ONE_PAGE,
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Which page of the list to export, counted from 1',
	} satisfies NumberProperty,
	pageSize: {
		...OPTIONS.pageSize,
		default: 100,
		displayOptions: ONE_PAGE,
		description: 'How many companies are on a page',
	} satisfies NumberProperty,
	groupByReseller: {
		displayName: 'Group by Reseller',
		name: 'groupByReseller',
		type: 'boolean',
		default: false,
		description: 'Whether to list the companies under their resellers',
	} satisfies BooleanProperty,
	binaryPropertyName: {
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	} satisfies INodeProperties,
	fileName: {
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. companies-march.csv',
		description:
			"Name of the file. If empty, the file has Keepnet's own name, or one with today's date.",
	} satisfies INodeProperties,
};

import type { INodeProperties } from 'n8n-workflow';

import type { FileFormatName } from '../output/file/fileFormat';
import { pageSizeProperty } from './options';
import { returnAllProperty } from './paging';
import type { BooleanProperty, NumberProperty, OptionProperty } from './property';

const ONE_PAGE = { show: { returnAll: [false] } };

export const fileFormatProperty: OptionProperty<FileFormatName> = {
	displayName: 'File Format',
	name: 'fileFormat',
	type: 'options',
	options: [
		{ name: 'CSV', value: 'csv' },
		{ name: 'Excel', value: 'excel' },
	],
	default: 'csv',
	description: 'What kind of file to get',
};

export const wholeListProperty: BooleanProperty = { ...returnAllProperty, default: true };

export const pageNumberProperty: NumberProperty = {
	displayName: 'Page Number',
	name: 'pageNumber',
	type: 'number',
	displayOptions: ONE_PAGE,
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Which page of the list to export, counted from 1',
};

export const groupByResellerProperty: BooleanProperty = {
	displayName: 'Group by Reseller',
	name: 'groupByReseller',
	type: 'boolean',
	default: false,
	description: 'Whether to list the companies under their resellers',
};

export const outputFieldProperty: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

export const fileNameProperty: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. companies-march.csv',
	description: "What to call the file. Empty: Keepnet's own name, or one with today's date.",
};

/** What is special to Export: the format, which pages, and where the file goes. */
export const exportProperties: INodeProperties[] = [
	fileFormatProperty,
	wholeListProperty,
	pageNumberProperty,
	{
		...pageSizeProperty,
		displayOptions: ONE_PAGE,
		description: 'How many companies the page has',
	},
	groupByResellerProperty,
	outputFieldProperty,
	fileNameProperty,
];

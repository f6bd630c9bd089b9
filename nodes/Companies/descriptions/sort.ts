import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const API_FIELDS: INodePropertyOptions[] = [
	{ name: 'Company Name', value: 'CompanyName' },
	{ name: 'Created', value: 'CreateTime' },
	{ name: 'Renewal Date', value: 'LicenseEndDate' },
	{ name: 'Target Users', value: 'TargetUserCount' },
];

const COMPUTED_FIELDS: INodePropertyOptions[] = [
	{ name: 'Days to Renewal', value: 'daysToRenewal' },
	{ name: 'Seats Over Limit', value: 'seatsOverLimit' },
	{ name: 'Usage (%)', value: 'usagePercent' },
];

const byName = (left: INodePropertyOptions, right: INodePropertyOptions) =>
	left.name.localeCompare(right.name);

const sortProperty = (fields: INodePropertyOptions[]): INodeProperties => ({
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	description: 'Without it, what the segment is about comes first',
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc', description: 'Smallest, earliest or A first' },
				{ name: 'Descending', value: 'desc', description: 'Largest, latest or Z first' },
			],
			default: 'asc',
		},
		{
			displayName: 'Order By',
			name: 'orderBy',
			type: 'options',
			options: fields,
			default: 'CompanyName',
			description: 'What to sort by. Companies without that value come last.',
		},
	],
});

export const searchSortProperty = sortProperty([...API_FIELDS, ...COMPUTED_FIELDS].sort(byName));

export const exportSortProperty = sortProperty(API_FIELDS);

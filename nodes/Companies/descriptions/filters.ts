import type { INodeProperties } from 'n8n-workflow';

/** Everything that Search and Summarize can filter by, alphabetical. */
const FILTERS: INodeProperties[] = [
	{
		displayName: 'Company Name',
		name: 'companyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme',
		description: 'Only companies whose name contains this text',
	},
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Only companies that were added on this day or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Only companies that were added on this day or earlier',
	},
	{
		displayName: 'Industry Names or IDs',
		name: 'industries',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getIndustries' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Only companies of one of these industries',
	},
	{
		displayName: 'License Limit Max',
		name: 'licenseLimitMax',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'Only companies with at most this many seats sold. Leaves out unlimited licenses.',
	},
	{
		displayName: 'License Limit Min',
		name: 'licenseLimitMin',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description:
			'Only companies with at least this many seats sold. Unlimited licenses count as more.',
	},
	{
		displayName: 'License Status',
		name: 'licenseStatus',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Any', value: 'any' },
			{ name: 'Expired', value: 'expired' },
		],
		default: 'any',
		description: 'Whether the license has ended: Keepnet says so, or the renewal date has passed',
	},
	{
		displayName: 'License Type Names or IDs',
		name: 'licenseTypes',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLicenseTypes' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Only companies with one of these license types',
	},
	{
		displayName: 'Missing Product Names or IDs',
		name: 'missingProducts',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProducts' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Only companies whose license lacks at least one of these products',
	},
	{
		displayName: 'Month',
		name: 'month',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03',
		description:
			'The month (YYYY-MM, from 2025-12 on) that Monthly Users counts the added users of. Leaves out no company.',
	},
	{
		displayName: 'Product Names or IDs',
		name: 'products',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProducts' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Only companies whose license includes at least one of these products',
	},
	{
		displayName: 'Renewal After',
		name: 'renewalAfter',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Only companies whose license ends on this day or later',
	},
	{
		displayName: 'Renewal Before',
		name: 'renewalBefore',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Only companies whose license ends on this day or earlier',
	},
	{
		displayName: 'Reseller Name',
		name: 'resellerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Northwind Security',
		description: 'Only companies whose reseller has this text in its name',
	},
	{
		displayName: 'Tag',
		name: 'tag',
		type: 'string',
		default: '',
		placeholder: 'e.g. vip',
		description: 'Only companies with a tag that contains this text',
	},
	{
		displayName: 'Usage Max (%)',
		name: 'usageMax',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'Only companies that use at most this much of their license limit',
	},
	{
		displayName: 'Usage Min (%)',
		name: 'usageMin',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'Only companies that use at least this much of their license limit',
	},
	{
		displayName: 'Users Max',
		name: 'usersMax',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'Only companies with at most this many active users',
	},
	{
		displayName: 'Users Min',
		name: 'usersMin',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'Only companies with at least this many active users',
	},
];

/** What the API cannot filter by, so that an exported file cannot either. */
const ONLY_HERE = ['missingProducts', 'usageMin', 'usageMax'];

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'All filters must hold together',
	options,
});

export const filtersProperty = collection(FILTERS);

export const apiFiltersProperty = collection(
	FILTERS.filter(({ name }) => !ONLY_HERE.includes(name)),
);

/** The name of a filter as the editor shows it, for messages to the user. */
export function filterLabel(name: string): string {
	return FILTERS.find((filter) => filter.name === name)?.displayName ?? name;
}

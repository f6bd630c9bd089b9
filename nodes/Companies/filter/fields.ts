import { readTimestamp } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import type { ApiField, ComputedField, FieldEntry, Named } from './field';

const present = (...values: Array<string | null>) => values.filter((value) => value !== null);

/** Without an offset, all dates of a deployment are in the same time zone; any zone gives the same order. */
function momentOf({ company, dayOrder }: CompanyProfile): number | null {
	const timestamp = readTimestamp(company.writtenCreatedAt, dayOrder);
	if (timestamp === null) return null;
	// The timestamp is ISO 8601, and luxon takes twenty times as long to read it.
	const isWhole = /Z$|[+-]\d\d:\d\d$/.test(timestamp) || timestamp.length === 10;
	return Date.parse(isWhole ? timestamp : `${timestamp}Z`);
}

function named<Entries extends Record<string, FieldEntry>>(entries: Entries) {
	const pairs = Object.entries(entries).map(([name, entry]) => [name, { ...entry, name }]);
	return Object.fromEntries(pairs) as { readonly [Name in keyof Entries]: Named<Entries[Name]> };
}

/**
 * Every field that the API filters by (contract section 3), by its name there. Conditions, filters, sort, the order check
 * and the lists of the editor, in this order, are made from these entries: a new field needs nothing but its own.
 */
export const FIELDS = named({
	CompanyName: {
		label: 'Company Name',
		kind: 'text',
		values: ({ company }) => present(company.name),
		filter: {
			name: 'companyName',
			description: 'Only companies whose name contains this text',
			placeholder: 'e.g. Acme',
		},
		sort: { fewTies: true },
	},
	ResellerName: {
		label: 'Reseller Name',
		kind: 'text',
		values: ({ company }) => present(company.resellerName),
		filter: {
			name: 'resellerName',
			description: 'Only companies whose reseller has this text in its name',
			placeholder: 'e.g. Northwind Security',
		},
		sort: {},
	},
	IndustryResourceId: {
		label: 'Industry',
		kind: 'choice',
		list: 'industries',
		values: ({ company }) => present(company.industry, company.industryId),
		filter: { name: 'industries', description: 'Only companies of one of these industries' },
		sort: { name: 'IndustryName', value: ({ company }) => company.industry },
	},
	LicenseTypeResourceId: {
		label: 'License Type',
		kind: 'choice',
		list: 'licenseTypes',
		values: ({ company }) => present(company.licenseType, company.licenseTypeId),
		filter: {
			name: 'licenseTypes',
			description: 'Only companies with one of these license types',
		},
		sort: { name: 'LicenseTypeName', value: ({ company }) => company.licenseType },
	},
	NumberOfUsers: {
		label: 'License Limit',
		kind: 'limit',
		value: ({ company }) => (company.unlimited ? Infinity : company.licenseLimit),
		text: ({ company }) => company.writtenLimit,
		filter: { name: 'licenseLimit', description: 'seats sold' },
		sort: {},
	},
	TargetUserCount: {
		label: 'Target Users',
		kind: 'number',
		value: ({ company }) => company.users,
		filter: { name: 'users', label: 'Users', description: 'active users' },
		sort: {},
	},
	LicenseEndDate: {
		label: 'Renewal Date',
		kind: 'date',
		value: ({ renewalDay }) => renewalDay,
		filter: { name: 'renewal', label: 'Renewal', description: 'whose license ends' },
		sort: { otherName: 'RenewalDate' },
	},
	LicenceExpired: {
		label: 'License Expired',
		kind: 'flag',
		value: ({ company }) => company.flaggedExpired,
	},
	ModuleResourceId: {
		label: 'Product',
		kind: 'choice',
		list: 'products',
		values: ({ products }) => products && products.owned,
		needsProducts: true,
		filter: {
			name: 'products',
			description: 'Only companies whose license includes at least one of these products',
		},
	},
	Tags: {
		label: 'Tag',
		kind: 'text',
		values: ({ company }) => company.tags,
		filter: {
			name: 'tag',
			description: 'Only companies with a tag that contains this text',
			placeholder: 'e.g. vip',
		},
		sort: {},
	},
	CreateTime: {
		label: 'Created',
		kind: 'date',
		value: ({ createdDay }) => createdDay,
		filter: { name: 'created', description: 'that were added' },
		sort: { value: momentOf, fewTies: true },
	},
	MonthlyActiveUser: {
		label: 'Month for Monthly Users',
		kind: 'month',
		counts: 'Monthly Users',
	},
	TrainingVendorId: {
		label: 'Content Vendor',
		kind: 'choice',
		list: 'vendors',
		values: ({ company }) => company.contentVendors,
		filter: {
			name: 'contentVendors',
			description: 'Only companies that use training of at least one of these vendors',
		},
	},
	TrainingEnrolledMonth: {
		label: 'Month for Monthly Enrolled',
		kind: 'month',
		counts: 'Monthly Enrolled',
	},
	TrainingConsumptionMonth: {
		label: 'Month for Monthly Consumption',
		kind: 'month',
		counts: 'Monthly Consumption',
	},
	TrainingConsumptionStatus: {
		label: 'Status for Monthly Consumption',
		kind: 'status',
		counts: 'Monthly Consumption',
		choices: [
			{ id: '1', name: 'Completed' },
			{ id: '2', name: 'In Progress' },
		],
		needs: 'TrainingConsumptionMonth',
	},
});

export const API_FIELDS: readonly ApiField[] = Object.values(FIELDS);

/** @returns undefined for a field that was typed by hand because this node does not list it */
export function conditionField(name: string): ApiField | undefined {
	return API_FIELDS.find((field) => field.name === name);
}

/** What companies can be sorted by although the API does not know it. */
export const COMPUTED_FIELDS: Readonly<Record<string, ComputedField>> = {
	usagePercent: {
		label: 'Usage (%)',
		value: ({ usagePercent }) => usagePercent,
		nearest: FIELDS.TargetUserCount.name,
	},
	seatsOverLimit: {
		label: 'Seats Over Limit',
		value: ({ seatsOverLimit }) => seatsOverLimit,
		nearest: FIELDS.TargetUserCount.name,
	},
	daysToRenewal: {
		label: 'Days to Renewal',
		value: ({ daysToRenewal }) => daysToRenewal,
		nearest: FIELDS.LicenseEndDate.name,
	},
};

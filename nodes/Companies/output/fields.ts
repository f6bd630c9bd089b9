import type { GenericValue } from 'n8n-workflow';

import { readTimestamp } from '../company/dates';
import type { DayOrder } from '../company/dates';
import type { CompanyProfile, SignalThresholds } from '../company/profile';
import { signalsOf } from '../company/profile';
import { roundedPercent, seatsRemaining } from '../company/license';

/** What the values of an item depend on beside the company. */
export interface ItemContext {
	thresholds: SignalThresholds;
	dayOrder: DayOrder;
}

type FieldValue = GenericValue | GenericValue[];

/** One flat field of an item. */
export interface OutputField {
	displayName: string;
	/** Whether it is one of the ten that a first look needs. */
	simplified: boolean;
	/** Whether the product catalogue must be known. */
	needsProducts?: boolean;
	value(profile: CompanyProfile, context: ItemContext): FieldValue;
}

/** Every field of an item, in the order in which it stands there. Units and meaning: README, "Output". */
export const OUTPUT_FIELDS: Readonly<Record<string, OutputField>> = {
	companyId: {
		displayName: 'Company ID',
		simplified: true,
		value: ({ company }) => company.id,
	},
	companyName: {
		displayName: 'Company Name',
		simplified: true,
		value: ({ company }) => company.name,
	},
	licenseType: {
		displayName: 'License Type',
		simplified: true,
		value: ({ company }) => company.licenseType,
	},
	licenseLimit: {
		displayName: 'License Limit',
		simplified: true,
		value: ({ company }) => company.licenseLimit,
	},
	targetUsers: {
		displayName: 'Target Users',
		simplified: true,
		value: ({ company }) => company.users,
	},
	usagePercent: {
		displayName: 'Usage (%)',
		simplified: true,
		value: ({ usagePercent }) => roundedPercent(usagePercent),
	},
	seatsOverLimit: {
		displayName: 'Seats Over Limit',
		simplified: true,
		value: ({ seatsOverLimit }) => seatsOverLimit,
	},
	renewalDate: {
		displayName: 'Renewal Date',
		simplified: true,
		value: ({ renewalDay }) => renewalDay,
	},
	daysToRenewal: {
		displayName: 'Days to Renewal',
		simplified: true,
		value: ({ daysToRenewal }) => daysToRenewal,
	},
	signals: {
		displayName: 'Signals',
		simplified: true,
		value: (profile, { thresholds }) => signalsOf(profile, thresholds),
	},
	resellerName: {
		displayName: 'Reseller Name',
		simplified: false,
		value: ({ company }) => company.resellerName,
	},
	industry: {
		displayName: 'Industry',
		simplified: false,
		value: ({ company }) => company.industry,
	},
	seatsRemaining: {
		displayName: 'Seats Remaining',
		simplified: false,
		value: ({ company }) => seatsRemaining(company),
	},
	inactiveUsers: {
		displayName: 'Inactive Users',
		simplified: false,
		value: ({ company }) => company.inactiveUsers,
	},
	deletedUsers: {
		displayName: 'Deleted Users',
		simplified: false,
		value: ({ company }) => company.deletedUsers,
	},
	monthlyUsers: {
		displayName: 'Monthly Users',
		simplified: false,
		value: ({ company }) => company.monthlyUsers,
	},
	licenseExpired: {
		displayName: 'License Expired',
		simplified: false,
		value: ({ expired }) => expired,
	},
	createdAt: {
		displayName: 'Created At',
		simplified: false,
		value: ({ company }, { dayOrder }) => readTimestamp(company.writtenCreatedAt, dayOrder),
	},
	tags: { displayName: 'Tags', simplified: false, value: ({ company }) => [...company.tags] },
	ownedProducts: {
		displayName: 'Owned Products',
		simplified: false,
		needsProducts: true,
		value: ({ products }) => (products ? [...products.owned] : null),
	},
	missingProducts: {
		displayName: 'Missing Products',
		simplified: false,
		needsProducts: true,
		value: ({ products }) => (products ? [...products.missing] : null),
	},
};

import type { GenericValue } from 'n8n-workflow';

import { readTimestamp } from '../company/dates';
import type { DayOrder } from '../company/dates';
import type { CompanyProfile, SignalThresholds } from '../company/profile';
import { signalsOf } from '../company/profile';
import { roundedPercent, seatsRemaining } from '../company/license';

/** What the values of an item depend on besides the company. */
export interface ItemContext {
	thresholds: SignalThresholds;
	dayOrder: DayOrder;
}

type FieldValue = GenericValue | GenericValue[];

type ReadValue = (profile: CompanyProfile, context: ItemContext) => FieldValue;

/** A flat field of an item. */
export interface OutputField {
	displayName: string;
	/** Whether Simplified has it: the ten most useful fields. */
	simplified: boolean;
	/** Whether its value needs the product catalogue. */
	needsProducts: boolean;
	value: ReadValue;
}

type MakeField = (displayName: string, value: ReadValue) => OutputField;

const simplified: MakeField = (displayName, value) => ({
	displayName,
	simplified: true,
	needsProducts: false,
	value,
});

const full: MakeField = (displayName, value) => ({
	...simplified(displayName, value),
	simplified: false,
});

const ofProducts: MakeField = (displayName, value) => ({
	...full(displayName, value),
	needsProducts: true,
});

/** All fields of an item, in their order. Units and meaning: docs/output.md. */
export const OUTPUT_FIELDS: Readonly<Record<string, OutputField>> = {
	companyId: simplified('Company ID', ({ company }) => company.id),
	companyName: simplified('Company Name', ({ company }) => company.name),
	licenseType: simplified('License Type', ({ company }) => company.licenseType),
	licenseLimit: simplified('License Limit', ({ company }) => company.licenseLimit),
	targetUsers: simplified('Target Users', ({ company }) => company.users),
	usagePercent: simplified('Usage (%)', ({ usagePercent }) => roundedPercent(usagePercent)),
	seatsOverLimit: simplified('Seats Over Limit', ({ seatsOverLimit }) => seatsOverLimit),
	renewalDate: simplified('Renewal Date', ({ renewalDay }) => renewalDay),
	daysToRenewal: simplified('Days to Renewal', ({ daysToRenewal }) => daysToRenewal),
	signals: simplified('Signals', (profile, { thresholds }) => signalsOf(profile, thresholds)),
	resellerName: full('Reseller Name', ({ company }) => company.resellerName),
	industry: full('Industry', ({ company }) => company.industry),
	seatsRemaining: full('Seats Remaining', ({ company }) => seatsRemaining(company)),
	inactiveUsers: full('Inactive Users', ({ company }) => company.inactiveUsers),
	deletedUsers: full('Deleted Users', ({ company }) => company.deletedUsers),
	monthlyUsers: full('Monthly Users', ({ company }) => company.monthlyUsers),
	licenseExpired: full('License Expired', ({ expired }) => expired),
	createdAt: full('Created At', ({ company }, { dayOrder }) =>
		readTimestamp(company.writtenCreatedAt, dayOrder),
	),
	tags: full('Tags', ({ company }) => [...company.tags]),
	ownedProducts: ofProducts('Owned Products', ({ products }) => products && [...products.owned]),
	missingProducts: ofProducts(
		'Missing Products',
		({ products }) => products && [...products.missing],
	),
	monthlyEnrolled: full('Monthly Enrolled', ({ company }) => company.monthlyEnrolled),
	monthlyConsumption: full('Monthly Consumption', ({ company }) => company.monthlyConsumption),
	contentVendors: full(
		'Content Vendors',
		({ company: { contentVendors } }) => contentVendors && [...contentVendors],
	),
	accessDenied: full('Access Denied', ({ company }) => company.accessDenied),
};

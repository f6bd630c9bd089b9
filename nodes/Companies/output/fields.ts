import { readTimestamp } from '../company/dates';
import type { DayOrder } from '../company/dates';
import type { CompanyProfile, Signal } from '../company/profile';
import { reasonOf } from '../company/reason';
import { roundedPercent, seatsRemaining } from '../company/license';
import type { UnformattedValue } from './listFormat';

/** What the values of an item depend on besides the company's profile. */
interface ValueContext {
	signals: Signal[];
	dayOrder: DayOrder;
}

type ReadValue = (profile: CompanyProfile, context: ValueContext) => UnformattedValue;

/** A field of an item. */
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
	companyName: simplified('Company Name', ({ company }) => company.name),
	licenseType: simplified('License Type', ({ company }) => company.licenseType),
	licenseLimit: simplified('License Limit', ({ company }) => company.licenseLimit),
	targetUsers: simplified('Target Users', ({ company }) => company.users),
	usagePercent: simplified('Usage (%)', ({ usagePercent }) => roundedPercent(usagePercent)),
	seatsOverLimit: simplified('Seats Over Limit', ({ seatsOverLimit }) => seatsOverLimit),
	renewalDate: simplified('Renewal Date', ({ renewalDay }) => renewalDay),
	daysToRenewal: simplified('Days to Renewal', ({ daysToRenewal }) => daysToRenewal),
	signals: simplified('Signals', (_profile, { signals }) => signals),
	companyId: simplified('Company ID', ({ company }) => company.id),
	reason: ofProducts('Reason', (profile, { signals }) => reasonOf(profile, signals)),
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
	tags: full('Tags', ({ company }) => company.tags),
	ownedProducts: ofProducts('Owned Products', ({ products }) => products?.owned ?? null),
	missingProducts: ofProducts('Missing Products', ({ products }) => products?.missing ?? null),
	monthlyEnrolled: full('Monthly Enrolled', ({ company }) => company.monthlyEnrolled),
	monthlyConsumption: full('Monthly Consumption', ({ company }) => company.monthlyConsumption),
	contentVendors: full('Content Vendors', ({ company }) => company.contentVendors),
	accessDenied: full('Access Denied', ({ company }) => company.accessDenied),
};

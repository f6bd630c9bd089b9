import type { Company } from './company';
import type { DayOrder } from './dates';
import { readDay } from './dates';
import type { Catalogue, Products } from './products';
import { productsOf } from './products';
import { isNearLimit, isOverLimit, isUnderused, seatsOverLimit, usagePercent } from './license';
import { daysToRenewal, isExpired, isRenewalDue } from './renewal';

/** Thresholds of the signals, in percent of the limit and in days before the renewal. */
export interface SignalThresholds {
	nearLimitPercent: number;
	underusedPercent: number;
	renewalDueDays: number;
}

/** What a profile depends on besides the company. */
export interface ProfileContext {
	/** `YYYY-MM-DD` */
	today: string;
	dayOrder: DayOrder;
	/** Absent if products are not needed. */
	catalogue?: Catalogue;
}

/** A company with the values derived from it for today. */
export interface CompanyProfile {
	company: Company;
	/** `YYYY-MM-DD` or null. */
	renewalDay: string | null;
	createdDay: string | null;
	dayOrder: DayOrder;
	daysToRenewal: number | null;
	usagePercent: number | null;
	seatsOverLimit: number | null;
	/** Null: the API's flag could not be read. */
	expired: boolean | null;
	products: Products | null;
}

/** @param products from the details of a company; by default those of its row, or of its license type in the catalogue */
export function profileOf(
	company: Company,
	{ today, dayOrder, catalogue }: ProfileContext,
	products = catalogue ? productsOf(company, catalogue) : null,
): CompanyProfile {
	const renewalDay = readDay(company.writtenRenewalDate, dayOrder);
	const days = daysToRenewal(renewalDay, today);
	return {
		company,
		renewalDay,
		createdDay: readDay(company.writtenCreatedAt, dayOrder),
		dayOrder,
		daysToRenewal: days,
		usagePercent: usagePercent(company),
		seatsOverLimit: seatsOverLimit(company),
		expired: isExpired(company.flaggedExpired, days),
		products,
	};
}

/** The condition of each signal, in the order of the output. */
const SIGNAL_CONDITIONS = {
	overLimit: ({ company }) => isOverLimit(company),
	nearLimit: ({ company }, { nearLimitPercent }) => isNearLimit(company, nearLimitPercent),
	underused: ({ company }, { underusedPercent }) => isUnderused(company, underusedPercent),
	renewalDue: ({ daysToRenewal }, { renewalDueDays }) =>
		isRenewalDue(daysToRenewal, renewalDueDays),
	expired: ({ expired }) => expired === true,
	missingProducts: ({ products }) => products !== null && products.missing.length > 0,
} satisfies Record<string, (profile: CompanyProfile, thresholds: SignalThresholds) => boolean>;

export type Signal = keyof typeof SIGNAL_CONDITIONS;

export const SIGNALS = Object.keys(SIGNAL_CONDITIONS) as Signal[];

/** The signals of a company, in the order of {@link SIGNALS}. */
export function signalsOf(profile: CompanyProfile, thresholds: SignalThresholds): Signal[] {
	return SIGNALS.filter((signal) => SIGNAL_CONDITIONS[signal](profile, thresholds));
}

import type { Company } from './company';
import type { DayOrder } from './dates';
import { readDay } from './dates';
import type { Catalogue, Products } from './products';
import { productsByLicense } from './products';
import { isNearLimit, isOverLimit, isUnderused, seatsOverLimit, usagePercent } from './license';
import { daysToRenewal, isExpired, isRenewalDue } from './renewal';

/** From when on a signal shows: percent of the limit, percent of the limit, days before renewal. */
export interface SignalThresholds {
	nearLimitPercent: number;
	underusedPercent: number;
	renewalDueDays: number;
}

/** What companies are judged against: today (`YYYY-MM-DD`), how dates are written, what is sold. */
export interface ProfileContext {
	today: string;
	dayOrder: DayOrder;
	/** Absent where nothing asked for products. */
	catalogue?: Catalogue;
}

/** A company and what it means for a reseller today. */
export interface CompanyProfile {
	company: Company;
	/** `YYYY-MM-DD` or null. */
	renewalDay: string | null;
	createdDay: string | null;
	/** How its dates were read. */
	dayOrder: DayOrder;
	daysToRenewal: number | null;
	usagePercent: number | null;
	seatsOverLimit: number | null;
	/** Null where what the API says of it could not be read. */
	expired: boolean | null;
	products: Products | null;
}

/** @param products where they are known better than from the catalogue: the details of one company list them */
export function profileOf(
	company: Company,
	{ today, dayOrder, catalogue }: ProfileContext,
	products = catalogue ? productsByLicense(company, catalogue) : null,
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

/** What each signal means, in the order in which they are shown: why to call a company, at a glance. */
const HOLDS = {
	overLimit: ({ company }) => isOverLimit(company),
	nearLimit: ({ company }, { nearLimitPercent }) => isNearLimit(company, nearLimitPercent),
	underused: ({ company }, { underusedPercent }) => isUnderused(company, underusedPercent),
	renewalDue: ({ daysToRenewal }, { renewalDueDays }) =>
		isRenewalDue(daysToRenewal, renewalDueDays),
	expired: ({ expired }) => expired === true,
	missingProducts: ({ products }) => products !== null && products.missing.length > 0,
} satisfies Record<string, (profile: CompanyProfile, thresholds: SignalThresholds) => boolean>;

export type Signal = keyof typeof HOLDS;

export const SIGNALS = Object.keys(HOLDS) as Signal[];

/** The signals of a company, always in the same order. */
export function signalsOf(profile: CompanyProfile, thresholds: SignalThresholds): Signal[] {
	return SIGNALS.filter((signal) => HOLDS[signal](profile, thresholds));
}

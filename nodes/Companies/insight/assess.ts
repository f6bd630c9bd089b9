import type { Company } from '../company/company';
import type { DayOrder } from '../company/dates';
import { readDay } from '../company/dates';
import type { Catalogue, Products } from './catalogue';
import { productsByLicense } from './catalogue';
import { isNearLimit, isOverLimit, isUnderused, seatsOverLimit, usagePercent } from './licence';
import { daysToRenewal, isExpired, isRenewalDue } from './renewal';

/** Signals tell at a glance why to call a company. */
export type Signal =
	| 'overLimit'
	| 'nearLimit'
	| 'underused'
	| 'renewalDue'
	| 'expired'
	| 'missingProducts';

export const SIGNALS: readonly Signal[] = [
	'overLimit',
	'nearLimit',
	'underused',
	'renewalDue',
	'expired',
	'missingProducts',
];

/** From when on a signal shows: percent of the limit, percent of the limit, days before renewal. */
export interface SignalThresholds {
	nearLimitPercent: number;
	underusedPercent: number;
	renewalDueDays: number;
}

/** What companies are judged against: today (`YYYY-MM-DD`), how dates are written, what is sold. */
export interface Knowledge {
	today: string;
	dayOrder: DayOrder;
	/** Absent where nothing asked for products. */
	catalogue?: Catalogue;
}

/** A company and what it means for a reseller today. */
export interface Insight {
	company: Company;
	/** `YYYY-MM-DD` or null. */
	renewalDay: string | null;
	createdDay: string | null;
	/** How its dates were read. */
	dayOrder: DayOrder;
	daysToRenewal: number | null;
	usagePercent: number | null;
	seatsOverLimit: number | null;
	expired: boolean;
	products: Products | null;
}

/** @param products where they are known better than from the catalogue: the details of one company list them */
export function assess(
	company: Company,
	{ today, dayOrder, catalogue }: Knowledge,
	products = catalogue ? productsByLicense(company, catalogue) : null,
): Insight {
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

/** The signals of a company, always in the same order. */
export function signalsOf(insight: Insight, thresholds: SignalThresholds): Signal[] {
	const { company, daysToRenewal: days, expired, products } = insight;
	const holds: Record<Signal, boolean> = {
		overLimit: isOverLimit(company),
		nearLimit: isNearLimit(company, thresholds.nearLimitPercent),
		underused: isUnderused(company, thresholds.underusedPercent),
		renewalDue: isRenewalDue(days, thresholds.renewalDueDays),
		expired,
		missingProducts: (products?.missing.length ?? 0) > 0,
	};
	return SIGNALS.filter((signal) => holds[signal]);
}

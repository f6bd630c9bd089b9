import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { roundedPercent, usagePercent } from './license';
import type { CompanyProfile, Signal, SignalThresholds } from './profile';
import { SIGNALS, signalsOf } from './profile';

/** Months of renewals in the item, this month included. */
const MONTHS = 12;

/** The values of a company that are added up. A company's row would take too much memory: a list may have 100,000. */
export interface Summand {
	id: string | null;
	/** Seats of a limited license, and its users; both 0 where it is unlimited or the limit is unknown. */
	licenseLimit: number;
	limitedTargetUsers: number;
	targetUsers: number;
	seatsOverLimit: number;
	/** Figures for billing; null where the row has none. */
	monthlyUsers: number | null;
	monthlyEnrolled: number | null;
	monthlyConsumption: number | null;
	unlimited: boolean;
	licenseType: string | null;
	industry: string | null;
	resellerName: string | null;
	/** `YYYY-MM` or null. */
	renewalMonth: string | null;
	signals: Signal[];
	/** Names, shared with other companies; null where they are unknown. */
	missingProducts: readonly string[] | null;
}

/** Unknown seats and users count as 0. */
export function summandOf(profile: CompanyProfile, thresholds: SignalThresholds): Summand {
	const { company, renewalDay, seatsOverLimit } = profile;
	const { id, unlimited, licenseType, industry, resellerName } = company;
	const { monthlyUsers, monthlyEnrolled, monthlyConsumption } = company;
	const isLimited = company.licenseLimit !== null;
	return {
		id,
		licenseLimit: company.licenseLimit ?? 0,
		limitedTargetUsers: isLimited ? (company.users ?? 0) : 0,
		targetUsers: company.users ?? 0,
		seatsOverLimit: seatsOverLimit ?? 0,
		monthlyUsers,
		monthlyEnrolled,
		monthlyConsumption,
		unlimited,
		licenseType,
		industry,
		resellerName,
		renewalMonth: renewalDay?.slice(0, 7) ?? null,
		signals: signalsOf(profile, thresholds),
		missingProducts: profile.products && profile.products.missing,
	};
}

type Amount = 'licenseLimit' | 'limitedTargetUsers' | 'targetUsers' | 'seatsOverLimit' | Figure;
type Figure = 'monthlyUsers' | 'monthlyEnrolled' | 'monthlyConsumption';

const sum = (summands: Summand[], amount: Amount) =>
	summands.reduce((total, summand) => total + (summand[amount] ?? 0), 0);

/** Null where none of the companies has the figure: an older Keepnet does not send all of them. */
const figure = (summands: Summand[], name: Figure) =>
	summands.length > 0 && summands.every((summand) => summand[name] === null)
		? null
		: sum(summands, name);

function sums(summands: Summand[]) {
	const licenseLimit = sum(summands, 'licenseLimit');
	const users = sum(summands, 'limitedTargetUsers');
	return {
		companies: summands.length,
		licenseLimit,
		targetUsers: sum(summands, 'targetUsers'),
		limitedTargetUsers: users,
		usagePercent: roundedPercent(usagePercent({ unlimited: false, licenseLimit, users })),
		seatsOverLimit: sum(summands, 'seatsOverLimit'),
		monthlyUsers: figure(summands, 'monthlyUsers'),
		monthlyEnrolled: figure(summands, 'monthlyEnrolled'),
		monthlyConsumption: figure(summands, 'monthlyConsumption'),
	};
}

type Group = { name: string | null; companies: number };

const largestFirst = (left: Group, right: Group) =>
	right.companies - left.companies || (left.name ?? '').localeCompare(right.name ?? '');

/** One entry for each name, largest first, ties by name. Companies without a name are a group of their own. */
function groupBy(
	summands: Summand[],
	key: 'licenseType' | 'industry' | 'resellerName',
): IDataObject[] {
	const groups = new Map<string | null, Summand[]>();
	for (const summand of summands) {
		const group = groups.get(summand[key]);
		if (group) group.push(summand);
		else groups.set(summand[key], [summand]);
	}
	return [...groups].map(([name, group]) => ({ name, ...sums(group) })).sort(largestFirst);
}

/** One entry for each product that a company lacks, largest first, ties by name; null where no products are known. */
function byMissingProduct(summands: Summand[]): IDataObject[] | null {
	const isKnown = ({ missingProducts }: Summand) => missingProducts !== null;
	if (summands.length > 0 && !summands.some(isKnown)) return null;
	const groups = new Map<string, Group & { targetUsers: number }>();
	for (const { missingProducts, targetUsers } of summands) {
		for (const name of missingProducts ?? []) {
			const { companies = 0, targetUsers: users = 0 } = groups.get(name) ?? {};
			groups.set(name, { name, companies: companies + 1, targetUsers: users + targetUsers });
		}
	}
	return [...groups.values()].sort(largestFirst);
}

function renewalsByMonth(summands: Summand[], today: string): IDataObject[] {
	const first = DateTime.fromISO(today, { zone: 'utc' }).startOf('month');
	return Array.from({ length: MONTHS }, (_, months) => {
		const month = first.plus({ months }).toFormat('yyyy-MM');
		const due = summands.filter(({ renewalMonth }) => renewalMonth === month);
		return { month, companies: due.length, licenseLimit: sum(due, 'licenseLimit') };
	});
}

/**
 * The item of Summarize.
 *
 * @param today `YYYY-MM-DD`: its month is the first of the renewals
 * @returns sums; the seats (`licenseLimit`) are those of limited licenses, and `usagePercent` compares them with the users of
 * the same companies (`limitedTargetUsers`)
 */
export function totalsOf(summands: Summand[], today: string): IDataObject {
	return {
		...sums(summands),
		unlimitedCompanies: summands.filter(({ unlimited }) => unlimited).length,
		byLicenseType: groupBy(summands, 'licenseType'),
		byIndustry: groupBy(summands, 'industry'),
		byReseller: groupBy(summands, 'resellerName'),
		byMissingProduct: byMissingProduct(summands),
		renewalsByMonth: renewalsByMonth(summands, today),
		bySignal: SIGNALS.map((signal) => ({
			signal,
			companies: summands.filter(({ signals }) => signals.includes(signal)).length,
		})),
	};
}

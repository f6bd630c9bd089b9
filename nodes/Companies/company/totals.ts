import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { roundedPercent, seatsOverLimit, usagePercent } from './license';
import { SIGNALS, type Signal } from './profile';
import type { Summand } from './summands';

/** Months of renewals in the item, this month included. */
const MONTHS = 12;

const FIGURES = ['monthlyUsers', 'monthlyEnrolled', 'monthlyConsumption'] as const;

/** Sums over companies. */
class Sums {
	private companies = 0;
	private readonly amounts = {
		licenseLimit: 0,
		targetUsers: 0,
		limitedTargetUsers: 0,
		seatsOverLimit: 0,
	};
	/** Null where none of the companies has the figure: an older Keepnet does not send all of them. */
	private readonly figures: Record<(typeof FIGURES)[number], number | null> = {
		monthlyUsers: null,
		monthlyEnrolled: null,
		monthlyConsumption: null,
	};

	add(summand: Summand): void {
		this.companies++;
		const { amounts } = this;
		const { unlimited, licenseLimit, targetUsers } = summand;
		amounts.licenseLimit += licenseLimit ?? 0;
		amounts.targetUsers += targetUsers;
		amounts.limitedTargetUsers += licenseLimit === null ? 0 : targetUsers;
		amounts.seatsOverLimit += seatsOverLimit({ unlimited, licenseLimit, users: targetUsers }) ?? 0;
		for (const name of FIGURES) {
			const figure = summand[name];
			if (figure !== null) this.figures[name] = (this.figures[name] ?? 0) + figure;
		}
	}

	toJson() {
		const { companies, amounts, figures } = this;
		const { licenseLimit, targetUsers, limitedTargetUsers: users, seatsOverLimit } = amounts;
		const none = companies === 0 ? 0 : null;
		return {
			companies,
			licenseLimit,
			targetUsers,
			limitedTargetUsers: users,
			usagePercent: roundedPercent(usagePercent({ unlimited: false, licenseLimit, users })),
			seatsOverLimit,
			monthlyUsers: figures.monthlyUsers ?? none,
			monthlyEnrolled: figures.monthlyEnrolled ?? none,
			monthlyConsumption: figures.monthlyConsumption ?? none,
		};
	}
}

/** What is counted by a key, for each key that occurs. */
class Groups<Key, Group> {
	private readonly groups = new Map<Key, Group>();

	constructor(private readonly make: (key: Key) => Group) {}

	of(key: Key): Group {
		const group = this.groups.get(key) ?? this.make(key);
		this.groups.set(key, group);
		return group;
	}

	entries(): Array<[Key, Group]> {
		return [...this.groups];
	}
}

/** Companies without a name are a group of their own. */
const byName = () => new Groups<string | null, Sums>(() => new Sums());

/** Largest first, ties by name. */
const largestFirst = (
	left: { name: string | null; companies: number },
	right: { name: string | null; companies: number },
) => right.companies - left.companies || (left.name ?? '').localeCompare(right.name ?? '');

const toList = (groups: Groups<string | null, Sums>) =>
	groups
		.entries()
		.map(([name, sums]) => ({ name, ...sums.toJson() }))
		.sort(largestFirst);

/** The sums of Summarize. The seats (`licenseLimit`) are those of limited licenses. */
export class Totals {
	private readonly sums = new Sums();
	private readonly licenseTypes = byName();
	private readonly industries = byName();
	private readonly resellers = byName();
	private readonly renewals = new Groups((month: string) => ({
		month,
		companies: 0,
		licenseLimit: 0,
	}));
	private readonly products = new Groups((name: string) => ({
		name,
		companies: 0,
		targetUsers: 0,
	}));
	private readonly signals = new Groups((signal: Signal) => ({ signal, companies: 0 }));
	private unlimitedCompanies = 0;
	private knowsProducts = false;

	add(summand: Summand): void {
		this.sums.add(summand);
		this.licenseTypes.of(summand.licenseType).add(summand);
		this.industries.of(summand.industry).add(summand);
		this.resellers.of(summand.resellerName).add(summand);
		if (summand.unlimited) this.unlimitedCompanies++;
		for (const signal of summand.signals) this.signals.of(signal).companies++;
		if (summand.renewalMonth !== null) {
			const month = this.renewals.of(summand.renewalMonth);
			month.companies++;
			month.licenseLimit += summand.licenseLimit ?? 0;
		}
		if (summand.missingProducts) this.knowsProducts = true;
		for (const name of summand.missingProducts ?? []) {
			const product = this.products.of(name);
			product.companies++;
			product.targetUsers += summand.targetUsers;
		}
	}

	/**
	 * The item.
	 *
	 * @param today `YYYY-MM-DD`: its month is the first of the renewals
	 */
	toJson(today: string): IDataObject {
		const sums = this.sums.toJson();
		const products = this.products.entries().map(([, product]) => product);
		const first = DateTime.fromISO(today, { zone: 'utc' }).startOf('month');
		const months = Array.from({ length: MONTHS }, (_, count) =>
			first.plus({ months: count }).toFormat('yyyy-MM'),
		);
		return {
			...sums,
			unlimitedCompanies: this.unlimitedCompanies,
			byLicenseType: toList(this.licenseTypes),
			byIndustry: toList(this.industries),
			byReseller: toList(this.resellers),
			byMissingProduct:
				this.knowsProducts || sums.companies === 0 ? products.sort(largestFirst) : null,
			renewalsByMonth: months.map((month) => this.renewals.of(month)),
			bySignal: SIGNALS.map((signal) => this.signals.of(signal)),
		};
	}
}

import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { CompanyProfile, Signal, SignalThresholds } from './profile';
import { SIGNALS, signalsOf } from './profile';

/** How many months of renewals are shown, this one included. */
const MONTHS = 12;

/** What of a company is added up. Its row is not kept: 100,000 of them would fill the memory of n8n. */
export interface Summand {
	id: string | null;
	licenseLimit: number;
	targetUsers: number;
	seatsOverLimit: number;
	monthlyUsers: number;
	unlimited: boolean;
	licenseType: string | null;
	industry: string | null;
	resellerName: string | null;
	/** `YYYY-MM` or null. */
	renewalMonth: string | null;
	signals: Signal[];
}

/** An unknown number counts as 0. */
export function summandOf(profile: CompanyProfile, thresholds: SignalThresholds): Summand {
	const { company, renewalDay, seatsOverLimit } = profile;
	const { id, unlimited, licenseType, industry, resellerName } = company;
	return {
		id,
		licenseLimit: company.licenseLimit ?? 0,
		targetUsers: company.users ?? 0,
		seatsOverLimit: seatsOverLimit ?? 0,
		monthlyUsers: company.monthlyUsers ?? 0,
		unlimited,
		licenseType,
		industry,
		resellerName,
		renewalMonth: renewalDay?.slice(0, 7) ?? null,
		signals: signalsOf(profile, thresholds),
	};
}

interface Group {
	companies: number;
	licenseLimit: number;
	targetUsers: number;
	seatsOverLimit: number;
}

const emptyGroup = (): Group => ({
	companies: 0,
	licenseLimit: 0,
	targetUsers: 0,
	seatsOverLimit: 0,
});

function addTo(group: Group, { licenseLimit, targetUsers, seatsOverLimit }: Summand): void {
	group.companies++;
	group.licenseLimit += licenseLimit;
	group.targetUsers += targetUsers;
	group.seatsOverLimit += seatsOverLimit;
}

class Groups {
	private readonly groups = new Map<string | null, Group>();

	/** @param name null: the group of those that have none */
	add(name: string | null, summand: Summand): void {
		const group = this.groups.get(name) ?? emptyGroup();
		addTo(group, summand);
		this.groups.set(name, group);
	}

	/** Largest first, ties by name. */
	get list(): IDataObject[] {
		return [...this.groups]
			.map(([name, group]) => ({ name, ...group }))
			.sort(
				(left, right) =>
					right.companies - left.companies ||
					String(left.name ?? '').localeCompare(String(right.name ?? '')),
			);
	}
}

/** Sums over companies, one at a time. */
export class Totals {
	private readonly all = emptyGroup();
	private unlimitedCompanies = 0;
	private monthlyUsers = 0;
	private readonly byLicenseType = new Groups();
	private readonly byIndustry = new Groups();
	private readonly byReseller = new Groups();
	private readonly bySignal = new Map<Signal, number>();
	private readonly renewals: Map<string, { companies: number; licenseLimit: number }>;

	/** @param today `YYYY-MM-DD`: its month is the first of the renewals */
	constructor(today: string) {
		const first = DateTime.fromISO(today, { zone: 'utc' }).startOf('month');
		this.renewals = new Map(
			Array.from({ length: MONTHS }, (_, months) => [
				first.plus({ months }).toFormat('yyyy-MM'),
				{ companies: 0, licenseLimit: 0 },
			]),
		);
	}

	add(summand: Summand): void {
		addTo(this.all, summand);
		this.unlimitedCompanies += summand.unlimited ? 1 : 0;
		this.monthlyUsers += summand.monthlyUsers;
		this.byLicenseType.add(summand.licenseType, summand);
		this.byIndustry.add(summand.industry, summand);
		this.byReseller.add(summand.resellerName, summand);
		for (const signal of summand.signals) {
			this.bySignal.set(signal, (this.bySignal.get(signal) ?? 0) + 1);
		}
		const month = this.renewals.get(summand.renewalMonth ?? '');
		if (month) {
			month.companies++;
			month.licenseLimit += summand.licenseLimit;
		}
	}

	/** The item of Summarize. Seats are those of limited licenses. */
	get json(): IDataObject {
		return {
			...this.all,
			unlimitedCompanies: this.unlimitedCompanies,
			monthlyUsers: this.monthlyUsers,
			byLicenseType: this.byLicenseType.list,
			byIndustry: this.byIndustry.list,
			byReseller: this.byReseller.list,
			renewalsByMonth: [...this.renewals].map(([month, sums]) => ({ month, ...sums })),
			bySignal: SIGNALS.map((signal) => ({
				signal,
				companies: this.bySignal.get(signal) ?? 0,
			})),
		};
	}
}

import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Insight, Signal, SignalThresholds } from './assess';
import { SIGNALS, signalsOf } from './assess';

/** How many months of renewals are shown, this one included. */
const MONTHS = 12;

interface Group {
	companies: number;
	licenseLimit: number;
	targetUsers: number;
	seatsOverLimit: number;
}

class Groups {
	private readonly groups = new Map<string | null, Group>();

	/** @param name null: the group of those that have none */
	add(name: string | null, insight: Insight): void {
		const group = this.groups.get(name) ?? {
			companies: 0,
			licenseLimit: 0,
			targetUsers: 0,
			seatsOverLimit: 0,
		};
		group.companies++;
		group.licenseLimit += insight.company.licenseLimit ?? 0;
		group.targetUsers += insight.company.users ?? 0;
		group.seatsOverLimit += insight.seatsOverLimit ?? 0;
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
	private companies = 0;
	private licenseLimit = 0;
	private targetUsers = 0;
	private seatsOverLimit = 0;
	private unlimitedCompanies = 0;
	private monthlyUsers = 0;
	private readonly byLicenseType = new Groups();
	private readonly byIndustry = new Groups();
	private readonly byReseller = new Groups();
	private readonly bySignal = new Map<Signal, number>();
	private readonly renewals: Map<string, { companies: number; licenseLimit: number }>;

	/** @param today `YYYY-MM-DD`: its month is the first of the renewals */
	constructor(
		today: string,
		private readonly thresholds: SignalThresholds,
	) {
		const first = DateTime.fromISO(today, { zone: 'utc' }).startOf('month');
		this.renewals = new Map(
			Array.from({ length: MONTHS }, (_, months) => [
				first.plus({ months }).toFormat('yyyy-MM'),
				{ companies: 0, licenseLimit: 0 },
			]),
		);
	}

	add(insight: Insight): void {
		const { company } = insight;
		this.companies++;
		this.licenseLimit += company.licenseLimit ?? 0;
		this.targetUsers += company.users ?? 0;
		this.seatsOverLimit += insight.seatsOverLimit ?? 0;
		this.unlimitedCompanies += company.unlimited ? 1 : 0;
		this.monthlyUsers += company.monthlyUsers ?? 0;
		this.byLicenseType.add(company.licenseType, insight);
		this.byIndustry.add(company.industry, insight);
		this.byReseller.add(company.resellerName, insight);
		for (const signal of signalsOf(insight, this.thresholds)) {
			this.bySignal.set(signal, (this.bySignal.get(signal) ?? 0) + 1);
		}
		const month = this.renewals.get(insight.renewalDay?.slice(0, 7) ?? '');
		if (month) {
			month.companies++;
			month.licenseLimit += company.licenseLimit ?? 0;
		}
	}

	/** The item of Summarize. Seats are those of limited licenses; an unknown number counts as 0. */
	get json(): IDataObject {
		return {
			companies: this.companies,
			licenseLimit: this.licenseLimit,
			targetUsers: this.targetUsers,
			seatsOverLimit: this.seatsOverLimit,
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

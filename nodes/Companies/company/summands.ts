import type { CompanyProfile, Signal, SignalThresholds } from './profile';
import { signalsOf } from './profile';

/** What a company adds to the totals. */
export interface Summand {
	id: string | null;
	/** Null where the license is unlimited or the limit is unknown. */
	licenseLimit: number | null;
	/** 0 where they are unknown. */
	targetUsers: number;
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
	signals: readonly Signal[];
	/** Null where they are unknown. */
	missingProducts: readonly string[] | null;
}

/** Keeps every different value once, and knows it by a number. */
class Distinct<T> {
	private readonly numbers = new Map<unknown, number>();
	private readonly values: T[] = [];

	/** @param key the same for equal values */
	numberOf(value: T, key: unknown = value): number {
		const known = this.numbers.get(key);
		if (known !== undefined) return known;
		this.numbers.set(key, this.values.length);
		return this.values.push(value) - 1;
	}

	at(number: number): T {
		return this.values[number] as T;
	}
}

/** A summand in numbers: figures as they are, NaN for null; values that repeat, such as names, by their number in a list. */
type Row = [
	licenseLimit: number,
	targetUsers: number,
	monthlyUsers: number,
	monthlyEnrolled: number,
	monthlyConsumption: number,
	unlimited: number,
	licenseType: number,
	industry: number,
	resellerName: number,
	renewalMonth: number,
	signals: number,
	missingProducts: number,
];

const WIDTH = 12 satisfies Row['length'];

const orNull = (figure: number) => (Number.isNaN(figure) ? null : figure);

/** The summands of a list. It may have 100,000, so they are kept as numbers: objects would grow n8n by three times as much. */
export class Summands {
	private readonly kept: Array<{ ids: Array<string | null>; values: Float64Array }> = [];
	private readonly texts = new Distinct<string | null>();
	private readonly signals = new Distinct<readonly Signal[]>();
	private readonly products = new Distinct<readonly string[] | null>();

	constructor(private readonly thresholds: SignalThresholds) {}

	add(profiles: readonly CompanyProfile[]): void {
		const values = new Float64Array(profiles.length * WIDTH);
		profiles.forEach((profile, index) => values.set(this.rowOf(profile), index * WIDTH));
		this.kept.push({ ids: profiles.map(({ company }) => company.id), values });
	}

	/** All of them, in parts as they were added. */
	*parts(): Generator<Summand[]> {
		for (const { ids, values } of this.kept) {
			yield ids.map((id, index) => {
				const row = Array.from(values.subarray(index * WIDTH, (index + 1) * WIDTH));
				return this.summandOf(id, row as Row);
			});
		}
	}

	private rowOf(profile: CompanyProfile): Row {
		const { company, renewalDay, products } = profile;
		const signals = signalsOf(profile, this.thresholds);
		return [
			company.licenseLimit ?? NaN,
			company.users ?? 0,
			company.monthlyUsers ?? NaN,
			company.monthlyEnrolled ?? NaN,
			company.monthlyConsumption ?? NaN,
			Number(company.unlimited),
			this.texts.numberOf(company.licenseType),
			this.texts.numberOf(company.industry),
			this.texts.numberOf(company.resellerName),
			this.texts.numberOf(renewalDay && renewalDay.slice(0, 7)),
			this.signals.numberOf(signals, signals.join()),
			this.products.numberOf(products && products.missing),
		];
	}

	private summandOf(
		id: string | null,
		[
			licenseLimit,
			targetUsers,
			monthlyUsers,
			monthlyEnrolled,
			monthlyConsumption,
			unlimited,
			licenseType,
			industry,
			resellerName,
			renewalMonth,
			signals,
			missingProducts,
		]: Row,
	): Summand {
		return {
			id,
			licenseLimit: orNull(licenseLimit),
			targetUsers,
			monthlyUsers: orNull(monthlyUsers),
			monthlyEnrolled: orNull(monthlyEnrolled),
			monthlyConsumption: orNull(monthlyConsumption),
			unlimited: unlimited === 1,
			licenseType: this.texts.at(licenseType),
			industry: this.texts.at(industry),
			resellerName: this.texts.at(resellerName),
			renewalMonth: this.texts.at(renewalMonth),
			signals: this.signals.at(signals),
			missingProducts: this.products.at(missingProducts),
		};
	}
}

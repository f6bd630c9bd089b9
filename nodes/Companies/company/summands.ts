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

/** How a value is kept as a number. */
interface Code<T> {
	encode(value: T): number;
	decode(number: number): T;
}

const FIGURE: Code<number> = { encode: (figure) => figure, decode: (figure) => figure };

const FIGURE_OR_NULL: Code<number | null> = {
	encode: (figure) => figure ?? NaN,
	decode: (number) => (Number.isNaN(number) ? null : number),
};

const FLAG: Code<boolean> = { encode: Number, decode: (number) => number === 1 };

/** Keeps every different value once, such as a name that repeats, and knows it by a number. */
class Distinct<T> implements Code<T> {
	private readonly numbers = new Map<unknown, number>();
	private readonly values: T[] = [];

	/** @param keyOf the same for equal values */
	constructor(private readonly keyOf: (value: T) => unknown = (value) => value) {}

	encode(value: T): number {
		const key = this.keyOf(value);
		const known = this.numbers.get(key);
		if (known !== undefined) return known;
		this.numbers.set(key, this.values.length);
		return this.values.push(value) - 1;
	}

	decode(number: number): T {
		return this.values[number] as T;
	}
}

/** What is kept in numbers. */
type Values = Omit<Summand, 'id'>;

function valuesOf(profile: CompanyProfile, thresholds: SignalThresholds): Values {
	const { company, renewalDay, products } = profile;
	return {
		licenseLimit: company.licenseLimit,
		targetUsers: company.users ?? 0,
		monthlyUsers: company.monthlyUsers,
		monthlyEnrolled: company.monthlyEnrolled,
		monthlyConsumption: company.monthlyConsumption,
		unlimited: company.unlimited,
		licenseType: company.licenseType,
		industry: company.industry,
		resellerName: company.resellerName,
		renewalMonth: renewalDay && renewalDay.slice(0, 7),
		signals: signalsOf(profile, thresholds),
		missingProducts: products && products.missing,
	};
}

/** The summands of a list. It may have 100,000, so they are kept as numbers: objects would grow n8n by three times as much. */
export class Summands {
	private readonly kept: Array<{ ids: Array<string | null>; numbers: Float64Array }> = [];
	private readonly texts = new Distinct<string | null>();
	private readonly codes: { readonly [Name in keyof Values]: Code<Values[Name]> } = {
		licenseLimit: FIGURE_OR_NULL,
		targetUsers: FIGURE,
		monthlyUsers: FIGURE_OR_NULL,
		monthlyEnrolled: FIGURE_OR_NULL,
		monthlyConsumption: FIGURE_OR_NULL,
		unlimited: FLAG,
		licenseType: this.texts,
		industry: this.texts,
		resellerName: this.texts,
		renewalMonth: this.texts,
		signals: new Distinct((signals) => signals.join()),
		missingProducts: new Distinct(),
	};
	private readonly columns = Object.entries(this.codes) as Array<[keyof Values, Code<unknown>]>;

	constructor(private readonly thresholds: SignalThresholds) {}

	add(profiles: readonly CompanyProfile[]): void {
		const numbers = new Float64Array(profiles.length * this.columns.length);
		let next = 0;
		for (const profile of profiles) {
			const values = valuesOf(profile, this.thresholds);
			for (const [name, code] of this.columns) numbers[next++] = code.encode(values[name]);
		}
		this.kept.push({ ids: profiles.map(({ company }) => company.id), numbers });
	}

	/** All of them, in parts as they were added. */
	*parts(): Generator<Summand[]> {
		const width = this.columns.length;
		for (const { ids, numbers } of this.kept) {
			yield ids.map((id, index) =>
				this.summandOf(id, numbers.subarray(index * width, (index + 1) * width)),
			);
		}
	}

	private summandOf(id: string | null, numbers: Float64Array): Summand {
		const values: Partial<Record<keyof Values, unknown>> = {};
		this.columns.forEach(([name, code], index) => {
			values[name] = code.decode(numbers[index] as number);
		});
		return { id, ...(values as Values) };
	}
}

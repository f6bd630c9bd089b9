import type { CompanyProfile } from '../company/profile';
import type { Condition } from '../filter/condition';
import { isAskedFor, type PlannedCondition } from '../filter/plan';

/** How many companies may match or not, and which conditions leave that open. */
export interface Unknown {
	companies: number;
	/** Of the conditions, as the editor shows them. */
	labels: ReadonlySet<string>;
}

/**
 * The companies of which nobody knows whether they match, because their products or content vendors are unknown. Such a
 * company is in the result if the API was asked for exactly the matching ones and returned it, unless another company, maybe
 * on a later page, shows that the API ignores the condition.
 */
export class UnknownMatches {
	/** The conditions on which it depends, by the ID of the company. */
	private readonly open = new Map<string | null, PlannedCondition[]>();

	/** @param ignored the conditions that companies have shown to be ignored so far */
	constructor(private readonly ignored: ReadonlySet<Condition>) {}

	add({ company }: CompanyProfile, conditions: PlannedCondition[]): void {
		this.open.set(company.id, conditions);
	}

	/** Whether a company is in the result, as far as is known by now; always true of one that surely matches. */
	isKept(id: string | null): boolean {
		return (this.open.get(id) ?? []).every(this.isTrusted);
	}

	/** The companies among these that are in the result although nobody knows whether they match. */
	keptOf(ids: Array<string | null>): Unknown {
		return this.unknownOf(ids.filter((id) => this.open.has(id) && this.isKept(id)));
	}

	/** The companies that are left out although they may match. */
	leftOut(isPresent: (id: string | null) => boolean): Unknown {
		const ids = [...this.open.keys()].filter((id) => !this.isKept(id) && isPresent(id));
		return this.unknownOf(ids, (planned) => !this.isTrusted(planned));
	}

	private readonly isTrusted = (planned: PlannedCondition) =>
		isAskedFor(planned) && !this.ignored.has(planned.condition);

	private unknownOf(ids: Array<string | null>, isDecisive = this.isTrusted): Unknown {
		const conditions = ids.flatMap((id) => this.open.get(id) ?? []).filter(isDecisive);
		return {
			companies: ids.length,
			labels: new Set(conditions.map(({ condition }) => condition.label)),
		};
	}
}

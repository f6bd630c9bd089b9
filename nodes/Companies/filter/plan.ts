import type { CompanyProfile } from '../company/profile';
import type { Condition } from './condition';
import type { FilterClause } from '../api/searchRequest';

/** Where conditions are applied: by both, by the API alone, or by this node alone. */
export type FilterMode = 'auto' | 'api' | 'local';

/** A condition together with the part of it that goes to the API, if any. */
export interface PlannedCondition {
	condition: Condition;
	clause: FilterClause | null;
	/** Whether every company is checked here. */
	checked: boolean;
}

/** What is sent and what is checked here; all conditions hold together. */
export type Plan = PlannedCondition[];

function planned(condition: Condition, mode: FilterMode): PlannedCondition {
	if (mode === 'api' && condition.exactClause) {
		return { condition, clause: condition.exactClause, checked: false };
	}
	const isSent = mode !== 'local' || condition.alwaysSent === true;
	return { condition, clause: isSent ? condition.supersetClause : null, checked: true };
}

/**
 * Decides for each condition what the API is told and what is checked here. `auto` sends whatever narrows the answer
 * without losing a company and checks everything; `api` sends what the API can express exactly and takes its word.
 */
export function planSearch(conditions: Condition[], mode: FilterMode): Plan {
	return conditions.map((condition) => planned(condition, mode));
}

/** The clauses of the request. */
export function clausesOf(plan: Plan): FilterClause[] {
	return plan.flatMap(({ clause }) => (clause ? [clause] : []));
}

/** Whether a company passes everything that is checked here. */
export function matchesPlan(plan: Plan, profile: CompanyProfile): boolean {
	return plan.every(({ condition, checked }) => !checked || condition.matches(profile));
}

/** The sent conditions that the API has not kept to, judged by one of its companies. */
export function ignoredBy(plan: Plan, profile: CompanyProfile): Condition[] {
	return plan
		.filter(
			({ clause, checked, condition }) => clause && checked && !condition.matchesSuperset(profile),
		)
		.map(({ condition }) => condition);
}

/** The plan without sending some of its conditions; they are checked here instead. */
export function withoutSending(plan: Plan, refused: Condition[]): Plan {
	const left = new Set(refused);
	return plan.map((entry) =>
		left.has(entry.condition) ? { ...entry, clause: null, checked: true } : entry,
	);
}

import type { FilterClause } from '../api/searchRequest';
import type { CompanyProfile } from '../company/profile';
import type { Condition } from './condition';
import { and, type Truth } from './truth';

/** Where conditions are applied: by both, by the API alone, or by this node alone. */
export type FilterMode = 'auto' | 'api' | 'local';

/** A condition together with the clause of it that goes to the API, if any. */
export interface PlannedCondition {
	condition: Condition;
	clause: FilterClause | null;
	/** Whether this node checks every company. */
	checked: boolean;
}

/** What is sent and what this node checks; a company must match all conditions. */
export type Plan = PlannedCondition[];

/**
 * Decides for each condition what is sent and what this node checks. `auto` sends whatever narrows the list without losing
 * a company, and checks everything; `api` sends what the API can express exactly and trusts the answer.
 */
export function planSearch(conditions: Condition[], mode: FilterMode): Plan {
	return conditions.map((condition) => {
		const { exactClause, supersetClause, alwaysSent } = condition;
		if (mode === 'api' && exactClause) return { condition, clause: exactClause, checked: false };
		const isSent = mode !== 'local' || alwaysSent;
		return { condition, clause: isSent ? supersetClause : null, checked: true };
	});
}

export const clausesOf = (plan: Plan): FilterClause[] => plan.flatMap(({ clause }) => clause ?? []);

/** Whether a company matches everything that this node checks. */
export function matchesPlan(plan: Plan, profile: CompanyProfile): Truth {
	return and(plan, ({ condition, checked }) => !checked || condition.matches(profile));
}

/** The conditions of which nobody knows whether a company matches them. */
export function unknownIn(plan: Plan, profile: CompanyProfile): PlannedCondition[] {
	return plan.filter(({ condition, checked }) => checked && condition.matches(profile) === null);
}

/** Whether the API is asked for exactly the companies that match, so that its answer tells where this node does not know. */
export const isAskedFor = ({ condition, clause }: PlannedCondition) =>
	clause !== null && clause === condition.exactClause;

/** The conditions that were sent although this company of the answer shows that the API ignores them. */
export function ignoredBy(plan: Plan, profile: CompanyProfile): Condition[] {
	return plan.flatMap(({ clause, checked, condition }) =>
		clause && checked && !condition.matchesSuperset(profile) ? [condition] : [],
	);
}

/** The plan without sending the refused conditions; this node checks them instead. */
export function withoutSending(plan: Plan, refused: Condition[]): Plan {
	return plan.map((entry) =>
		refused.includes(entry.condition) ? { ...entry, clause: null, checked: true } : entry,
	);
}

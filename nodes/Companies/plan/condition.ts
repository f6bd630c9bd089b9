import type { Insight } from '../insight/assess';
import type { FilterTerm } from './searchRequest';

/** One thing that must be true of a company: how it is checked here, and how much of it the API can filter. */
export interface Condition {
	/** The parameter it comes from, as the editor shows it, e.g. `Renewal After`. */
	label: string;
	holds(insight: Insight): boolean;
	/** Selects exactly these companies; null where the API cannot. */
	exact: FilterTerm | null;
	/** Selects at least these companies; null where the API can be of no help. */
	wide: FilterTerm | null;
	/** Whether the API may return such a company when `wide` was sent. False shows that it ignores the condition. */
	passesWide(insight: Insight): boolean;
	/** Whether the products of the companies must be known. */
	needsProducts?: boolean;
	/** Whether it is sent even where filtering here is asked for: the over-limit flag and the month. */
	alwaysSent?: boolean;
	/** Whether it leaves out no company but sets what the API counts. */
	setting?: boolean;
	/** Whether this node may be unable to check it, so that a refusal of the API is final. */
	onlyApi?: boolean;
}

/** A condition that the API can express exactly as it is meant. */
export function sameOnBothSides(
	label: string,
	term: FilterTerm,
	holds: (insight: Insight) => boolean,
): Condition {
	return { label, holds, exact: term, wide: term, passesWide: holds };
}

/** A condition that only this node can check. */
export function onlyHere(label: string, holds: (insight: Insight) => boolean): Condition {
	return { label, holds, exact: null, wide: null, passesWide: () => true };
}

/** Every item of the terms if all of them are plain items, one each; an alternative cannot hold more than that. */
function singleItems(terms: Array<FilterTerm | null>) {
	const items = terms.map((term) =>
		term && 'all' in term && term.all.length === 1 ? term.all : null,
	);
	return items.every((item) => item !== null) ? items.flat() : null;
}

/** At least one of the conditions holds. It is only sent where the API can express every one of them. */
export function anyOf(conditions: Condition[]): Condition {
	const exact = singleItems(conditions.map((condition) => condition.exact));
	const wide = singleItems(conditions.map((condition) => condition.wide));
	return {
		label: conditions.map(({ label }) => label).join("' or '"),
		holds: (insight) => conditions.some((condition) => condition.holds(insight)),
		exact: exact && { any: exact },
		wide: wide && { any: wide },
		passesWide: (insight) => conditions.some((condition) => condition.passesWide(insight)),
		needsProducts: conditions.some(({ needsProducts }) => needsProducts),
		onlyApi: conditions.some(({ onlyApi }) => onlyApi),
	};
}

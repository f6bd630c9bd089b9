import type { CompanyProfile } from '../company/profile';
import type { FilterItem, FilterClause } from '../api/searchRequest';

/** One thing that must be true of a company: how it is checked here, and how much of it the API can filter. */
export interface Condition {
	/** The parameter it comes from, as the editor shows it, e.g. `Renewal After`. */
	label: string;
	holds(profile: CompanyProfile): boolean;
	/** Selects exactly these companies; null where the API cannot. */
	exact: FilterClause | null;
	/** Selects at least these companies: the same term as `exact`, or a wider one; null where the API can be of no help. */
	wide: FilterClause | null;
	/** Where `wide` has several items: one that selects at least these by itself, and that `passesWide` goes by. */
	wideItem?: FilterItem;
	/** Whether the API may return such a company when `wide` was sent. False shows that it ignores the condition. */
	passesWide(profile: CompanyProfile): boolean;
	/** Whether the products of the companies must be known. */
	needsProducts?: boolean;
	/** Whether it is sent even where filtering here is asked for: the over-limit flag and the month. */
	alwaysSent?: boolean;
	/** Whether it leaves out no company but sets what the API counts. */
	setting?: boolean;
	/** Whether this node may be unable to check it, so that a refusal of the API is final. */
	onlyApi?: boolean;
	/** Whether unlimited licenses fit by no number that the API could compare, so that `exact` may leave them out. */
	missesUnlimited?: boolean;
	/** What it consists of where one of several is enough. */
	alternatives?: Condition[];
}

/** A condition that the API can express exactly as it is meant. */
export function sameOnBothSides(
	label: string,
	term: FilterClause,
	holds: (profile: CompanyProfile) => boolean,
): Condition {
	return { label, holds, exact: term, wide: term, passesWide: holds };
}

/** A condition that only this node can check. */
export function onlyHere(label: string, holds: (profile: CompanyProfile) => boolean): Condition {
	return { label, holds, exact: null, wide: null, passesWide: () => true };
}

/** The terms as alternatives if all of them are plain items, one each; an alternative cannot hold more than that. */
function anyTerm(terms: Array<FilterClause | null>): { any: FilterItem[] } | null {
	const items = terms.map((term) =>
		term && 'all' in term && term.all.length === 1 ? term.all : null,
	);
	return items.every((item) => item !== null) ? { any: items.flat() } : null;
}

/** An API that ignores one field of several would leave out the companies that fit by that field alone. */
const isOneField = (items: FilterItem[]) =>
	new Set(items.map(({ FieldName }) => FieldName)).size === 1;

/**
 * At least one of the conditions holds. The API can express it where each of them is a single item, and it is only sent
 * where all of them are about the same field.
 */
export function anyOf(label: string, conditions: Condition[]): Condition {
	const exact = anyTerm(conditions.map((condition) => condition.exact));
	const isSame = conditions.every((condition) => condition.wide === condition.exact);
	const wide = isSame
		? exact
		: anyTerm(conditions.map(({ wide, wideItem }) => (wideItem ? { all: [wideItem] } : wide)));
	const onlyApi = conditions.some((condition) => condition.onlyApi);
	const isSent = wide !== null && (onlyApi || isOneField(wide.any));
	return {
		label,
		holds: (profile) => conditions.some((condition) => condition.holds(profile)),
		exact,
		wide: isSent ? wide : null,
		passesWide: (profile) => conditions.some((condition) => condition.passesWide(profile)),
		needsProducts: conditions.some(({ needsProducts }) => needsProducts),
		onlyApi,
		alwaysSent: onlyApi,
		alternatives: conditions,
	};
}

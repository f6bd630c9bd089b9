import type { CompanyProfile } from '../company/profile';
import type { FilterItem, FilterClause } from '../api/searchRequest';

/** One thing that must be true of a company: how it is checked here, and how much of it the API can filter. */
export interface Condition {
	/** The parameter it comes from, as the editor shows it, e.g. `Renewal After`. */
	label: string;
	matches(profile: CompanyProfile): boolean;
	/** Selects exactly these companies; null where the API cannot. */
	exactClause: FilterClause | null;
	/** Selects at least these companies: the same clause as `exactClause`, or a wider one; null where the API can be of no help. */
	supersetClause: FilterClause | null;
	/** Where `supersetClause` has several items: one that selects at least these by itself, and that `matchesSuperset` goes by. */
	supersetItem?: FilterItem;
	/** Whether the API may return such a company when `supersetClause` was sent. False shows that it ignores the condition. */
	matchesSuperset(profile: CompanyProfile): boolean;
	/** Whether the products of the companies must be known. */
	needsProducts?: boolean;
	/** Whether it is sent even where filtering here is asked for: the over-limit flag and the month. */
	alwaysSent?: boolean;
	/** Whether it leaves out no company but sets what the API counts. */
	setting?: boolean;
	/** Whether this node may be unable to check it, so that a refusal of the API is final. */
	onlyApi?: boolean;
	/** Whether unlimited licenses fit by no number that the API could compare, so that `exactClause` may leave them out. */
	missesUnlimited?: boolean;
	/** What it consists of where one of several is enough. */
	alternatives?: Condition[];
}

/** A condition that the API can express exactly as it is meant. */
export function sameOnBothSides(
	label: string,
	clause: FilterClause,
	matches: (profile: CompanyProfile) => boolean,
): Condition {
	return { label, matches, exactClause: clause, supersetClause: clause, matchesSuperset: matches };
}

/** A condition that only this node can check. */
export function onlyHere(label: string, matches: (profile: CompanyProfile) => boolean): Condition {
	return { label, matches, exactClause: null, supersetClause: null, matchesSuperset: () => true };
}

/** The clauses as alternatives if all of them are plain items, one each; an alternative cannot hold more than that. */
function anyClause(clauses: Array<FilterClause | null>): { any: FilterItem[] } | null {
	const items = clauses.map((clause) =>
		clause && 'all' in clause && clause.all.length === 1 ? clause.all : null,
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
	const exactClause = anyClause(conditions.map((condition) => condition.exactClause));
	const isSame = conditions.every(
		(condition) => condition.supersetClause === condition.exactClause,
	);
	const supersetClause = isSame
		? exactClause
		: anyClause(
				conditions.map(({ supersetClause, supersetItem }) =>
					supersetItem ? { all: [supersetItem] } : supersetClause,
				),
			);
	const onlyApi = conditions.some((condition) => condition.onlyApi);
	const isSent = supersetClause !== null && (onlyApi || isOneField(supersetClause.any));
	return {
		label,
		matches: (profile) => conditions.some((condition) => condition.matches(profile)),
		exactClause,
		supersetClause: isSent ? supersetClause : null,
		matchesSuperset: (profile) =>
			conditions.some((condition) => condition.matchesSuperset(profile)),
		needsProducts: conditions.some(({ needsProducts }) => needsProducts),
		onlyApi,
		alwaysSent: onlyApi,
		alternatives: conditions,
	};
}

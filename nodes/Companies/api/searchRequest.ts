export const SEARCH_PATH = '/api/companies/search';

/** One comparison of the API's filter (contract section 3); the value is always a text. */
export interface FilterItem {
	FieldName: string;
	Operator: string;
	Value: string;
}

export interface FilterGroup {
	Condition: 'AND' | 'OR';
	FilterItems: FilterItem[];
	FilterGroups: FilterGroup[];
}

/** The body of a search. Every field is always sent: the API answers 400 or 500 where one is missing or null. */
export interface SearchRequest {
	pageNumber: number;
	pageSize: number;
	orderBy: string;
	ascending: boolean;
	isClustered: boolean;
	isTargetUserCountExceededLimit: boolean;
	filter: { Condition: 'AND'; SearchInputTextValue: string; FilterGroups: FilterGroup[] };
}

/** Part of a filter: items that all hold, items of which one holds, or the flag for companies over their limit. */
export type FilterClause = { all: FilterItem[] } | { any: FilterItem[] } | { overLimit: true };

export interface RequestOrder {
	orderBy: string;
	ascending: boolean;
}

/**
 * Builds the body of a search: group 0 holds what must all be true, the groups after it are alternatives.
 * The contract's own second group is there in any case, empty if need be.
 */
export function buildSearchRequest(
	terms: FilterClause[],
	{ orderBy, ascending }: RequestOrder,
	pageNumber: number,
	pageSize: number,
): SearchRequest {
	const all = terms.flatMap((term) => ('all' in term ? term.all : []));
	const alternatives = terms.flatMap((term) => ('any' in term ? [term.any] : []));
	return {
		pageNumber,
		pageSize,
		orderBy,
		ascending,
		isClustered: false,
		isTargetUserCountExceededLimit: terms.some((term) => 'overLimit' in term),
		filter: {
			Condition: 'AND',
			SearchInputTextValue: '',
			FilterGroups: [
				{ Condition: 'AND', FilterItems: all, FilterGroups: [] },
				...(alternatives.length > 0 ? alternatives : [[]]).map(
					(items): FilterGroup => ({ Condition: 'OR', FilterItems: items, FilterGroups: [] }),
				),
			],
		},
	};
}

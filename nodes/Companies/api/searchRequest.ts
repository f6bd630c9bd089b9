export const SEARCH_PATH = '/api/companies/search';
export const EXPORT_PATH = '/api/companies/search/export';

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

/** What is asked for of a list. Every field is always sent: the API answers 400 or 500 where one is missing or null. */
interface ListRequest {
	pageNumber: number;
	pageSize: number;
	orderBy: string;
	ascending: boolean;
	isTargetUserCountExceededLimit: boolean;
	filter: { Condition: 'AND'; SearchInputTextValue: string; FilterGroups: FilterGroup[] };
}

/** The body of a search (contract section 3). */
export interface SearchRequest extends ListRequest {
	isClustered: boolean;
}

/** The body of an export (contract section 4). */
export interface ExportRequest extends ListRequest {
	/** Not part of the published type, so only sent where the file is to be grouped. */
	isClustered?: true;
	exportType: 'CSV' | 'Excel' | 'PDF';
	reportAllPages: boolean;
}

/** Part of a filter: items that must all match, items of which one must match, or the flag for companies over their limit. */
export type FilterClause = { all: FilterItem[] } | { any: FilterItem[] } | { overLimit: true };

export interface RequestOrder {
	orderBy: string;
	ascending: boolean;
}

/** Settings that need each other bring the same item along. */
const distinct = (items: FilterItem[]): FilterItem[] => [
	...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Builds what searches and exports have in common: group 0 has the items that must all match, each group after it a set of
 * alternatives. The second group is always there, as in the contract, even if it is empty.
 */
export function buildListRequest(
	clauses: FilterClause[],
	{ orderBy, ascending }: RequestOrder,
	pageNumber: number,
	pageSize: number,
): ListRequest {
	const all = distinct(clauses.flatMap((clause) => ('all' in clause ? clause.all : [])));
	const alternatives = clauses.flatMap((clause) => ('any' in clause ? [clause.any] : []));
	return {
		pageNumber,
		pageSize,
		orderBy,
		ascending,
		isTargetUserCountExceededLimit: clauses.some((clause) => 'overLimit' in clause),
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

/** Builds the body of a search, with the parameters of {@link buildListRequest}. */
export const buildSearchRequest = (
	...list: Parameters<typeof buildListRequest>
): SearchRequest => ({ ...buildListRequest(...list), isClustered: false });

import type { CompanyProfile } from '../company/profile';
import type { FilterItem, FilterClause } from '../api/searchRequest';
import { type OperatorName, OPERATORS } from './operators';
import { or, type Truth } from './truth';

type Matches = (profile: CompanyProfile) => Truth;

/** What a field of the API is set to. */
export interface Setting {
	/** The field. */
	name: string;
	value: string;
	/** What holds where the API does not accept it, e.g. `Monthly Users counts the month that Keepnet uses by default`. */
	otherwise: string;
}

/** One thing that must be true of a company: how this node checks it, and how much of it the API can filter. */
export interface Condition {
	/** The parameter it comes from, as the editor shows it, e.g. `Renewal From`. */
	label: string;
	/** Null where that is unknown. */
	matches: Matches;
	/** Selects exactly these companies; null if the API cannot. */
	exactClause: FilterClause | null;
	/** Selects a superset of these companies, often the same as `exactClause`; null if the API cannot narrow the list. */
	supersetClause: FilterClause | null;
	/** One item of a `supersetClause` that has several; it selects a superset by itself. */
	supersetItem?: FilterItem;
	/** Whether the API may return such a company for `supersetClause`. False shows that it ignores the condition. */
	matchesSuperset: (profile: CompanyProfile) => boolean;
	/** Whether the products of the companies must be known. */
	needsProducts?: boolean;
	/** Whether it is sent even if the user chose filtering by this node: the over-limit flag and the month. */
	alwaysSent?: boolean;
	/** Present if it filters no company but sets what the API counts. */
	setting?: Setting;
	/** Whether this node may be unable to check it, so that a refusal by the API is final. */
	onlyApi?: boolean;
	/**
	 * Whether the API compares what this node compares. Where it does not, `exactClause` may select the company or leave it out,
	 * whatever `matches` says. Default: always.
	 */
	isComparable?: (profile: CompanyProfile) => boolean;
	/** Whether it compares license limits, so that unlimited licenses are not comparable. */
	comparesLimit?: boolean;
	/** Set by {@link anyOf}: at least one of these must match. */
	alternatives?: Condition[];
}

/** A clause of a single comparison. */
export const clauseOf = (FieldName: string, operator: OperatorName, Value: string) => ({
	all: [{ FieldName, Operator: OPERATORS[operator].sign, Value }],
});

/** A condition that the API can express exactly. */
export function exactCondition(label: string, clause: FilterClause, matches: Matches): Condition {
	return {
		label,
		matches,
		exactClause: clause,
		supersetClause: clause,
		matchesSuperset: (profile) => matches(profile) !== false,
	};
}

/** A condition that only this node can check. */
export function localCondition(label: string, matches: Matches): Condition {
	return { label, matches, exactClause: null, supersetClause: null, matchesSuperset: () => true };
}

export const isComparable = (condition: Condition, profile: CompanyProfile) =>
	condition.isComparable?.(profile) ?? true;

/** An alternative of the API is a single item, so only clauses of one item each can be combined. */
function anyClause(clauses: Array<FilterClause | null>): { any: FilterItem[] } | null {
	const items = clauses.map((clause) =>
		clause && 'all' in clause && clause.all.length === 1 ? clause.all : null,
	);
	return items.every((item) => item !== null) ? { any: items.flat() } : null;
}

/** An API that ignores one field of several would leave out the companies that match by that field alone. */
const isOneField = (items: FilterItem[]) =>
	new Set(items.map(({ FieldName }) => FieldName)).size === 1;

/**
 * At least one of the conditions matches. The API can express it if each of them is a single item; it is only sent if all
 * of them are about the same field.
 */
export function anyOf(label: string, conditions: Condition[]): Condition {
	const exactClause = anyClause(conditions.map((condition) => condition.exactClause));
	const isExact = conditions.every(
		(condition) => condition.supersetClause === condition.exactClause,
	);
	const supersetClause = isExact
		? exactClause
		: anyClause(
				conditions.map((condition) =>
					condition.supersetItem ? { all: [condition.supersetItem] } : condition.supersetClause,
				),
			);
	const onlyApi = conditions.some((condition) => condition.onlyApi);
	const isSent = supersetClause !== null && (onlyApi || isOneField(supersetClause.any));
	return {
		label,
		matches: (profile) => or(conditions, (condition) => condition.matches(profile)),
		exactClause,
		supersetClause: isSent ? supersetClause : null,
		matchesSuperset: (profile) =>
			conditions.some((condition) => condition.matchesSuperset(profile)),
		isComparable: (profile) => conditions.every((condition) => isComparable(condition, profile)),
		needsProducts: conditions.some(({ needsProducts }) => needsProducts),
		onlyApi,
		alwaysSent: onlyApi,
		alternatives: conditions,
	};
}

import type { RequestOrder } from '../api/searchRequest';
import { foldAccents, foldText } from '../company/foldText';
import type { CompanyProfile } from '../company/profile';
import type { ApiField, ComputedField, Field, ReadSortValue } from './field';
import { API_FIELDS, COMPUTED_FIELDS, FIELDS } from './fields';

/** What companies are sorted by: a field of the API, or one that only this node knows. */
export type Order = RequestOrder;

/** What shows whether the API sorts by a field: cheap to read, and a text as it is written. */
export interface CheckedValue {
	kind: 'text' | 'number' | 'limit' | 'date';
	value: ReadSortValue;
}

/** A field that the API sorts by. */
interface SortField {
	label: string;
	/** Its names in the API, the usual one first. */
	names: [string, ...string[]];
	/** What this node sorts by. */
	value: ReadSortValue;
	fewTies: boolean;
	checked: CheckedValue;
}

/** @returns the texts of a company as one; null where it has none */
function writtenText(field: Field<'text' | 'choice'>): (profile: CompanyProfile) => string | null {
	return field.kind === 'text'
		? (profile) => field.values(profile).join(', ') || null
		: (profile) => field.sort?.value(profile) ?? null;
}

/** A text as this node sorts it: Ç stands beside c and not after z. */
const sortText = (text: string) => foldAccents(foldText(text));

/** @returns no entry for a field that the API does not sort by */
function sortFieldOf(field: ApiField): SortField[] {
	if (!('sort' in field) || !field.sort) return [];
	const { label } = field;
	const { name = field.name, otherName, fewTies = false, value } = field.sort;
	const names: SortField['names'] = otherName ? [name, otherName] : [name];
	if (field.kind !== 'text' && field.kind !== 'choice') {
		const checked = { kind: field.kind, value: field.value };
		return [{ label, names, fewTies, value: value ?? field.value, checked }];
	}
	const text = writtenText(field);
	const checked = { kind: 'text' as const, value: text };
	const sorted: ReadSortValue = (profile) => {
		const written = text(profile);
		return written === null ? null : sortText(written);
	};
	return [{ label, names, fewTies, checked, value: sorted }];
}

export const SORT_FIELDS: readonly SortField[] = API_FIELDS.flatMap(sortFieldOf);

const sortField = ({ orderBy }: Order): SortField | undefined =>
	SORT_FIELDS.find(({ names }) => names.includes(orderBy));

const computedField = ({ orderBy }: Order): ComputedField | undefined =>
	Object.hasOwn(COMPUTED_FIELDS, orderBy) ? COMPUTED_FIELDS[orderBy] : undefined;

/** Companies that are created while the list is read come in front of all that were there. */
export const NEWEST_FIRST: RequestOrder = { orderBy: FIELDS.CreateTime.name, ascending: false };

export const isNewestFirst = ({ orderBy, ascending }: RequestOrder) =>
	orderBy === NEWEST_FIRST.orderBy && !ascending;

const byField = (ascending: boolean) => (field: SortField) => ({
	orderBy: field.names[0],
	ascending,
});

const FEW_TIES = SORT_FIELDS.filter(({ fewTies }) => fewTies);

/** Orders with few ties, for reading a list again in another order. */
export const LOW_TIE_ORDERS: readonly RequestOrder[] = [
	...FEW_TIES.map(byField(true)),
	...FEW_TIES.map(byField(false)),
];

/** Orders to ask for when any order will do; every deployment knows one of them. */
export const FALLBACK_ORDERS: readonly RequestOrder[] = [
	NEWEST_FIRST,
	...[...FEW_TIES, ...SORT_FIELDS.filter(({ fewTies }) => !fewTies)]
		.map(byField(true))
		.filter(({ orderBy }) => orderBy !== NEWEST_FIRST.orderBy),
];

export const isComputed = (order: Order) => computedField(order) !== undefined;

/** Whether this node can sort companies like this. */
export const isSortable = (order: Order) => isComputed(order) || sortField(order) !== undefined;

const SORT_NAMES = new Map(
	[...SORT_FIELDS.flatMap(({ names }) => names), ...Object.keys(COMPUTED_FIELDS)].map((name) => [
		name.toLowerCase(),
		name,
	]),
);

/** @returns a field to sort by as it is spelled here, such as an output field's `companyName`; another one as it is */
export const sortName = (name: string): string => SORT_NAMES.get(name.toLowerCase()) ?? name;

/** What the editor calls the field of an order. */
export const labelOf = (order: Order) =>
	(computedField(order) ?? sortField(order))?.label ?? order.orderBy;

/** What the API is asked to sort by. */
export function requestOrder(order: Order): RequestOrder {
	return isComputed(order) ? NEWEST_FIRST : order;
}

/** The order of a file. The API writes the file, so a computed field gives way to the nearest one that the API knows. */
export function exportOrder(order: Order): Order {
	return { ...order, orderBy: computedField(order)?.nearest ?? order.orderBy };
}

/** The same order by each name of its field, the given one first. */
export function byEachName(order: RequestOrder): RequestOrder[] {
	const others = sortField(order)?.names.filter((name) => name !== order.orderBy) ?? [];
	return [order, ...others.map((orderBy) => ({ ...order, orderBy }))];
}

/** What shows whether the API sorts as asked; undefined where nothing does. */
export const checkOf = (order: Order): CheckedValue | undefined => sortField(order)?.checked;

const sortValue = (order: Order): ReadSortValue =>
	computedField(order)?.value ?? sortField(order)?.value ?? (() => 0);

/** In both directions, unlimited licenses come after every other value, and unknown values last. */
function rankOf(value: string | number | null): number {
	if (value === null) return 2;
	return value === Infinity ? 1 : 0;
}

/** What a company is sorted by. */
export interface SortKey {
	rank: number;
	value: string | number | null;
	/** Settles ties. */
	name: string;
}

/** The sort keys of companies, each computed once: an order compares every company many times. */
export function sortKeyOf(order: Order): (profile: CompanyProfile) => SortKey {
	const valueOf = sortValue(order);
	return (profile) => {
		const value = valueOf(profile);
		return { rank: rankOf(value), value, name: sortText(profile.company.name ?? '') };
	};
}

/** Whether a company has a value to sort by. One without it comes last, wherever the API puts it. */
export const hasSortValue = ({ rank }: SortKey) => rank === 0;

function compareValues(left: string | number, right: string | number): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** Unlimited licenses and then unknown values come last in both directions; ties are sorted by company name. */
export function compareKeys({ ascending }: Order): (left: SortKey, right: SortKey) => number {
	const sign = ascending ? 1 : -1;
	return (left, right) =>
		left.rank - right.rank ||
		sign * compareValues(left.value ?? 0, right.value ?? 0) ||
		compareValues(left.name, right.name);
}

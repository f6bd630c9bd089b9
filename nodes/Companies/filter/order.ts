import type { RequestOrder } from '../api/searchRequest';
import type { CompanyProfile } from '../company/profile';
import type { ApiField, ComputedField, ReadSortValue } from './field';
import { API_FIELDS, COMPUTED_FIELDS, FIELDS } from './fields';

/** What companies are sorted by: a field of the API, or one that only this node knows. */
export type Order = RequestOrder;

/** A field that the API sorts by. */
interface SortField {
	label: string;
	/** Its names in the API, the usual one first. */
	names: [string, ...string[]];
	value: ReadSortValue;
	/** A value whose order does not depend on collation; absent for text. */
	checkedValue?: ReadSortValue;
	fewTies?: boolean;
}

/** @returns no entry for a field that the API does not sort by */
function sortFieldOf(field: ApiField): SortField[] {
	if (!('sort' in field) || !field.sort) return [];
	const { label, name } = field;
	const { otherName, fewTies, value } = field.sort;
	const names: SortField['names'] = otherName ? [name, otherName] : [name];
	if (field.kind !== 'text') {
		return [{ label, names, value: value ?? field.value, checkedValue: field.value, fewTies }];
	}
	const text: ReadSortValue = (profile) => field.values(profile)[0]?.toLowerCase() ?? null;
	return [{ label, names, value: text, fewTies }];
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

/** Orders to ask for when any order will do; every deployment knows one of them. */
export const FALLBACK_ORDERS: readonly [RequestOrder, ...RequestOrder[]] = [
	NEWEST_FIRST,
	{ orderBy: FIELDS.CompanyName.name, ascending: true },
	{ orderBy: FIELDS.TargetUserCount.name, ascending: false },
	{ orderBy: FIELDS.LicenseEndDate.name, ascending: true },
];

/** Orders with few ties, for reading a list again in another order. */
export const LOW_TIE_ORDERS: readonly RequestOrder[] = [true, false].flatMap((ascending) =>
	SORT_FIELDS.filter(({ fewTies }) => fewTies).map(({ names: [orderBy] }) => ({
		orderBy,
		ascending,
	})),
);

export const isComputed = (order: Order) => computedField(order) !== undefined;

/** Whether this node can sort companies like this. */
export const isSortable = (order: Order) => isComputed(order) || sortField(order) !== undefined;

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

/** The value that shows whether the API sorts as asked; undefined if none can. */
export const checkedValue = (order: Order) => sortField(order)?.checkedValue;

const sortValue = (order: Order): ReadSortValue =>
	computedField(order)?.value ?? sortField(order)?.value ?? (() => 0);

/** Whether a company has a value to sort by. One without it comes last, wherever the API puts it. */
export function hasSortValue(order: Order): (profile: CompanyProfile) => boolean {
	// A date is readable if its day is, and the day is known already.
	const valueOf = checkedValue(order) ?? sortValue(order);
	return (profile) => valueOf(profile) !== null;
}

function compareValues(left: string | number, right: string | number): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** Sorts here: unknown values last in both directions, ties by company name. */
export function sortHere(profiles: CompanyProfile[], order: Order): CompanyProfile[] {
	const valueOf = sortValue(order);
	const nameOf = ({ company }: CompanyProfile) => company.name?.toLowerCase() ?? '';
	const sign = order.ascending ? 1 : -1;
	return profiles
		.map((profile) => ({ profile, value: valueOf(profile), name: nameOf(profile) }))
		.sort((left, right) => {
			const byName = () => compareValues(left.name, right.name);
			if (left.value === null || right.value === null) {
				return Number(left.value === null) - Number(right.value === null) || byName();
			}
			return sign * compareValues(left.value, right.value) || byName();
		})
		.map(({ profile }) => profile);
}

/** Keeps the order of the API but moves companies without a value to the end. */
export function unknownLast(profiles: CompanyProfile[], order: Order): CompanyProfile[] {
	const hasValue = hasSortValue(order);
	return [...profiles.filter(hasValue), ...profiles.filter((profile) => !hasValue(profile))];
}

import { DateTime } from 'luxon';

import { readTimestamp } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import type { RequestOrder } from '../api/searchRequest';

/** What companies are sorted by; the computed ones are unknown to the API. */
export interface Order {
	orderBy: string;
	ascending: boolean;
}

/** Null where the company has no such value. */
type SortValue = string | number | null;

type ReadValue = (profile: CompanyProfile) => SortValue;

/** Fields that only this node knows. */
const COMPUTED: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
	['usagePercent', ({ usagePercent }) => usagePercent],
	['seatsOverLimit', ({ seatsOverLimit }) => seatsOverLimit],
	['daysToRenewal', ({ daysToRenewal }) => daysToRenewal],
]);

/** The fields that the API sorts by (contract section 3), for when it refuses to or its answer came in pieces. */
const FROM_API: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
	['CompanyName', ({ company }) => company.name?.toLowerCase() ?? null],
	['TargetUserCount', ({ company }) => company.users],
	['LicenseEndDate', ({ renewalDay }) => renewalDay],
	['RenewalDate', ({ renewalDay }) => renewalDay],
	[
		'CreateTime',
		({ company, dayOrder }) => momentOf(readTimestamp(company.writtenCreatedAt, dayOrder)),
	],
]);

/** Companies that are created while the list is read come in front of all that were there. */
export const NEWEST_FIRST: RequestOrder = { orderBy: 'CreateTime', ascending: false };

export const isNewestFirst = ({ orderBy, ascending }: RequestOrder) =>
	orderBy === NEWEST_FIRST.orderBy && !ascending;

/** What the API is asked to sort by where it is of no matter: every deployment knows one of them. */
export const FALLBACK_ORDERS: readonly [RequestOrder, ...RequestOrder[]] = [
	NEWEST_FIRST,
	{ orderBy: 'CompanyName', ascending: true },
	{ orderBy: 'TargetUserCount', ascending: false },
	{ orderBy: 'LicenseEndDate', ascending: true },
];

export const isComputed = ({ orderBy }: Order) => COMPUTED.has(orderBy);

/** Whether companies can be brought into this order here. */
export const isSortable = ({ orderBy }: Order) => COMPUTED.has(orderBy) || FROM_API.has(orderBy);

/** What the API is asked to sort by. */
export function requestOrder(order: Order): RequestOrder {
	return isComputed(order) ? FALLBACK_ORDERS[0] : order;
}

/** Without an offset, all dates of a deployment are in the same time zone: which one is of no matter. */
function momentOf(timestamp: string | null): number | null {
	return timestamp === null ? null : DateTime.fromISO(timestamp, { zone: 'utc' }).toMillis();
}

const valueReader = ({ orderBy }: Order): ReadValue =>
	COMPUTED.get(orderBy) ?? FROM_API.get(orderBy) ?? (() => 0);

/** Tells whether a company has a value to sort by. One without it comes last, wherever the API puts it. */
export function hasSortValue(order: Order): (profile: CompanyProfile) => boolean {
	// Only a readable date has a place, and whether it is readable shows without its time.
	if (order.orderBy === 'CreateTime') return ({ createdDay }) => createdDay !== null;
	const valueOf = valueReader(order);
	return (profile) => valueOf(profile) !== null;
}

function compareValues(left: string | number, right: string | number): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** Sorts here: unknown values last in both directions, ties by company name. */
export function sortHere(profiles: CompanyProfile[], order: Order): CompanyProfile[] {
	const valueOf = valueReader(order);
	const sign = order.ascending ? 1 : -1;
	return profiles
		.map((profile) => ({
			profile,
			value: valueOf(profile),
			name: profile.company.name?.toLowerCase() ?? '',
		}))
		.sort((left, right) => {
			const byName = () => compareValues(left.name, right.name);
			if (left.value === null || right.value === null) {
				return Number(left.value === null) - Number(right.value === null) || byName();
			}
			return sign * compareValues(left.value, right.value) || byName();
		})
		.map(({ profile }) => profile);
}

/** Keeps the order of the API, but for companies without a value: they come last. */
export function unknownLast(profiles: CompanyProfile[], order: Order): CompanyProfile[] {
	const hasValue = hasSortValue(order);
	const unknown = profiles.filter((profile) => !hasValue(profile));
	return unknown.length === 0 ? profiles : [...profiles.filter(hasValue), ...unknown];
}

import type { Insight } from '../insight/assess';
import type { RequestOrder } from './searchRequest';

/** What companies are sorted by; the computed ones are unknown to the API. */
export interface Order {
	orderBy: string;
	ascending: boolean;
}

type SortValue = string | number | null;

/** Fields that only this node knows. */
const COMPUTED: Readonly<Record<string, (insight: Insight) => SortValue>> = {
	usagePercent: ({ usagePercent }) => usagePercent,
	seatsOverLimit: ({ seatsOverLimit }) => seatsOverLimit,
	daysToRenewal: ({ daysToRenewal }) => daysToRenewal,
};

/** The fields that the API sorts by (contract section 3), for when it refuses to or its answer came in pieces. */
const FROM_API: Readonly<Record<string, (insight: Insight) => SortValue>> = {
	CompanyName: ({ company }) => company.name?.toLowerCase() ?? null,
	TargetUserCount: ({ company }) => company.users,
	LicenseEndDate: ({ renewalDay }) => renewalDay,
	RenewalDate: ({ renewalDay }) => renewalDay,
	CreateTime: ({ company, createdDay }) =>
		createdDay === null ? null : createdDay + (company.writtenCreatedAt ?? ''),
};

/** What the API is asked to sort by where it is of no matter: every deployment knows it. */
export const FALLBACK_ORDER: RequestOrder = { orderBy: 'CreateTime', ascending: false };

export const isComputed = ({ orderBy }: Order) => orderBy in COMPUTED;

/** What the API is asked to sort by. */
export function requestOrder(order: Order): RequestOrder {
	return isComputed(order) ? FALLBACK_ORDER : order;
}

function compareValues(left: string | number, right: string | number): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

function compareNames(left: Insight, right: Insight): number {
	return compareValues(
		left.company.name?.toLowerCase() ?? '',
		right.company.name?.toLowerCase() ?? '',
	);
}

/**
 * Sorts here: unknown values last in both directions, ties by company name.
 *
 * @returns undefined for a field of the API that this node knows nothing of
 */
export function comparator({
	orderBy,
	ascending,
}: Order): ((left: Insight, right: Insight) => number) | undefined {
	const valueOf = COMPUTED[orderBy] ?? FROM_API[orderBy];
	if (!valueOf) return undefined;
	const sign = ascending ? 1 : -1;
	return (left, right) => {
		const [a, b] = [valueOf(left), valueOf(right)];
		if (a === null || b === null) {
			return Number(a === null) - Number(b === null) || compareNames(left, right);
		}
		return sign * compareValues(a, b) || compareNames(left, right);
	};
}

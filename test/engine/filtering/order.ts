import fc from '../../property';
import type { Facts } from './facts';

export interface Order {
	by: string;
	ascending: boolean;
}

type Key = string | number | undefined;

/** Without seconds, which not every deployment writes. */
const minute = (instant: string | null) =>
	instant === null ? undefined : Math.floor(Date.parse(instant) / 60_000);

const name = ({ row }: Facts) => row.companyName?.toLowerCase();

const keys: Record<string, (facts: Facts) => Key> = {
	CompanyName: name,
	ResellerName: ({ row }) => row.resellerName?.toLowerCase(),
	IndustryName: ({ row }) => row.industryName?.toLowerCase(),
	LicenseTypeName: ({ row }) => row.licenseTypeName?.toLowerCase(),
	NumberOfUsers: ({ limit }) => limit,
	Tags: ({ row }) => row.tags?.join(', ').toLowerCase() || undefined,
	CreateTime: ({ row }) => minute(row.createTime),
	LicenseEndDate: ({ renewalDay }) => renewalDay,
	RenewalDate: ({ renewalDay }) => renewalDay,
	TargetUserCount: ({ row }) => row.targetUserCount,
	daysToRenewal: ({ daysToRenewal }) => daysToRenewal,
	seatsOverLimit: ({ seatsOver }) => seatsOver,
	usagePercent: ({ usage }) => usage,
};

const computed = ['daysToRenewal', 'seatsOverLimit', 'usagePercent'];

/** The collection Sort: nothing, a direction alone, or a field with or without a direction; blank as the form leaves it. */
export const sorts = fc.record(
	{
		orderBy: fc.constantFrom('', ...Object.keys(keys)),
		direction: fc.constantFrom<'' | 'asc' | 'desc'>('', 'asc', 'desc'),
	},
	{ requiredKeys: [] },
);

/** What Sort means for a segment: its own order applies unless a field is chosen. */
export function orderOf(
	{ orderBy, direction }: { orderBy?: string; direction?: '' | 'asc' | 'desc' },
	own: Order,
): Order {
	const usual = orderBy ? true : own.ascending;
	return {
		by: orderBy || own.by,
		ascending: direction ? direction === 'asc' : usual,
	};
}

const compare = (left: string | number, right: string | number) =>
	left < right ? -1 : Number(left > right);

/** 0 for a value, 1 for an unlimited license, 2 for an unknown value: in both directions. */
function rank(key: Key): number {
	if (key === undefined) return 2;
	return key === Infinity ? 1 : 0;
}

/** Sorts: unlimited licenses and then unknown values last in both directions, ties of computed fields by name. */
export function sorted(companies: Facts[], { by, ascending }: Order): Facts[] {
	const keyOf = keys[by];
	const byName = (left: Facts, right: Facts) => compare(name(left) ?? '', name(right) ?? '');
	return [...companies].sort((left, right) => {
		const [a, b] = [keyOf(left), keyOf(right)];
		return (
			rank(a) - rank(b) || (ascending ? 1 : -1) * compare(a ?? 0, b ?? 0) || byName(left, right)
		);
	});
}

/** The sort key of a company: two lists are in the same order if these are equal. */
export function places(companies: Facts[], { by }: Order): Array<[Key, string | undefined]> {
	return companies.map((facts) => [
		keys[by](facts),
		computed.includes(by) ? (name(facts) ?? '') : undefined,
	]);
}

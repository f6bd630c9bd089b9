import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import {
	compareKeys,
	hasSortValue,
	isComputed,
	isSortable,
	type Order,
	requestOrder,
	sortKeyOf,
} from '../../nodes/Companies/filter/order';
import fc from '../property';
import { insightOf } from './build';

const company = (companyName: string | null, row: Parameters<typeof insightOf>[0] = {}) =>
	insightOf({ companyName, numberOfUsers: '100', targetUserCount: 50, ...row });

const names = (profiles: CompanyProfile[]) => profiles.map((profile) => profile.company.name);

function sortHere(profiles: CompanyProfile[], order: Order): CompanyProfile[] {
	const [keyOf, compare] = [sortKeyOf(order), compareKeys(order)];
	return [...profiles].sort((left, right) => compare(keyOf(left), keyOf(right)));
}

const byUsage = [
	company('unlimited', { isNumberOfUsersLimited: false }),
	company('full', { targetUserCount: 100 }),
	company('Beta'),
	company('alpha'),
	company('a limit of words', { numberOfUsers: 'N/A' }),
	company('over', { targetUserCount: 150 }),
];

test('unknown values come last in both directions, ties by name without regard to case', () => {
	const sorted = (ascending: boolean) =>
		names(sortHere(byUsage, { orderBy: 'usagePercent', ascending }));
	expect(sorted(true)).toEqual(['alpha', 'Beta', 'full', 'over', 'a limit of words', 'unlimited']);
	expect(sorted(false)).toEqual(['over', 'full', 'alpha', 'Beta', 'a limit of words', 'unlimited']);
});

test('a letter with an accent stands beside the letter, not after z', () => {
	const cities = ['Zieme', 'Çapanoğlu', 'Ülker', 'Delta', 'ISPARTA', 'izmir', 'Urfa', 'Canik'];
	expect(
		names(
			sortHere(
				cities.map((name) => company(name)),
				{ orderBy: 'CompanyName', ascending: true },
			),
		),
	).toEqual(['Canik', 'Çapanoğlu', 'Delta', 'ISPARTA', 'izmir', 'Ülker', 'Urfa', 'Zieme']);
});

test('sorting is a permutation, and sorting twice changes nothing', () => {
	const fields = fc.constantFrom(
		'usagePercent',
		'seatsOverLimit',
		'CompanyName',
		'TargetUserCount',
	);
	const list = fc.array(fc.constantFrom(...byUsage));
	fc.assert(
		fc.property(list, fields, fc.boolean(), (profiles, orderBy, ascending) => {
			const once = sortHere(profiles, { orderBy, ascending });
			expect(names(once).sort()).toEqual(names(profiles).sort());
			expect(
				sortHere([...once].reverse(), { orderBy, ascending }).map(
					({ usagePercent }) => usagePercent,
				),
			).toEqual(once.map(({ usagePercent }) => usagePercent));
		}),
	);
});

test('created is compared as a time, however it is written', () => {
	const created = (createTime: string | null = null) => company(createTime, { createTime });
	const sorted = (...times: Array<string | null | undefined>) =>
		names(sortHere(times.map(created), { orderBy: 'CreateTime', ascending: true }));
	const clock = ['01/03/2026 09:00 AM', '01/03/2026 02:00 PM', '02/03/2026 01:00 AM'];
	expect(sorted(clock[2], null, clock[1], clock[0])).toEqual([...clock, null]);
	const offsets = ['2026-03-01T10:00:00+03:00', '2026-03-01T08:00:00Z'];
	expect(sorted(offsets[1], offsets[0])).toEqual(offsets);
});

test('a company without the value counts as none that is sorted', () => {
	const keyOf = sortKeyOf({ orderBy: 'LicenseEndDate', ascending: true });
	const keys = [company('no date'), company('date', { licenseEndDate: '2026-05-01' })].map(keyOf);
	expect(keys.map(hasSortValue)).toEqual([false, true]);
});

test('the API is sent the orders that it knows', () => {
	expect(requestOrder({ orderBy: 'CompanyName', ascending: true }).orderBy).toBe('CompanyName');
	expect(requestOrder({ orderBy: 'daysToRenewal', ascending: true }).orderBy).toBe('CreateTime');
	expect(isComputed({ orderBy: 'constructor', ascending: true })).toBe(false);
	expect(isSortable({ orderBy: 'RiskScore', ascending: true })).toBe(false);
});

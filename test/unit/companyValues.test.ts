import { toCompany, type Company } from '../../nodes/Companies/company/company';
import { isUnread } from '../../nodes/Companies/company/dateOrder';
import { readDay, readTimestamp } from '../../nodes/Companies/company/dates';
import type { RawCompany } from '../../nodes/Companies/company/rawCompany';
import fc from '../property';

const ROW: RawCompany = {
	companyResourceId: 'one',
	companyName: 'One',
	resellerName: 'Reseller',
	industryName: 'Banking',
	industryResourceId: 'i-1',
	licenseTypeName: 'Business',
	licenseTypeResourceId: 'l-1',
	isNumberOfUsersLimited: true,
	numberOfUsers: '40',
	targetUserCount: 50,
	inactiveTargetUserCount: 1,
	deletedTargetUserCount: 2,
	monthlyActiveUserCount: 3,
	monthlyEnrolled: 4,
	monthlyConsumption: 5,
	enrolledVendorNames: 'NINJIO , Smart,Safe',
	licenceExpired: true,
	licenseEndDate: '2026-04-03',
	createTime: '2025-04-03T09:30:00Z',
	tags: ['vip', 'gold, old'],
};

const withoutRows = (company: Company) => ({ ...company, raw: undefined, fields: undefined });
const usual = withoutRows(toCompany(ROW));

const spelled = (spell: (key: string) => string): RawCompany =>
	Object.fromEntries(Object.entries(ROW).map(([key, value]) => [spell(key), value]));

test.each([
	['capitals', (key: string) => key.toUpperCase()],
	['small letters', (key: string) => key.toLowerCase()],
	['PascalCase', (key: string) => key[0].toUpperCase() + key.slice(1)],
	['snake_case', (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
])('a row with its keys in %s is read like any other', (_name, spell) => {
	const row = spelled(spell);
	const company = toCompany(row);
	expect(withoutRows(company)).toEqual(usual);
	expect(company.raw).toBe(row);
	expect(row).toEqual(spelled(spell));
});

test('a row that is written as usual is not copied, and nothing about it is unread', () => {
	const { fields, unread } = toCompany(ROW);
	expect(fields).toBe(ROW);
	expect(unread).toEqual([]);
});

test('of two spellings the usual one counts, unless it is empty', () => {
	expect(toCompany({ CompanyName: 'A', companyName: 'B', COMPANYNAME: 'C' }).name).toBe('B');
	expect(toCompany({ companyName: null, CompanyName: 'A' }).name).toBe('A');
});

test.each([
	// What comes, where, what it is read as.
	['companyResourceId', 1001, 'id', '1001'],
	['companyResourceId', 1.5, 'id', null],
	['companyResourceId', 1e21, 'id', null],
	['companyName', 365, 'name', '365'],
	['companyName', { text: 'One' }, 'name', null],
	['licenseTypeResourceId', 7, 'licenseTypeId', '7'],
	['isNumberOfUsersLimited', 'false', 'unlimited', true],
	['isNumberOfUsersLimited', 'False', 'unlimited', true],
	['isNumberOfUsersLimited', 0, 'unlimited', true],
	['isNumberOfUsersLimited', '0', 'unlimited', true],
	['isNumberOfUsersLimited', 'TRUE', 'unlimited', false],
	['isNumberOfUsersLimited', 1, 'licenseLimit', 40],
	['isNumberOfUsersLimited', 'perhaps', 'licenseLimit', null],
	['licenceExpired', ' true ', 'flaggedExpired', true],
	['licenceExpired', 'false', 'flaggedExpired', false],
	['licenceExpired', 1, 'flaggedExpired', true],
	['licenceExpired', '0', 'flaggedExpired', false],
	['licenceExpired', null, 'flaggedExpired', false],
	['licenceExpired', 2, 'flaggedExpired', null],
	['targetUserCount', '1.234', 'users', 1234],
	['targetUserCount', ' 50 ', 'users', 50],
	['targetUserCount', 12.5, 'users', null],
	['targetUserCount', -1, 'users', null],
	['targetUserCount', 'many', 'users', null],
	['numberOfUsers', 40, 'licenseLimit', 40],
	['tags', 'vip, gold', 'tags', ['vip', 'gold']],
	['tags', 'vip;gold ; ', 'tags', ['vip', 'gold']],
	['tags', '["vip","a, b"]', 'tags', ['vip', 'a, b']],
	['tags', [{ name: 'vip' }, { Name: 'gold' }], 'tags', ['vip', 'gold']],
	['tags', ['vip', 7, null, ''], 'tags', ['vip', '7']],
	['tags', ['vip', { color: 'red' }], 'tags', ['vip']],
	['tags', { vip: true }, 'tags', []],
	['tags', null, 'tags', []],
	['monthlyEnrolled', '1.234', 'monthlyEnrolled', 1234],
	['monthlyEnrolled', 0, 'monthlyEnrolled', 0],
	['monthlyEnrolled', null, 'monthlyEnrolled', null],
	['monthlyConsumption', '7', 'monthlyConsumption', 7],
	['monthlyConsumption', {}, 'monthlyConsumption', null],
	['enrolledVendorNames', 'Acme', 'contentVendors', ['Acme']],
	[
		'enrolledVendorNames',
		'A,B , Acme, Inc. ,  C;D',
		'contentVendors',
		['A,B', 'Acme, Inc.', 'C;D'],
	],
	['enrolledVendorNames', ' , A , , B ,', 'contentVendors', ['A', 'B']],
	['enrolledVendorNames', ',', 'contentVendors', []],
	['enrolledVendorNames', '["A , B","C"]', 'contentVendors', ['A , B', 'C']],
	['enrolledVendorNames', ['A , B', 'C'], 'contentVendors', ['A , B', 'C']],
	['enrolledVendorNames', [{ Name: 'A' }, 7, null], 'contentVendors', ['A', '7']],
	['enrolledVendorNames', ['A', { color: 'red' }], 'contentVendors', null],
	['enrolledVendorNames', { A: 1 }, 'contentVendors', null],
	['enrolledVendorNames', ' ', 'contentVendors', []],
	['enrolledVendorNames', [], 'contentVendors', []],
	['enrolledVendorNames', null, 'contentVendors', null],
	['enrolledVendorNames', undefined, 'contentVendors', null],
	['licenseEndDate', 1775174400, 'writtenRenewalDate', '1775174400'],
	['licenseEndDate', { day: 1 }, 'writtenRenewalDate', null],
] as const)('%s %j: %s is %j', (field, value, property, expected) => {
	expect(toCompany({ ...ROW, [field]: value } as RawCompany)[property]).toEqual(expected);
});

test.each([
	['companyName', { text: 'One' }],
	['isNumberOfUsersLimited', 'perhaps'],
	['licenceExpired', 2],
	['targetUserCount', 12.5],
	['numberOfUsers', 'ask us'],
	['tags', ['vip', { color: 'red' }]],
	['tags', { vip: true }],
	['monthlyEnrolled', -1],
	['monthlyConsumption', 'many'],
	['enrolledVendorNames', ['A', { color: 'red' }]],
	['enrolledVendorNames', true],
	['licenseEndDate', true],
])('%s %j cannot be read, and is named', (field, value) => {
	expect(toCompany({ ...ROW, [field]: value } as RawCompany).unread).toEqual([field]);
});

test.each([null, undefined, '', '  ', 'N/A', ' n/a ', '-', '—', 'None'])(
	'%j is no value at all, so nothing is unread',
	(nothing) => {
		const row = Object.fromEntries(Object.keys(ROW).map((name) => [name, nothing]));
		const { unread, licenseLimit, users, unlimited, flaggedExpired, writtenRenewalDate } =
			toCompany(row as RawCompany);
		expect({ unread, licenseLimit, users, unlimited, flaggedExpired }).toEqual({
			unread: [],
			licenseLimit: null,
			users: null,
			unlimited: false,
			flaggedExpired: false,
		});
		expect(isUnread(writtenRenewalDate, readDay(writtenRenewalDate, 'dayFirst'))).toBe(false);
	},
);

const COUNTS: Array<[string, number | null]> = [
	['40', 40],
	['007', 7],
	['1.000', 1000],
	['1,000', 1000],
	['1 000', 1000],
	['1\u00a0000', 1000],
	['1\u202f000', 1000],
	["1'000", 1000],
	['12.500', 12_500],
	['1.000.000', 1_000_000],
	['1,000,000', 1_000_000],
	['1.000,00', 1000],
	['1,000.00', 1000],
	['100.00', 100],
	['100.0000', 100],
	['0', 0],
];
const NO_COUNTS = [
	...['1.5', '12,5', '0.125', '1.000,5', '1.00.000', '1000.000', '1,000.000', '10,00,0', 'ask us'],
	...['-5', '1e3', '0x10', '١٠٠', '100 seats', '+5', '9'.repeat(20), '9'.repeat(60)],
];

test.each([...COUNTS, ...NO_COUNTS.map((written): [string, null] => [written, null])])(
	'a limit of %j is %j',
	(written, expected) => {
		const { licenseLimit, unlimited, unread } = toCompany({ ...ROW, numberOfUsers: written });
		expect({ licenseLimit, unlimited }).toEqual({ licenseLimit: expected, unlimited: false });
		expect(unread).toEqual(expected === null ? ['numberOfUsers'] : []);
	},
);

test.each(['Unlimited', 'unlimited', ' UNLIMITED ', '∞', 'Sınırsız', 'SINIRSIZ', 'No limit'])(
	'a limit of %j means unlimited',
	(numberOfUsers) => {
		for (const isNumberOfUsersLimited of [true, false, null]) {
			const company = toCompany({ ...ROW, numberOfUsers, isNumberOfUsersLimited });
			expect(company).toMatchObject({ unlimited: true, licenseLimit: null, writtenLimit: null });
			expect(company.unread).toEqual([]);
		}
	},
);

test('thousands are read back however they are separated, and never as another number', () => {
	const grouped = fc.tuple(fc.nat(9_999_999), fc.constantFrom('', '.', ',', ' ', "'", '\u00a0'));
	fc.assert(
		fc.property(grouped, ([count, separator]) => {
			const written = String(count).replace(/\B(?=(\d{3})+$)/g, separator);
			expect(toCompany({ ...ROW, numberOfUsers: written }).licenseLimit).toBe(count);
		}),
	);
	const anything = fc.stringMatching(/^[ 0-9.,'e+-]{1,10}$/);
	fc.assert(
		fc.property(anything, (written) => {
			const { licenseLimit } = toCompany({ ...ROW, numberOfUsers: written });
			if (licenseLimit === null) return;
			const digits = written.replace(/\D/g, '');
			expect(digits.startsWith(String(licenseLimit)) || Number(digits) === licenseLimit).toBe(true);
			expect(written).not.toMatch(/[e+-]/);
		}),
	);
});

test.each([
	// 3 April 2026, midnight in UTC.
	['1775174400', '2026-04-03', '2026-04-03T00:00:00Z'],
	['1775174400000', '2026-04-03', '2026-04-03T00:00:00Z'],
	[' 1775174400.5 ', '2026-04-03', '2026-04-03T00:00:00Z'],
	['/Date(1775174400000)/', '2026-04-03', '2026-04-03T00:00:00Z'],
	['/Date(1775174400000+0300)/', '2026-04-03', '2026-04-03T00:00:00Z'],
	['20260403', '2026-04-03', '2026-04-03'],
	['12345', null, null],
	['12345678901', null, null],
	['99999999', null, null],
	['638801856000000000', null, null],
	['-1775174400', null, null],
])('%j is the day %j', (written, day, timestamp) => {
	for (const order of ['dayFirst', 'monthFirst', null] as const) {
		expect(readDay(written, order)).toBe(day);
		expect(readTimestamp(written, order)).toBe(timestamp);
	}
	expect(isUnread(written, day)).toBe(day === null);
});

test.each(['0', '-62135596800', '-62135596800000'])(
	'%j is a date that was never set',
	(written) => {
		expect(readDay(written, 'dayFirst')).toBeNull();
		expect(isUnread(written, null)).toBe(false);
	},
);

test.each([
	' '.repeat(50_000),
	'1'.repeat(50_000),
	`03/04/2026${' '.repeat(50_000)}x`,
	`2026-04-03T${'0'.repeat(50_000)}`,
	`${'1/'.repeat(50_000)}x`,
	`03/04/2026 ${'1 '.repeat(50_000)}`,
])('no date is so long: number %#', (written) => {
	expect(readDay(written, 'dayFirst')).toBeNull();
	expect(readTimestamp(written, 'dayFirst')).toBeNull();
});

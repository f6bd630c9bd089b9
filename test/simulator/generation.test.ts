import { awkwardNames, CompanyStore, generateRows, type CompanyRow } from './index';

const options = { companies: 5000, seed: 3, today: '2026-02-01' };
const rows = generateRows(options);

const share = (isWanted: (row: CompanyRow) => boolean) =>
	rows.filter(isWanted).length / rows.length;

test('the same seed gives the same companies, another one others', () => {
	expect(generateRows(options)).toEqual(rows);
	expect(generateRows({ ...options, seed: 4 })[0]).not.toEqual(rows[0]);
});

test('dates move with the day that they lie around', () => {
	const later = generateRows({ ...options, today: '2026-02-11' });
	const day = 24 * 60 * 60 * 1000;
	expect(Date.parse(later[0].createTime ?? '') - Date.parse(rows[0].createTime ?? '')).toBe(
		10 * day,
	);
});

test('ids are unique', () => {
	expect(new Set(rows.map((row) => row.companyResourceId)).size).toBe(rows.length);
});

test('about one in eight is over its limit', () => {
	const over = new CompanyStore(rows).overLimitCount / rows.length;
	expect(over).toBeGreaterThan(0.1);
	expect(over).toBeLessThan(0.15);
});

test.each<[string, (row: CompanyRow) => boolean]>([
	['no limit', (row) => !row.isNumberOfUsersLimited],
	[
		'users exactly at the limit',
		(row) => row.isNumberOfUsersLimited && row.numberOfUsers === `${row.targetUserCount}`,
	],
	['a limit of 0', (row) => row.isNumberOfUsersLimited && row.numberOfUsers === '0'],
	[
		'a limit that is not a number',
		(row) => row.isNumberOfUsersLimited && row.numberOfUsers === 'N/A',
	],
	['a limit of null', (row) => row.isNumberOfUsersLimited && row.numberOfUsers === null],
	['no renewal date', (row) => row.licenseEndDate === null],
	['an expired licence', (row) => row.licenceExpired],
	[
		'a past renewal and no flag',
		(row) => !row.licenceExpired && (row.licenseEndDate ?? '9') < '2026-02-01',
	],
	[
		'a renewal during the day',
		(row) => !(row.licenseEndDate ?? 'T00:00:00Z').endsWith('T00:00:00Z'),
	],
	['no tags', (row) => row.tags === null],
	['account privacy that lets nobody in', (row) => row.privacyDurationId === 0],
	['a recent creation', (row) => (row.createTime ?? '') > '2026-01-02'],
])('some have %s', (_name, isWanted) => {
	expect(share(isWanted)).toBeGreaterThan(0.001);
	expect(share(isWanted)).toBeLessThan(0.95);
});

test('names that break things are among them', () => {
	const names = rows.map((row) => row.companyName);
	expect(names).toEqual(expect.arrayContaining(awkwardNames));
});

test('a hundred thousand are as many companies', () => {
	expect(new CompanyStore(generateRows({ ...options, companies: 100_000 })).size).toBe(100_000);
});

import { awkwardNames, believableRows, CompanyStore } from './index';

const options = { companies: 2500, today: '2026-02-01' };
const rows = believableRows(options);
const share = (wanted: number) => wanted / rows.length;

test('the companies of the demo are the same each time', () => {
	expect(believableRows(options)).toEqual(rows);
	expect(believableRows({ ...options, seed: 2 })[0]).not.toEqual(rows[0]);
});

test('each has a name of its own that fits a table and breaks nothing', () => {
	const names = rows.map(({ companyName }) => companyName ?? '');
	expect(new Set(names).size).toBe(rows.length);
	for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z'& -]{3,45}$/);
	expect(names.filter((name) => awkwardNames.includes(name))).toEqual([]);
});

test('each has an industry, a license type, seats, and dates in order', () => {
	for (const row of rows) {
		expect(row.industryName).toBeTruthy();
		expect(row.licenseTypeResourceId).toBeTruthy();
		expect(Number(row.numberOfUsers)).toBeGreaterThanOrEqual(25);
		expect(row.targetUserCount).toBeGreaterThan(0);
		expect(row.createTime ?? '').toMatch(/^20(1[5-9]|2[0-6])-/);
		expect(Date.parse(row.createTime ?? '')).toBeLessThan(Date.parse(options.today));
		expect(row.licenceExpired).toBe((row.licenseEndDate ?? '') < options.today);
	}
});

test('there is work for a reseller, and not too much', () => {
	const isLimited = rows.filter((row) => row.isNumberOfUsersLimited);
	const usage = isLimited.map((row) => row.targetUserCount / Number(row.numberOfUsers));
	const over = share(new CompanyStore(rows).overLimitCount);
	const underused = share(usage.filter((used) => used < 0.4).length);
	const soon = share(rows.filter((row) => (row.licenseEndDate ?? '') < '2026-05-02').length);
	const types = new Set(rows.map((row) => row.licenseTypeName));
	expect(over).toBeGreaterThan(0.04);
	expect(over).toBeLessThan(0.1);
	expect(underused).toBeGreaterThan(0.1);
	expect(underused).toBeLessThan(0.25);
	expect(soon).toBeGreaterThan(0.15);
	expect(soon).toBeLessThan(0.35);
	expect(isLimited.length).toBeLessThan(rows.length);
	expect(types.size).toBe(6);
});

import type { AxiosInstance } from 'axios';
import { responseProblems, startSimulator, type Simulator } from './index';
import { connect, search, where, type Row } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 2345, today: '2026-02-01' });
	client = await connect(simulator);
});

afterAll(async () => await simulator.close());

const textOf = (value: unknown) => String(value ?? '').toLowerCase();

const limitOf = ({ numberOfUsers }: Row) =>
	/^\d+$/.test(textOf(numberOfUsers)) ? Number(numberOfUsers) : Number.NEGATIVE_INFINITY;

async function scan(changes: Record<string, unknown>): Promise<Row[]> {
	const rows: Row[] = [];
	for (let pageNumber = 1; ; pageNumber++) {
		const { data } = await search(client, { ...changes, pageNumber });
		if (data.data.results.length === 0) return rows;
		rows.push(...data.data.results);
	}
}

test.each([
	['CreateTime', (row: Row) => Date.parse(String(row.createTime))],
	['CompanyName', (row: Row) => row.companyName.toLowerCase()],
	['TargetUserCount', (row: Row) => row.targetUserCount as number],
	[
		'LicenseEndDate',
		(row: Row) => Date.parse(String(row.licenseEndDate)) || Number.NEGATIVE_INFINITY,
	],
	['ResellerName', (row: Row) => textOf(row.resellerName)],
	['IndustryName', (row: Row) => textOf(row.industryName)],
	['LicenseTypeName', (row: Row) => textOf(row.licenseTypeName)],
	['Tags', (row: Row) => textOf((row.tags as string[] | null)?.join(', '))],
	['NumberOfUsers', (row: Row) => limitOf(row)],
] as const)('pages by %s give every company once, in order, both ways', async (orderBy, key) => {
	for (const ascending of [true, false]) {
		const rows = await scan({ orderBy, ascending, pageSize: 500 });
		expect(new Set(rows.map((row) => row.companyResourceId)).size).toBe(2345);
		expect(rows).toHaveLength(2345);
		const isInOrder = rows.every((row, index) => {
			if (index === 0) return true;
			const [before, after] = [key(rows[index - 1]), key(row)];
			if (before === after) return rows[index - 1].companyResourceId < row.companyResourceId;
			return ascending ? before < after : before > after;
		});
		expect(isInOrder).toBe(true);
	}
});

test('an order is known by its name in any case', async () => {
	const first = await search(client, { orderBy: 'licenseTypeName' });
	const second = await search(client, { orderBy: 'LICENSETYPENAME' });
	expect(first.status).toBe(200);
	expect(first.data).toEqual(second.data);
});

test('license limits may be sorted as texts', async () => {
	simulator.behaviour.limitsSortedAs = 'text';
	const rows = await scan({ orderBy: 'NumberOfUsers', ascending: true, pageSize: 1000 });
	simulator.behaviour.limitsSortedAs = 'number';
	const limits = rows.map(({ numberOfUsers }) => textOf(numberOfUsers));
	expect(limits).toEqual([...limits].sort());
	expect(limits.indexOf('1000')).toBeLessThan(limits.indexOf('25'));
});

test('RenewalDate is another name for LicenseEndDate', async () => {
	const first = await search(client, { orderBy: 'RenewalDate' });
	const second = await search(client, { orderBy: 'LicenseEndDate' });
	expect(first.data).toEqual(second.data);
});

test('the page size is capped, and the answer says so', async () => {
	const { data } = await search(client, { pageSize: 5000 });
	expect(data.data).toMatchObject({
		pageNumber: 1,
		pageSize: 1000,
		totalNumberOfPages: 3,
		totalNumberOfRecords: 2345,
	});
	expect(data.data.results).toHaveLength(1000);
	simulator.behaviour.pageCap = 20;
	expect((await search(client)).data.data.results).toHaveLength(20);
	simulator.behaviour.pageCap = 1000;
});

test('a page size above the limit may be refused', async () => {
	simulator.behaviour.pageSizeLimit = 100;
	expect((await search(client, { pageSize: 100 })).status).toBe(200);
	const { status, data } = await search(client, { pageSize: 101 });
	expect(status).toBe(400);
	expect(data).toMatchObject({ validationMessages: ['pageSize must not be above 100.'] });
	simulator.behaviour.pageSizeLimit = Infinity;
});

test('beyond the last page, and where nothing matches, there is nothing', async () => {
	const beyond = await search(client, { pageNumber: 1000 });
	expect(beyond.data.data).toMatchObject({ totalNumberOfRecords: 2345, results: [] });
	const filter = where(['CompanyName', '=', 'no such company']);
	const none = { totalNumberOfPages: 0, totalNumberOfRecords: 0 };
	expect((await search(client, { filter })).data.data).toMatchObject({ ...none, results: [] });
	simulator.behaviour.emptyResultsAsNull = true;
	expect((await search(client, { filter })).data.data).toMatchObject({ ...none, results: null });
	simulator.behaviour.emptyResultsAsNull = false;
});

test('clusters hold every company once, under its reseller, however deep', async () => {
	const { data } = await search(client, { isClustered: true, pageSize: 1000 });
	expect(await responseProblems('searchCompanies', data)).toEqual([]);
	let companies = 0;
	let depth = 0;
	const visit = (row: Row, parent: Row | undefined, level: number) => {
		const children = row.children as Row[];
		depth = Math.max(depth, level);
		if (children.length === 0) companies++;
		if (parent !== undefined) expect(row.resellerName).toBe(parent.companyName);
		for (const child of children) visit(child, row, level + 1);
	};
	for (const row of data.data.results) visit(row, undefined, 1);
	expect([data.data.results.length, companies, depth]).toEqual([4, 2345, 3]);
});

test('changes of the tenant are seen by the next request', async () => {
	const { companyResourceId } = simulator.companies.insert({ createTime: '2030-01-01T00:00:00Z' });
	const first = async () => (await search(client, { pageSize: 1 })).data.data;
	expect((await first()).results[0].companyResourceId).toBe(companyResourceId);
	simulator.companies.update(companyResourceId, { companyName: 'Renamed' });
	expect((await first()).results[0].companyName).toBe('Renamed');
	simulator.companies.remove(companyResourceId);
	expect(await first()).toMatchObject({ totalNumberOfRecords: 2345 });
});

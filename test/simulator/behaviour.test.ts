import type { AxiosInstance } from 'axios';
import { customType, modulesOf, startSimulator, type DateFormat, type Simulator } from './index';
import { connect, search, where } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeEach(async () => {
	simulator = await startSimulator({
		companies: 400,
		today: '2026-02-01',
		validateResponses: true,
	});
	client = await connect(simulator);
});

afterEach(async () => await simulator.close());

const both = where(['TargetUserCount', '>=', '100'], ['LicenseEndDate', '>=', '2026-06-01']);

const total = async (filter: unknown, more: Record<string, unknown> = {}) =>
	(await search(client, { filter, ...more })).data.data?.totalNumberOfRecords;

test('conditions are ignored: all, or those on some fields', async () => {
	const applied = await total(both);
	const byUsers = await total(where(['TargetUserCount', '>=', '100']));
	Object.assign(simulator.behaviour, { filters: 'partly', ignoredFields: ['LicenseEndDate'] });
	expect(await total(both)).toBe(byUsers);
	expect(byUsers).toBeGreaterThan(applied);
	simulator.behaviour.filters = 'ignore';
	expect(await total(both)).toBe(400);
	expect(await total(both, { isTargetUserCountExceededLimit: true })).toBeLessThan(100);
	simulator.behaviour.overLimitFlag = 'ignore';
	expect(await total(both, { isTargetUserCountExceededLimit: true })).toBe(400);
	const text = { Condition: 'AND', SearchInputTextValue: 'no such company' };
	expect(await total(text)).toBe(0);
	simulator.behaviour.searchText = 'ignore';
	expect(await total(text)).toBe(400);
});

test('conditions are refused: all, dates, or those on some fields; by name or not', async () => {
	const messages = async (field: string, operator: string, value: string) => {
		const { data, status } = await search(client, { filter: where([field, operator, value]) });
		return status === 400 ? data.validationMessages : [];
	};
	const users = async () => await messages('TargetUserCount', '>=', '1');
	const dates = async () => await messages('CreateTime', '>=', '2026-01-01');
	simulator.behaviour.filters = 'refuseDates';
	expect([await users(), await dates()]).toEqual([[], ['CreateTime cannot be filtered.']]);
	simulator.behaviour.filters = 'refuse';
	expect(await users()).toEqual(['TargetUserCount cannot be filtered.']);
	simulator.behaviour.refusalNamesField = false;
	expect(await users()).toEqual(['The filter is not valid.']);
	Object.assign(simulator.behaviour, { filters: 'apply', refusedFields: ['TargetUserCount'] });
	expect([(await users()).length, (await dates()).length]).toEqual([1, 0]);
});

describe('the server fails', () => {
	const statusOf = async (changes: Record<string, unknown>) => {
		const { data, status } = await search(client, changes);
		return [status, data.status];
	};
	const by = async (...conditions: Parameters<typeof where>) =>
		await statusOf({ filter: where(...conditions) });
	const users = async () => await by(['TargetUserCount', '>=', '1']);
	const dates = async () => await by(['CreateTime', '>=', '2026-01-01']);
	const fine = [200, 'SUCCESS'];
	const failed = [500, 'INTERNAL_SERVER_ERROR'];

	test('at any condition, at dates, or at some fields', async () => {
		simulator.behaviour.filters = 'fail';
		expect([await users(), await dates(), await statusOf({})]).toEqual([failed, failed, fine]);
		simulator.behaviour.filters = 'failDates';
		expect([await users(), await dates()]).toEqual([fine, failed]);
		Object.assign(simulator.behaviour, { filters: 'apply', failingFields: ['TargetUserCount'] });
		expect([await users(), await dates()]).toEqual([failed, fine]);
	});

	test('at several conditions together', async () => {
		simulator.behaviour.maxConditions = 1;
		expect([await users(), await dates()]).toEqual([fine, fine]);
		const two = by(['TargetUserCount', '>=', '1'], ['CreateTime', '>=', '2026-01-01']);
		expect(await two).toEqual(failed);
	});

	test('at the flag for companies over their limit, which it may refuse as well', async () => {
		const flag = { isTargetUserCountExceededLimit: true };
		simulator.behaviour.overLimitFlag = 'fail';
		expect([await statusOf(flag), await statusOf({})]).toEqual([failed, fine]);
		simulator.behaviour.overLimitFlag = 'refuse';
		expect(await statusOf(flag)).toEqual([400, 'INPUT_ERROR']);
	});

	test('at an order, also in an envelope alone', async () => {
		simulator.behaviour.orderByFailing = ['Tags'];
		expect(await statusOf({ orderBy: 'tags' })).toEqual(failed);
		expect(await statusOf({ orderBy: 'CompanyName' })).toEqual(fine);
		simulator.behaviour.failureStatus = 200;
		expect(await statusOf({ orderBy: 'Tags' })).toEqual([200, 'INTERNAL_SERVER_ERROR']);
	});
});

test.each<[DateFormat, string, string]>([
	['iso', 'UTC', '2026-03-02T20:05:09Z'],
	['iso', 'Europe/Istanbul', '2026-03-02T23:05:09.000+03:00'],
	['isoOffset', 'Europe/Istanbul', '2026-03-02T23:05:09+03:00'],
	['isoLocal', 'UTC', '2026-03-02T20:05:09'],
	['DD/MM/YYYY HH:mm', 'Europe/Istanbul', '02/03/2026 23:05'],
	['MM/DD/YYYY hh:mm A', 'UTC', '03/02/2026 08:05 PM'],
	['YYYY/MM/DD HH:mm:ss', 'Asia/Tokyo', '2026/03/03 05:05:09'],
])('dates as %s in %s', async (dateFormat, timeZone, text) => {
	Object.assign(simulator.behaviour, { dateFormat, timeZone });
	simulator.companies.clear();
	simulator.companies.insert({ createTime: '2026-03-02T20:05:09Z', licenseEndDate: 'soon' });
	const [row] = (await search(client)).data.data.results;
	expect([row.createTime, row.licenseEndDate]).toEqual([text, 'soon']);
});

test("filters read the tenant's own way of writing days as well", async () => {
	simulator.behaviour.dateFormat = 'DD/MM/YYYY HH:mm';
	const iso = await total(where(['CreateTime', '>=', '2025-02-01']));
	expect(await total(where(['CreateTime', '>=', '01/02/2025']))).toBe(iso);
	simulator.behaviour.dateFormat = 'MM/DD/YYYY HH:mm';
	expect(await total(where(['CreateTime', '>=', '01/02/2025']))).toBeGreaterThan(iso);
});

test('envelopes and rows are spelled in other ways', async () => {
	Object.assign(simulator.behaviour, {
		capitalisedEnvelope: true,
		isSuccessEnvelope: true,
		resourceIdName: 'resourceId',
		extraFields: true,
	});
	const { data } = await search(client);
	expect(data).toMatchObject({ Status: 'SUCCESS', isSuccess: true, messages: [] });
	expect(data).not.toHaveProperty('status');
	const [row] = data.data.results;
	expect(row).toMatchObject({ resourceId: expect.any(String), riskScore: expect.any(Number) });
	expect(row).not.toHaveProperty('companyResourceId');
	const refused = await search(client, { orderBy: 'Nothing' });
	expect(refused.data).toMatchObject({ Status: 'INPUT_ERROR', isSuccess: false });
	expect(simulator.violations).toEqual([]);
});

test('rows list their products: those of Custom licenses, all, all as texts, or nobody', async () => {
	const own = { name: 'Phishing Simulator', resourceId: 'p' };
	const { companyResourceId } = simulator.companies.insert({ modules: [own] });
	const written = async () =>
		(await search(client, { pageSize: 1000 })).data.data.results.map((row) => row.modules);
	const { results } = (await search(client, { pageSize: 1000 })).data.data;
	const rows = results.flatMap((row) => simulator.companies.get(row.companyResourceId) ?? []);
	expect(await written()).toEqual(
		rows.map((row) =>
			row.licenseTypeName === customType.name
				? modulesOf(row).map(({ name, resourceId }) => ({ name, resourceId }))
				: undefined,
		),
	);
	simulator.behaviour.modules = 'all';
	expect(
		(await written())[rows.findIndex((row) => row.companyResourceId === companyResourceId)],
	).toEqual([own]);
	expect(await written()).not.toContain(undefined);
	simulator.behaviour.modules = 'texts';
	expect(await written()).toEqual(rows.map((row) => modulesOf(row).map(({ name }) => name)));
	simulator.behaviour.modules = 'none';
	expect(new Set(await written())).toEqual(new Set([undefined]));
	const withOwn = where(['ModuleResourceId', 'Include', 'p']);
	const found = (await search(client, { filter: withOwn })).data.data.results;
	expect(found.map((row) => row.companyResourceId)).toEqual([companyResourceId]);
	expect(simulator.violations).toEqual([]);
});

test('some orders are refused', async () => {
	simulator.behaviour.orderByRefused = ['RenewalDate'];
	expect((await search(client, { orderBy: 'RenewalDate' })).status).toBe(400);
	expect((await search(client, { orderBy: 'LicenseEndDate' })).status).toBe(200);
});

test('ties may change places, the order stays right', async () => {
	for (const row of simulator.companies.list().slice(0, 100)) {
		simulator.companies.update(row.companyResourceId, { targetUserCount: 50_000 });
	}
	const scan = async () =>
		(await search(client, { orderBy: 'TargetUserCount' })).data.data.results.map(
			(row) => row.companyResourceId,
		);
	const stable = await scan();
	expect(await scan()).toEqual(stable);
	simulator.behaviour.tieOrder = 'shuffled';
	const [first, second] = [await scan(), await scan()];
	expect(first).not.toEqual(second);
	expect(new Set(first)).toEqual(new Set(stable));
});

test('pages may begin with the last company of the page before', async () => {
	simulator.behaviour.duplicateRows = true;
	const page = async (pageNumber: number) =>
		(await search(client, { pageNumber, pageSize: 10 })).data.data.results;
	const [first, second] = [await page(1), await page(2)];
	expect([first.length, second.length]).toEqual([10, 11]);
	expect(second[0]).toEqual(first[9]);
});

test('the announced total may be wrong', async () => {
	simulator.behaviour.totalOffset = 150;
	const { data } = await search(client, { pageNumber: 5 });
	expect(data.data).toMatchObject({
		totalNumberOfRecords: 550,
		totalNumberOfPages: 6,
		results: [],
	});
});

test("an answer of the simulator's own that does not fit the description is noticed", async () => {
	simulator.companies.insert({ targetUserCount: 1.5, createTime: '2030-01-01T00:00:00Z' });
	expect((await search(client)).status).toBe(500);
	expect(simulator.violations).toEqual([expect.stringContaining('targetUserCount')]);
});

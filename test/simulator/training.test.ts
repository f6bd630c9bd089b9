import type { AxiosInstance } from 'axios';
import { startSimulator, vendors, type Simulator } from './index';
import { connect, search, where } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 200, validateResponses: true });
	client = await connect(simulator);
});

afterEach(async () => await simulator.close());

const COLUMNS = [
	'monthlyEnrolled',
	'monthlyConsumption',
	'enrolledVendorNames',
	'enrolledVendorNamesDistribution',
];

type Condition = [field: string, operator: string, value: string];

const rows = async (...conditions: Condition[]) =>
	(await search(client, { pageSize: 1000, filter: where(...conditions) })).data.data.results;

const figure = async (name: string, ...conditions: Condition[]) =>
	(await rows(...conditions)).map((row) => row[name]);

test('rows have the training columns, with the names as a text or a list', async () => {
	const [first] = await rows();
	expect(first).toMatchObject({
		monthlyEnrolled: expect.any(Number),
		monthlyConsumption: expect.any(Number),
	});
	const texts = await figure('enrolledVendorNames');
	simulator.behaviour.vendorNames = 'list';
	const lists = await figure('enrolledVendorNames');
	expect(texts).toEqual(lists.map((names) => (names as string[]).join(' , ')));
	expect(texts).toContain('');
	expect(lists).toContainEqual(expect.arrayContaining(['Smart,Safe', 'Learn Secure, Ltd.']));
});

test('the enrolments of a month are those of its vendors', async () => {
	for (const row of await rows(['TrainingEnrolledMonth', '=', '2026-03'])) {
		const byVendor = row.enrolledVendorNamesDistribution as Record<string, number>;
		expect(Object.keys(byVendor).join(' , ')).toBe(row.enrolledVendorNames);
		const sum = Object.values(byVendor).reduce((total, count) => total + count, 0);
		expect(row.monthlyEnrolled).toBe(sum);
	}
});

test('each month sets its own figure', async () => {
	const names = ['monthlyActiveUserCount', 'monthlyEnrolled', 'monthlyConsumption'];
	const figures = async (...conditions: Condition[]) =>
		await Promise.all(names.map(async (name) => await figure(name, ...conditions)));
	const before = await figures();
	const fields = ['MonthlyActiveUser', 'TrainingEnrolledMonth', 'TrainingConsumptionMonth'];
	for (const [index, field] of fields.entries()) {
		const after = await figures([field, '=', '2026-03']);
		expect(after).toEqual(await figures([field, '=', '2026-03']));
		const changed = names.filter((_name, at) => `${after[at]}` !== `${before[at]}`);
		expect(changed).toEqual([names[index]]);
	}
});

test('the status divides the consumption, and needs its month', async () => {
	const month: Condition = ['TrainingConsumptionMonth', '=', '2026-03'];
	const consumed = async (...status: string[]) =>
		await figure(
			'monthlyConsumption',
			month,
			...status.map((value): Condition => ['TrainingConsumptionStatus', 'Include', value]),
		);
	const [completed, inProgress] = [await consumed('1'), await consumed('2')];
	const both = completed.map((count, index) => Number(count) + Number(inProgress[index]));
	expect(await consumed('1,2')).toEqual(both);
	expect(await consumed()).toEqual(both);
	const filter = where(['TrainingConsumptionStatus', 'Include', '1']);
	expect((await search(client, { filter })).status).toBe(400);
	const other = where(month, ['TrainingConsumptionStatus', 'Include', '3']);
	expect((await search(client, { filter: other })).status).toBe(400);
});

test('companies are found by their vendors, also where the rows do not show them', async () => {
	const [first, , third] = vendors;
	const wanted = (await rows()).filter(({ enrolledVendorNames }) =>
		[first?.name, third?.name].some((name) => `${enrolledVendorNames}`.includes(`${name}`)),
	);
	expect(wanted.length).toBeGreaterThan(50);
	expect(wanted.length).toBeLessThan(150);
	for (const trainingColumns of ['all', 'some', 'none'] as const) {
		simulator.behaviour.trainingColumns = trainingColumns;
		const found = await rows(['TrainingVendorId', 'Include', `${first?.id},${third?.id}`]);
		expect(found.map(({ companyResourceId }) => companyResourceId)).toEqual(
			wanted.map(({ companyResourceId }) => companyResourceId),
		);
	}
});

test('some rows or all may lack the columns', async () => {
	const lacking = async () =>
		(await rows()).filter((row) => COLUMNS.every((name) => !(name in row))).length;
	expect(await lacking()).toBe(0);
	simulator.companies.insert({ vendors: null });
	expect(await lacking()).toBe(1);
	simulator.behaviour.trainingColumns = 'some';
	expect(await lacking()).toBeGreaterThan(50);
	expect(await lacking()).toBeLessThan(150);
	simulator.behaviour.trainingColumns = 'none';
	expect(await lacking()).toBe(201);
});

test.each([
	['served', 200],
	['missing', 404],
	['forbidden', 403],
	['failing', 500],
] as const)('the list of vendors: %s', async (vendorList, status) => {
	simulator.behaviour.vendorList = vendorList;
	const answer = await client.get<{ data: unknown }>('/api/trainings/vendors');
	expect(answer.status).toBe(status);
	if (status === 200) expect(answer.data.data).toEqual(vendors);
	expect(simulator.statistics.requests.vendors).toBe(1);
	expect(simulator.violations).toEqual([]);
});

test('a company may have its own vendors', async () => {
	simulator.companies.clear();
	simulator.companies.insert({ vendors: ['Smart,Safe', 'NINJIO'] });
	simulator.companies.insert({ vendors: [] });
	expect((await figure('enrolledVendorNames')).sort()).toEqual(['', 'NINJIO , Smart,Safe']);
});

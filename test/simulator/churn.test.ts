import { startSimulator, type Simulator } from './index';
import { connect, search } from './testing/client';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 200 });
});

afterEach(async () => await simulator.close());

const ids = () => simulator.companies.list().map((row) => row.companyResourceId);

test('the record of changes agrees with the list', async () => {
	const client = await connect(simulator);
	const before = ids();
	const churn = simulator.churn({ everyRequests: 2, insert: 3, remove: 2, update: 1 });
	for (let count = 0; count < 7; count++) await search(client);
	expect([churn.inserted.length, churn.removed.length, churn.updated.length]).toEqual([9, 6, 3]);
	const now = new Set(ids());
	expect(churn.throughout).toEqual(before.filter((id) => now.has(id)));
	const expected = new Set([...before, ...churn.inserted]);
	for (const id of churn.removed) expected.delete(id);
	expect(now).toEqual(expected);
});

test('new companies push the others on to the next page', async () => {
	const client = await connect(simulator);
	const churn = simulator.churn({ insert: 2 });
	const first = (await search(client, { pageSize: 10 })).data.data.results;
	const second = (await search(client, { pageSize: 10, pageNumber: 2 })).data.data.results;
	expect(second.slice(0, 2)).toEqual(first.slice(-2));
	const top = (await search(client, { pageSize: 4 })).data.data.results;
	expect(top.map((row) => row.companyResourceId)).toEqual([...churn.inserted].reverse());
});

test('the list stops changing after some rounds, or on request', async () => {
	const client = await connect(simulator);
	const some = simulator.churn({ remove: 1, rounds: 2 });
	for (let count = 0; count < 5; count++) await search(client);
	expect(some.removed).toHaveLength(2);
	const other = simulator.churn({ remove: 1 });
	await search(client);
	await search(client);
	other.stop();
	await search(client);
	expect(other.removed).toHaveLength(1);
	expect(simulator.companies.size).toBe(197);
});

test('the same seed churns the same way', async () => {
	const run = async () => {
		const other = await startSimulator({ companies: 50 });
		const churn = other.churn({ insert: 1, remove: 1, update: 1, insertAt: 'anywhere' });
		const client = await connect(other);
		for (let count = 0; count < 5; count++) await search(client);
		const { inserted, removed, updated } = churn;
		await other.close();
		return { inserted, removed, updated };
	};
	expect(await run()).toEqual(await run());
});

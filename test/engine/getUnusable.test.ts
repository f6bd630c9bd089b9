import type { Simulator } from '../simulator';
import { credentialOf, hurry, run, runWell, simulate } from './support';

const get = (value: string) => ({
	resource: 'company',
	operation: 'get',
	companyId: { __rl: true, mode: 'id', value },
});

let simulator: Simulator;
let id: string;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 3 });
	id = simulator.companies.list()[0].companyResourceId;
});

beforeEach(() => {
	simulator.faults.clear();
	simulator.statistics.reset();
});

const answer = (data: unknown, times: number) =>
	simulator.faults.add({
		kind: 'status',
		status: 200,
		route: 'details',
		times,
		body: { data, status: 'SUCCESS', message: '', validationMessages: [] },
	});

test.each([{}, { name: 'Acme' }, { resourceId: '' }])(
	'%j is no company: asked again',
	async (data) => {
		answer(data, 2);
		const { json } = await runWell(credentialOf(simulator), get(id));
		expect(json[0].companyId).toBe(id);
		expect(simulator.statistics.requests.details).toBe(3);
	},
);

describe('another company than the one asked for', () => {
	type Details = { data: Record<string, unknown> };

	/** Lets the answers name another company, in each of the ways in which an answer can name one. */
	const swap = (names: Record<string, unknown>, times: number) =>
		simulator.faults.add({
			kind: 'alter',
			route: 'details',
			times,
			change: (body) => {
				const { data, ...rest } = body as Details;
				return { ...rest, data: { ...data, resourceId: undefined, ...names } };
			},
		});

	test.each([
		{ resourceId: 'another' },
		{ companyResourceId: 'another' },
		{ resourceId: 'another', companyResourceId: 'another' },
		{ resourceId: 7 },
	])('%j is asked for again', async (names) => {
		swap(names, 2);
		const { json } = await runWell(credentialOf(simulator), get(id));
		expect(json[0].companyId).toBe(id);
		expect(simulator.statistics.requests.details).toBe(3);
	});

	test.each(['simplified', 'raw'])('is never returned (%s)', async (output) => {
		swap({ resourceId: 'another' }, Infinity);
		const { error, items } = await run(credentialOf(simulator), { ...get(id), output });
		expect(error).toMatchObject({
			message: 'Keepnet sent an unexpected answer',
			description: expect.stringContaining('the answer lacks the data that was asked for'),
		});
		expect(items.flat()).toEqual([]);
	});

	test('an ID in other letters, or under either name, is the same', async () => {
		for (const names of [
			{ resourceId: id.toUpperCase() },
			{ companyResourceId: id },
			{ resourceId: 'of something else', companyResourceId: id },
			{ resourceId: ` ${id} ` },
		]) {
			swap(names, 1);
			const { json } = await runWell(credentialOf(simulator), get(id));
			expect(json).toHaveLength(1);
		}
		expect(simulator.statistics.requests.details).toBe(4);
	});
});

test('told where it stays so', async () => {
	answer({}, Infinity);
	const { error, items } = await run(credentialOf(simulator), get(id));
	expect(error).toMatchObject({ name: 'NodeApiError' });
	expect(items.flat()).toEqual([]);
});

import type { Simulator } from '../simulator';
import { credentialOf, hurry, ids, run, runWell, simulate, type Credential } from './support';

hurry();

const ITEMS = 20;

describe('Get for many input items', () => {
	let simulator: Simulator;
	let credential: Credential;
	let items: Array<{ id: string }>;

	beforeEach(async () => {
		simulator = await simulate({ companies: 50 });
		credential = credentialOf(simulator);
		items = simulator.companies
			.list()
			.filter(({ privacyDurationId }) => privacyDurationId !== 0)
			.slice(0, ITEMS)
			.map(({ companyResourceId: id }) => ({ id }));
		simulator.behaviour.latencyMs = 20;
	});

	const get = (options = {}) => ({
		operation: 'get',
		companyId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		options,
	});

	const detailsInFlight = () => simulator.statistics.maxInFlight;

	it('up to Concurrency at the same time, in the order of the input, each linked to its item', async () => {
		// The first answers come last.
		simulator.faults.add({ kind: 'slow', ms: 300, route: 'details', times: 3 });
		const result = await runWell(credential, get({ concurrency: 5 }), { items });
		expect(ids(result.items[0])).toEqual(items.map(({ id }) => id));
		expect(result.items[0].map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect(simulator.statistics.requests).toMatchObject({ details: ITEMS, lookups: 1 });
		expect(detailsInFlight()).toBe(5);
	});

	it('eight by default, and one after the other if asked', async () => {
		await runWell(credential, get(), { items });
		expect(detailsInFlight()).toBe(8);
		simulator.statistics.reset();
		await runWell(credential, get({ concurrency: 1 }), { items });
		expect(detailsInFlight()).toBe(1);
	});

	it('the error is that of the first item that fails, and no more begin after it', async () => {
		const unknown = [3, 4].map((index) => ({ ...items[index], id: `nobody-${index}` }));
		const asked = [...items.slice(0, 3), ...unknown, ...items.slice(5)];
		// The second one fails before the first.
		simulator.faults.add({ kind: 'slow', ms: 300, route: 'details', after: 3 });
		const result = await run(credential, get({ concurrency: 5 }), { items: asked });
		expect(result.error?.message).toContain('There is no company with this ID');
		expect(result.error).toMatchObject({ context: { itemIndex: 3 } });
		expect(simulator.statistics.requests.details).toBeLessThan(ITEMS);
	});

	it('Continue: an item with the sentence in the place of each that fails', async () => {
		const asked = items.map(({ id }, index) => ({ id: index % 4 === 1 ? `nobody-${index}` : id }));
		const { json } = await runWell(credential, get(), {
			items: asked,
			node: { continueOnFail: 'continueRegularOutput' },
		});
		expect(json.map(({ companyId, error }) => companyId ?? typeof error)).toEqual(
			asked.map(({ id }) => (id.startsWith('nobody') ? 'string' : id)),
		);
	});

	it('a Concurrency that is none has its sentence', async () => {
		const { error } = await run(credential, get({ concurrency: 'many' }), { items });
		expect(error?.message).toContain("'Concurrency' must be a whole number from 1 to 10");
	});
});

import type { INodeParameters } from 'n8n-workflow';
import { LIMITS } from '../../nodes/Companies/limits';
import type { Simulator } from '../simulator';
import type { Fault } from '../simulator/faults/fault';
import { credentialOf, endSilence, hintTexts, hurry, ids, run, runWell, simulate } from './support';

beforeEach(hurry);

let simulator: Simulator;

const start = async (companies: number) => {
	simulator = await simulate({ companies });
};

const search = async (parameters: INodeParameters = {}) =>
	await runWell(credentialOf(simulator), { operation: 'search', returnAll: true, ...parameters });

/** The sizes that were asked for, in the order of the requests. */
const sizes = () =>
	simulator.requests
		.filter(({ route }) => route === 'search')
		.map(({ body }) => (body as { pageSize: number }).pageSize);

async function expectWhole(parameters: INodeParameters = {}): Promise<void> {
	const result = await search(parameters);
	const expected = simulator.companies.list().map(({ companyResourceId: id }) => id);
	expect([...ids(result.items[0])].sort()).toEqual(expected.sort());
	expect(hintTexts(result)).toEqual([]);
}

const times = (count: number, size: number) => Array<number>(count).fill(size);

describe('Automatic page size', () => {
	test.each([0, 5, 80])('one request for %i companies', async (companies) => {
		await start(companies);
		await expectWhole();
		expect(sizes()).toEqual([100]);
	});

	test('1000 at once where the first page is fast', async () => {
		await start(2500);
		await expectWhole();
		expect(sizes()).toEqual([100, ...times(3, 1000)]);
	});

	test('all larger pages at once', async () => {
		await start(6500);
		simulator.behaviour.latencyMs = 50;
		await expectWhole();
		expect(sizes()).toEqual([100, ...times(7, 1000)]);
		expect(simulator.statistics.maxInFlight).toBe(7);
	});

	test('100 at once where the first page is slow', async () => {
		await start(350);
		simulator.faults.add({ kind: 'slow', ms: 1100, route: 'search' });
		await expectWhole();
		expect(sizes()).toEqual(times(4, 100));
	});

	test('1000 where only the token takes long, or another answer before it', async () => {
		await start(350);
		simulator.behaviour.tokenLatencyMs = 1100;
		await expectWhole();
		simulator.behaviour.tokenLatencyMs = 0;
		simulator.faults.add({ kind: 'rateLimit', seconds: 2, route: 'search' });
		await expectWhole();
		expect(sizes()).toEqual([100, 1000, 100, 100, 1000]);
	});

	test('100 at once where larger pages are refused', async () => {
		await start(350);
		simulator.behaviour.pageSizeLimit = 100;
		await expectWhole();
		expect(sizes()).toEqual([100, 1000, ...times(3, 100)]);
	});

	test('five sweeps where larger pages are refused and the list never comes to rest', async () => {
		await start(2000);
		simulator.behaviour.pageSizeLimit = 100;
		simulator.churn({ insert: 1, everyRequests: 5 });
		expect(hintTexts(await search())).toEqual([
			expect.stringMatching(/^The list was read 5 times /),
		]);
	});

	test.each([404, 302])('100 at once where a larger page gets %d', async (status) => {
		await start(350);
		simulator.faults.add({ kind: 'status', status, minPageSize: 1000, times: Infinity });
		await expectWhole();
	});

	test('100 at once where a larger page is more than n8n can hold', async () => {
		const { maxAnswerBytes } = LIMITS;
		LIMITS.maxAnswerBytes = 100_000;
		await start(350);
		await expectWhole().finally(() => Object.assign(LIMITS, { maxAnswerBytes }));
		expect(sizes()).toEqual([100, 1000, ...times(3, 100)]);
	});

	describe('where a larger page is wrong once', () => {
		const answerWith = (rows: (all: unknown[]) => unknown[]) => {
			const change = (body: unknown) => {
				const { data } = body as { data: Record<string, unknown> };
				const results = rows(data.results as unknown[]);
				return {
					...(body as object),
					data: { ...data, results, totalNumberOfRecords: results.length },
				};
			};
			simulator.faults.add({ kind: 'alter', route: 'search', minPageSize: 1000, change });
		};

		beforeEach(async () => {
			simulator = await simulate({ companies: 350, validateResponses: false });
		});

		test('100 where it has fewer companies than the first page', async () => {
			answerWith(() => []);
			await expectWhole();
			expect(sizes()).toEqual([100, 1000, ...times(3, 100)]);
		});

		test('another sweep where it counts fewer companies than the first page did', async () => {
			answerWith((all) => all.slice(100, 300));
			await expectWhole();
		});

		test('the same with a limit', async () => {
			answerWith(() => []);
			const { json } = await search({ returnAll: false, limit: 300 });
			expect(json).toHaveLength(300);
		});

		test('the same totals', async () => {
			answerWith(() => []);
			const { json } = await search({ operation: 'summarize' });
			expect(json[0].companies).toBe(350);
		});
	});

	test('100 at once where the server fails at a larger page', async () => {
		await start(350);
		simulator.faults.add({ kind: 'status', status: 500, route: 'search', after: 1, times: 2 });
		await expectWhole();
		expect(sizes()).toEqual([100, 1000, 1000, ...times(3, 100)]);
	});

	test.each([400, 413, 500])(
		'100 where a later one of the larger pages gets %d',
		async (status) => {
			await start(2500);
			simulator.faults.add({
				kind: 'status',
				status,
				pageNumber: 2,
				minPageSize: 1000,
				times: Infinity,
			});
			await expectWhole();
			expect(sizes().filter((size) => size === 100).length).toBeGreaterThanOrEqual(25);
		},
	);

	describe('where something in front of Keepnet breaks off large answers', () => {
		const breakOff = (fault: Fault) =>
			simulator.faults.add({ ...fault, route: 'search', minPageSize: 1000, times: Infinity });

		test.each<Fault>([
			{ kind: 'reset' },
			{ kind: 'truncate' },
			{ kind: 'truncate', how: 'chunked' },
			{ kind: 'truncate', how: 'close' },
			{ kind: 'truncate', ending: 'reset' },
			{ kind: 'hang' },
			{ kind: 'hang', bytes: 600 },
		])('100 (%j)', async (fault) => {
			if (fault.kind === 'hang') endSilence(3000);
			await start(2500);
			breakOff(fault);
			await expectWhole();
			expect(sizes().filter((size) => size === 100).length).toBeLessThanOrEqual(27);
		});

		test('100 from the first page on, if it happens to a later one', async () => {
			await start(2500);
			simulator.faults.add({ kind: 'reset', pageNumber: 3, minPageSize: 1000, times: Infinity });
			await expectWhole();
		});

		test('a size that was chosen stays', async () => {
			await start(2500);
			breakOff({ kind: 'reset' });
			const { error } = await run(credentialOf(simulator), {
				operation: 'search',
				returnAll: true,
				options: { pageSize: 1000 },
			});
			expect(error?.message).toBe('Keepnet could not be reached');
			expect(sizes()).toEqual(times(7, 1000));
		});

		test('a server that is gone after the first page is asked for one of 100, and no more', async () => {
			await start(2500);
			simulator.faults.add({ kind: 'reset', route: 'search', after: 1, times: Infinity });
			const { error } = await run(credentialOf(simulator), {
				operation: 'search',
				returnAll: true,
			});
			expect(error?.message).toBe('Keepnet could not be reached');
			expect(sizes().filter((size) => size === 100)).toHaveLength(1 + 7);
		});
	});

	test.each<[string, number, Fault]>([
		['once', 1, { kind: 'status', status: 500 }],
		['as often as ever', 6, { kind: 'reset' }],
	])(
		'only the first of the larger pages is repeated, %s, where none comes',
		async (_how, retries, fault) => {
			await start(6500);
			simulator.faults.add({ ...fault, route: 'search', minPageSize: 1000, times: Infinity });
			await expectWhole();
			expect(sizes().filter((size) => size === 1000)).toHaveLength(7 + retries);
		},
	);

	test('the others are repeated too, once the first has come', async () => {
		await start(6500);
		simulator.faults.add({ kind: 'reset', route: 'search', minPageSize: 1000, times: 12 });
		await expectWhole();
		expect(sizes()).toEqual([100, ...times(7 + 12, 1000)]);
	});

	test.each<INodeParameters>([
		{ sort: { orderBy: 'CompanyName' } },
		{ sort: { orderBy: 'CompanyName' }, returnAll: false, limit: 2400 },
		{},
	])('the same list where a later one of the larger pages fails (%j)', async (parameters) => {
		await start(2500);
		const expected = await search(parameters);
		simulator.requests.length = 0;
		simulator.faults.add({ kind: 'status', status: 500, pageNumber: 3, times: 7 });
		const result = await search(parameters);
		// Companies that tie may change places.
		expect(ids(result.items[0]).sort()).toEqual(ids(expected.items[0]).sort());
		expect(hintTexts(result)).toEqual(hintTexts(expected));
		// Once, and not a second time because the pages came in two orders.
		expect(sizes().filter((size) => size === 100).length).toBeLessThanOrEqual(28);
	});

	test('what the server gives where that is less than 100', async () => {
		await start(330);
		simulator.behaviour.pageCap = 50;
		await expectWhole();
		expect(sizes()).toEqual([100, ...times(6, 50)]);
	});

	test('what the server gives where that is less than 1000', async () => {
		await start(1500);
		simulator.behaviour.pageCap = 400;
		await expectWhole();
		expect(sizes()).toEqual([100, 1000, 1000, ...times(3, 400)]);
	});

	test.each([
		[60, [60]],
		[100, [100]],
		[250, [100, 250]],
		[1500, [100, 1000, 1000]],
	])('no more than a limit of %i needs', async (limit, expected) => {
		await start(2500);
		const { json } = await search({ returnAll: false, limit });
		expect(json).toHaveLength(limit);
		expect(sizes()).toEqual(expected);
	});

	test('the number of the option as it is', async () => {
		await start(350);
		await expectWhole({ options: { pageSize: 150 } });
		await expectWhole({ options: { pageSize: 10_000 } });
		expect(sizes()).toEqual([...times(3, 150), 10_000]);
	});

	test('Summarize too', async () => {
		await start(2500);
		const { json } = await search({ operation: 'summarize' });
		expect(json[0].companies).toBe(2500);
		expect(sizes()).toEqual([100, ...times(3, 1000)]);
	});
});

import { setTimeout as sleep } from 'node:timers/promises';

import type { FaultRule, Simulator } from '../simulator';
import type { RunResult } from './harness';
import { credentialOf, run, runWell, simulate } from './support';

/** Longer than a test may take: a test only ends in time if the wait ends early. */
const FOR_EVER_SECONDS = 300;

const LIST = { returnAll: true, options: { pageSize: 20 } };

/** Waits until it is true. */
async function until(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) await sleep(10);
}

/** The n8n server writes "canceled" however the node ends; the engine shows how. */
function expectStopped({ error, items }: RunResult) {
	expect(error?.message).toBe('The execution was stopped');
	expect(items.flat()).toEqual([]);
}

describe('The Stop button', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ companies: 200 });
	});

	const sent = () => simulator.statistics.apiRequests;

	/** Waits until nothing is under way: a request that n8n has been given leaves it some time later. */
	async function quiet(): Promise<void> {
		for (let known = -1; known !== sent(); await sleep(300)) known = sent();
	}

	/** Runs the list once as it should be, and counts its requests. */
	async function requestsOfOneRun(): Promise<number> {
		const before = sent();
		await runWell(credentialOf(simulator), LIST);
		return sent() - before;
	}

	/** Runs until the moment comes, stops, and sees that the stopped run adds nothing to the requests of later ones. */
	async function stopWhen(
		isTime: () => boolean,
		parameters: Parameters<typeof run>[1],
		options: Parameters<typeof run>[2] = {},
	) {
		const stop = new AbortController();
		const running = run(
			credentialOf(simulator),
			{ ...LIST, ...parameters },
			{ ...options, signal: stop.signal },
		);
		await until(isTime);
		await quiet();
		stop.abort();
		const result = await running;
		simulator.faults.clear();
		expect(await requestsOfOneRun()).toBe(await requestsOfOneRun());
		return result;
	}

	const seen = (path: string, count: number) => () =>
		simulator.requests.filter((request) => request.path.endsWith(path)).length >= count;

	// Once the server has requested a pause, nothing more may be sent: the request that receives it may be the last.
	it.each<[string, FaultRule, number]>([
		['a wait for a rate limit', { kind: 'rateLimit', seconds: FOR_EVER_SECONDS }, 4],
		[
			'a wait that the server asks for',
			{ kind: 'status', status: 503, headers: { 'retry-after': String(FOR_EVER_SECONDS) } },
			4,
		],
		['a request without an answer', { kind: 'hang' }, 6],
		['a request with half an answer', { kind: 'hang', bytes: 100 }, 6],
		['slow requests', { kind: 'slow', ms: FOR_EVER_SECONDS * 1000 }, 6],
	])('ends %s at once', async (_what, rule, requests) => {
		simulator.faults.add({ ...rule, route: 'search', after: 3, times: Infinity });
		expectStopped(await stopWhen(seen('/search', requests), {}));
	});

	it.each([0, 1])('ends a wait for token number %i', async (after) => {
		simulator.faults.add({ kind: 'expireToken', pageNumber: 1 });
		simulator.faults.add({ kind: 'hang', route: 'token', after, times: Infinity });
		expectStopped(await stopWhen(seen('/connect/token', 1 + after), {}));
	});

	it.each<[string, FaultRule]>([
		['that does not begin', { kind: 'hang' }],
		['that stops in the middle', { kind: 'hang', bytes: 5000 }],
		['that has to be waited for', { kind: 'rateLimit', seconds: FOR_EVER_SECONDS }],
	])('ends a download %s', async (_what, rule) => {
		simulator.faults.add({ ...rule, route: 'export', times: Infinity });
		expectStopped(await stopWhen(seen('/export', 1), { operation: 'export' }));
	});

	describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with On Error: %s',
		(continueOnFail) => {
			const GET = {
				operation: 'get',
				companyId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			};
			const stopped = async (
				isTime: () => boolean,
				parameters: Parameters<typeof run>[1],
				items: object[] = [{}, {}, {}, {}, {}],
			) => {
				const result = await stopWhen(isTime, parameters, {
					items: items.map((json) => ({ json }) as never),
					node: { continueOnFail },
				});
				expect(result.hints).toEqual([]);
				return result.items.flat();
			};

			it.each<[string, FaultRule, Parameters<typeof run>[1]]>([
				['search', { kind: 'rateLimit', seconds: FOR_EVER_SECONDS }, {}],
				['search', { kind: 'hang' }, { operation: 'summarize' }],
				['export', { kind: 'hang', bytes: 5000 }, { operation: 'export' }],
				['export', { kind: 'rateLimit', seconds: FOR_EVER_SECONDS }, { operation: 'export' }],
			])('there are no items, not even of what failed: %s, %j', async (route, rule, parameters) => {
				simulator.faults.add({ ...rule, route: route as FaultRule['route'], times: Infinity });
				expect(await stopped(seen(`/${route}`, 1), parameters)).toEqual([]);
			});

			it('there are none of the input items that were done before either', async () => {
				const known = simulator.companies.list().map(({ companyResourceId: id }) => ({ id }));
				simulator.faults.add({ kind: 'hang', route: 'details', after: 2, times: Infinity });
				const third = seen(known[2].id, 1);
				expect(await stopped(third, GET, known.slice(0, 5))).toEqual([]);
			});

			it('there are none if the stop comes between two requests', async () => {
				const stop = new AbortController();
				const read: number[] = [];
				const items = [0, 1, 2, 3, 4].map((index) => ({
					id: () => {
						read.push(index);
						if (index === 2) stop.abort();
						return '';
					},
				}));
				const companyId = { ...GET.companyId, value: '={{ $json.id() }}' };
				const result = await run(
					credentialOf(simulator),
					{ ...GET, companyId, options: { concurrency: 1 } },
					{
						items: items as never,
						node: { continueOnFail },
						signal: stop.signal,
					},
				);
				expect(result.items.flat()).toEqual([]);
				expect(Math.max(...read)).toBe(2);
			});
		},
	);
});

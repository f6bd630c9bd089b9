import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { LIMITS, TIMING } from '../../nodes/Companies/limits';
import type { FaultRule, Simulator } from '../simulator';
import { listSearch, loadOptions } from './harness';
import type { Credential } from './support';
import { credentialOf, endSilence, hurry, run, runWell, simulate } from './support';
import { jsonOf, quietRow, scene } from './triggerSupport';

const SLOW = 'Keepnet did not answer in time';
const LARGE = 'Keepnet sent more than n8n can hold';

const limits = { ...LIMITS };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** n8n lets those who come next wait for the token that never comes, until they give up and ask for their own. */
const NEXT_TOKEN_MS = 1000;

beforeEach(() => {
	hurry();
	LIMITS.maxAnswerBytes = 1024 * 1024;
});

afterEach(() => {
	Object.assign(LIMITS, limits);
});

/** Far more often than the idle timeout, so that only a limit for the whole answer can end it. */
const TRICKLES: Array<[string, FaultRule]> = [
	['the body', { kind: 'trickle', everyMs: 20 }],
	['the end of the body', { kind: 'trickle', everyMs: 20, bytes: 200 }],
	['the head', { kind: 'trickle', everyMs: 20, head: true }],
];

describe('An answer that comes a byte at a time', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ companies: 200 });
		await runWell(credentialOf(simulator), {});
		LIMITS.maxAnswerMs = 500;
		endSilence();
	});

	const always = (rule: FaultRule, route: FaultRule['route'] = 'api') =>
		simulator.faults.add({ ...rule, route, times: Infinity });

	/** Nothing goes on after the node has ended. */
	async function expectNothingLeft() {
		while (simulator.statistics.inFlight > 0) await new Promise((done) => setTimeout(done, 20));
	}

	it.each(TRICKLES)('ends Search: %s', async (_what, rule) => {
		always(rule);
		const { error } = await run(credentialOf(simulator), { returnAll: true });
		expect(error?.message).toBe(SLOW);
		expect(error?.description).toMatch(
			/^The node tried 2 times, and the last time (the answer was not complete after|no answer came within) 1 s\. /,
		);
		await expectNothingLeft();
	});

	it.each(TRICKLES)('ends a page in the middle: %s', async (_what, rule) => {
		simulator.faults.add({ ...rule, pageNumber: 4, times: Infinity });
		const { error } = await run(credentialOf(simulator), {
			returnAll: true,
			options: { pageSize: 20 },
		});
		expect(error?.message).toBe(SLOW);
		await expectNothingLeft();
	});

	it.each(TRICKLES)('ends Get: %s', async (_what, rule) => {
		always(rule);
		const [{ id }] = simulator.companies.all();
		const { error } = await run(credentialOf(simulator), {
			operation: 'get',
			companyId: { __rl: true, mode: 'id', value: id },
		});
		expect(error?.message).toBe(SLOW);
		await expectNothingLeft();
	});

	it.each(TRICKLES)('ends a list of the editor: %s', async (_what, rule) => {
		always(rule);
		const options = { credential: credentialOf(simulator) };
		await expect(loadOptions('getIndustries', options)).rejects.toMatchObject({ message: SLOW });
		await expect(listSearch('searchCompanies', options)).rejects.toMatchObject({ message: SLOW });
		await expectNothingLeft();
	});

	async function expectTokenTimeout(credential: Credential) {
		const rule = always({ kind: 'trickle', everyMs: 20 }, 'token');
		const { error } = await run(credential, {});
		expect(error?.message).toBe(SLOW);
		rule.remove();
		TIMING.tokenTimeoutMs = NEXT_TOKEN_MS;
		LIMITS.maxAnswerMs = limits.maxAnswerMs;
	}

	it('ends a wait for a token, and the next run does not wait for that one', async () => {
		const credential = credentialOf(simulator);
		await expectTokenTimeout(credential);
		expect((await runWell(credential, { returnAll: true })).json).toHaveLength(200);
	});

	it('ends a wait for a new token, and the next run does not wait for that one', async () => {
		const credential = credentialOf(simulator);
		await runWell(credential, {});
		simulator.revokeTokens();
		await expectTokenTimeout(credential);
		expect((await runWell(credential, { returnAll: true })).json).toHaveLength(200);
	});

	it('ends an export whose head never ends', async () => {
		simulator.faults.add({
			kind: 'trickle',
			everyMs: 20,
			head: true,
			route: 'export',
			times: Infinity,
		});
		const { error } = await run(credentialOf(simulator), { operation: 'export' });
		expect(error?.message).toBe(SLOW);
		await expectNothingLeft();
	});

	it('may be a file, as long as it keeps coming', async () => {
		LIMITS.maxAnswerMs = 300;
		const small = await simulate({ companies: 3 });
		small.faults.add({ kind: 'trickle', everyMs: 2, route: 'export' });
		const { json } = await runWell(credentialOf(small), { operation: 'export' });
		expect(json[0].fileSize).toBe(small.lastExportSize);
		expect(small.lastExportSize).toBeGreaterThan(200);
	});
});

describe('A poll whose answers never end', () => {
	const BUDGET = 400;
	const cases: Array<[string, FaultRule]> = [
		...TRICKLES.map(([what, rule]): [string, FaultRule] => [what, { ...rule, route: 'api' }]),
		['the token', { kind: 'trickle', everyMs: 20, route: 'token' }],
		['the head of the token', { kind: 'trickle', everyMs: 20, head: true, route: 'token' }],
		['nothing', { kind: 'hang', route: 'api' }],
		['no token', { kind: 'hang', route: 'token' }],
		['a rate limit', { kind: 'rateLimit', seconds: 3600, route: 'api' }],
	];

	it('ends in its time where garbage is collected meanwhile', async () => {
		const { simulator, poller } = await scene([quietRow('A')]);
		await poller.activate();
		poller.budget = BUDGET;
		simulator.faults.add({ kind: 'hang', route: 'api', times: Infinity });
		const collecting = setInterval(collectGarbage, BUDGET / 4);
		const polled = poller.poll().finally(() => clearInterval(collecting));
		await expect(polled).rejects.toMatchObject({
			message: expect.stringContaining('could not be read in the time'),
		});
	});

	it.each(cases)('ends in its time, and so does the next: %s', async (_what, rule) => {
		const { simulator, poller } = await scene([quietRow('A')]);
		await poller.activate();
		const { budget } = poller;
		poller.budget = BUDGET;
		Object.assign(TIMING, { tokenTimeoutMs: 200, maxTotalWaitMs: 1e9 });
		if (rule.route === 'token') simulator.revokeTokens();
		const fault = simulator.faults.add({ ...rule, times: Infinity });
		for (const hits of [1, 2]) {
			await expect(poller.poll()).rejects.toMatchObject({
				message: expect.stringMatching(
					/could not be read in the time|did not clear in time|did not answer in time/,
				),
			});
			expect(fault.hits).toBeGreaterThanOrEqual(Math.min(hits, rule.route === 'token' ? 1 : 2));
		}
		fault.remove();
		poller.budget = budget;
		TIMING.tokenTimeoutMs = NEXT_TOKEN_MS;
		simulator.companies.insert(quietRow('B'));
		expect(jsonOf(await poller.poll()).map(({ companyId }) => companyId)).toEqual(['B']);
	});
});

describe('An answer of any size', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ companies: 200 });
	});

	it('may be compressed', async () => {
		simulator.faults.add({ kind: 'gzip', times: Infinity });
		const { json } = await runWell(credentialOf(simulator), {
			returnAll: true,
			options: { pageSize: 20 },
		});
		expect(json).toHaveLength(200);
	});

	const large: Array<[string, FaultRule]> = [
		['once it is unpacked', { kind: 'gzip', padding: 8 * 1024 * 1024 }],
		['as it comes', { kind: 'alter', change: (body) => JSON.stringify(body).padEnd(4e6) }],
		['and no envelope', { kind: 'status', status: 500, body: 'x'.repeat(4e6) }],
	];

	it.each(large)('ends where it is too large: %s', async (_what, rule) => {
		const fault = simulator.faults.add({ ...rule, route: 'search', times: Infinity });
		const { error } = await run(credentialOf(simulator), { returnAll: true });
		expect(error?.message).toBe(LARGE);
		expect(error?.description).toBe(
			"One answer was larger than 1 MB. Lower 'Page Size' where the operation has it, and check that the Base URL of the credential is the address of the API.",
		);
		expect(fault.hits).toBe(1);
	});
});

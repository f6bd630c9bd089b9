import { createHash } from 'node:crypto';
import { TIMING } from '../../nodes/Companies/limits';
import fc, { runs } from '../property';
import type { FaultRule, Simulator } from '../simulator';
import { PASSING_FAULTS } from './faultsCases';
import { readBinary, type RunResult } from './harness';
import { companyIds, currentIds, searches, wholeList } from './pagingTruth';
import {
	credentialOf,
	endSilence,
	hurry,
	run,
	runWell,
	silence,
	simulate,
	type Credential,
} from './support';

const PAGES = { returnAll: true, options: { pageSize: 20 } };
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Fails if something that the user or n8n's database receives contains the secret or a token. */
async function expectNoSecrets(result: RunResult, credential: Credential) {
	const { clientSecret, oauthTokenData } = await credential.getData();
	const token = (oauthTokenData as { access_token?: string } | undefined)?.access_token;
	const { stored, items, hints, error } = result;
	const everything = stored + JSON.stringify([items, hints, error, error?.stack]);
	for (const secret of [String(clientSecret), token ?? 'Bearer ', 'Bearer ', 'eyJ']) {
		expect(everything).not.toContain(secret);
	}
}

describe('Transient faults', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 200 });
		credential = credentialOf(simulator);
	});

	it.each(PASSING_FAULTS)('Search survives $what', async ({ rule, times = 2 }) => {
		const early = simulator.faults.add({ ...rule, route: 'search', pageNumber: 1, times });
		const later = simulator.faults.add({ ...rule, route: 'search', pageNumber: 5, times });
		if (rule.kind === 'expireToken') early.remove();
		if (rule.kind === 'hang') endSilence();
		const result = await runWell(credential, PAGES);
		expect(companyIds(result)).toEqual(await wholeList(simulator));
		expect(result.hints).toEqual([]);
		expect(later.hits).toBe(times);
		await expectNoSecrets(result, credential);
	});

	it.each(PASSING_FAULTS.filter(({ listOnly }) => !listOnly))(
		'Export survives $what',
		async ({ rule, times = 2 }) => {
			const fault = simulator.faults.add({ ...rule, route: 'export', times });
			if (rule.kind === 'hang') endSilence();
			const result = await runWell(credential, { operation: 'export' });
			const file = await readBinary(result.items[0][0]);
			expect(sha256(file)).toBe(simulator.lastExportSha256);
			expect(result.json[0].fileSize).toBe(simulator.lastExportSize);
			expect(fault.hits).toBe(times);
			await expectNoSecrets(result, credential);
		},
	);

	it.each(['missing', 'seconds', 'date'] as const)(
		'a rate limit (Retry-After: %s) is kept to by all requests in flight',
		async (retryAfter) => {
			simulator.behaviour.latencyMs = 30;
			// The first answer to a burst: no later one has let another request out before it.
			simulator.faults.add({ kind: 'rateLimit', retryAfter, pageNumber: 2 });
			simulator.faults.add({ kind: 'rateLimit', retryAfter, route: 'export' });
			const result = await runWell(credential, PAGES);
			expect(companyIds(result)).toEqual(await wholeList(simulator));
			await runWell(credential, { operation: 'export' });
			const { impatientRepeats, rateLimited } = simulator.statistics;
			expect([rateLimited, impatientRepeats]).toEqual([2, 0]);
		},
	);

	it('a limiter that lets few in is never pressed, and everything arrives', async () => {
		simulator.behaviour.rateLimit = { requests: 6, perMs: 1000 };
		const result = await runWell(credential, {
			returnAll: true,
			options: { pageSize: 12, concurrency: 4 },
		});
		expect(companyIds(result).sort()).toEqual(currentIds(simulator));
		expect(simulator.statistics.impatientRepeats).toBe(0);
	});

	it('a token that is refused in a 200 is replaced', async () => {
		const body = { data: null, status: 'UNAUTHORIZED', message: 'Token expired.' };
		simulator.faults.add({ kind: 'status', status: 200, body, pageNumber: 4 });
		const result = await runWell(credential, PAGES);
		expect(companyIds(result)).toEqual(await wholeList(simulator));
		expect(simulator.statistics.tokensIssued).toBe(3);
	});

	it.each([401, 403] as const)(
		'tokens that die in the middle, told by %i, are replaced by one',
		async (deadTokenStatus) => {
			Object.assign(simulator.behaviour, { latencyMs: 20, tokenLatencyMs: 60, deadTokenStatus });
			simulator.faults.add({ kind: 'expireToken', pageNumber: 4 });
			// Refused when the new token is already there.
			simulator.faults.add({ kind: 'slow', ms: 400, pageNumber: 6 });
			const result = await runWell(credential, {
				returnAll: true,
				options: { pageSize: 10, concurrency: 8 },
			});
			expect(companyIds(result).sort()).toEqual(currentIds(simulator));
			expect(simulator.statistics.tokensIssued).toBe(2);
			// The requests in flight are sent again, and no other was sent with the dead token.
			expect(simulator.statistics.statuses[deadTokenStatus]).toBeLessThanOrEqual(8);
		},
	);

	it('a token server that fails for a while is tried again', async () => {
		simulator.faults.add({ kind: 'status', status: 503, route: 'token', times: 2 });
		const result = await runWell(credential, PAGES);
		expect(companyIds(result)).toEqual(await wholeList(simulator));
	});
});

describe('Faults that stay', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 200 });
	});

	it.each([
		[400, 1],
		[404, 1],
		[500, 7],
	])('a %i on one page is met %i times, and nothing is returned', async (status, times) => {
		const fault = simulator.faults.add({
			kind: 'status',
			status,
			pageNumber: 5,
			times: Infinity,
		});
		const credential = credentialOf(simulator);
		const result = await run(credential, PAGES);
		expect(result.status).toBe('error');
		expect(result.items.flat()).toEqual([]);
		expect(fault.hits).toBe(times);
		const before = simulator.statistics.apiRequests;
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(simulator.statistics.apiRequests).toBe(before);
		await expectNoSecrets(result, credential);
	});

	it('a page that fails for good ends the waits for the others', async () => {
		simulator.behaviour.latencyMs = 20;
		simulator.faults.add({ kind: 'rateLimit', seconds: 120, pageNumber: 3, times: Infinity });
		simulator.faults.add({ kind: 'status', status: 400, pageNumber: 2 });
		const result = await run(credentialOf(simulator), PAGES);
		expect(result.status).toBe('error');
	});

	it.each(['search', 'export'])(
		'%s: a server that says nothing ends in a time-out',
		async (operation) => {
			endSilence();
			simulator.faults.add({ kind: 'hang', route: 'api', times: Infinity });
			const result = await run(credentialOf(simulator), { operation });
			expect(result.error?.message).toBe('Keepnet did not answer in time');
			expect(simulator.statistics.apiRequests).toBe(2);
		},
	);

	it('a silent server is tried once by each later input item', async () => {
		endSilence();
		simulator.faults.add({ kind: 'hang', route: 'api', times: 4 });
		const { items } = await run(credentialOf(simulator), PAGES, {
			items: [{}, {}, {}, {}],
			node: { continueOnFail: 'continueErrorOutput' },
		});
		expect(items[1].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(new Set(items[0].map(({ json }) => json.companyId)).size).toBe(simulator.companies.size);
	});

	it('a token server that is gone is tried twice by each later input item', async () => {
		simulator.behaviour.tokenLifetimeSeconds = 1;
		const credential = credentialOf(simulator);
		await runWell(credential, {});
		simulator.behaviour.tokenLifetimeSeconds = 3600;
		simulator.faults.add({ kind: 'reset', route: 'token', times: 9 });
		const { items } = await run(credential, PAGES, {
			items: [{}, {}, {}],
			node: { continueOnFail: 'continueErrorOutput' },
		});
		expect(items[1].map(({ pairedItem }) => pairedItem)).toEqual([0, 1].map((item) => ({ item })));
		expect(items[0]).toHaveLength(simulator.companies.size);
	});

	it.each<[string, FaultRule]>([
		['a success that says nothing', { kind: 'status', status: 200, body: { data: null } }],
		['a failure', { kind: 'status', status: 503, times: 3 }],
		['another broken connection', { kind: 'reset' }],
	])('a server that is back is asked as often as ever: %s', async (_what, fault) => {
		simulator.faults.add({ kind: 'reset', route: 'search', times: 7 });
		simulator.faults.add({ route: 'search', ...fault });
		const { items } = await run(credentialOf(simulator), PAGES, {
			items: [{}, {}],
			node: { continueOnFail: 'continueErrorOutput' },
		});
		expect(items[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(items[0]).toHaveLength(simulator.companies.size);
	});

	it.each([0, 1])(
		'a token server that says nothing ends in a time-out (token %i)',
		async (after) => {
			endSilence();
			simulator.faults.add({ kind: 'hang', route: 'token', after, times: Infinity });
			simulator.faults.add({ kind: 'expireToken', pageNumber: 1 });
			const result = await run(credentialOf(simulator), {});
			expect(result.error?.message).toBe('Keepnet did not answer in time');
		},
	);

	it('a rate limit that outlasts the longest wait is reported', async () => {
		const { maxTotalWaitMs } = TIMING;
		TIMING.maxTotalWaitMs = 2500;
		try {
			simulator.faults.add({ kind: 'rateLimit', times: Infinity });
			const result = await run(credentialOf(simulator), PAGES);
			expect(result.error?.message).toMatch(/^Keepnet's rate limit did not clear/);
			expect(simulator.statistics.impatientRepeats).toBe(0);
			expect(searches(simulator)).toBeLessThan(5);
		} finally {
			TIMING.maxTotalWaitMs = maxTotalWaitMs;
		}
	});

	it.each([true, false])('a file is never half (Content-Length: %s)', async (hasLength) => {
		simulator.behaviour.exportContentLength = hasLength;
		simulator.faults.add({ kind: 'truncate', route: 'export', bytes: 3000, times: Infinity });
		const result = await run(credentialOf(simulator), { operation: 'export' });
		expect(result.status).toBe('error');
		expect(result.items.flat()).toEqual([]);
	});
});

describe('Mixes of faults', () => {
	/** Fewer than the retries of one call: any mix succeeds even if all of it strikes the same page. */
	const MAX_FAULTS = 6;
	const PAGES = 8;

	/** These may strike a call only once: a second timeout or dead token ends it. */
	const isRare = ({ kind }: FaultRule) => kind === 'hang' || kind === 'expireToken';

	const rules = PASSING_FAULTS.map(({ rule }) => rule);

	/** A random mix, in which what is rare comes once. */
	const mix = fc
		.array(
			fc.record({
				rule: fc.constantFrom(...rules),
				pageNumber: fc.option(fc.integer({ min: 1, max: PAGES }), { nil: undefined }),
				after: fc.integer({ min: 0, max: 3 }),
			}),
			{ minLength: 1, maxLength: MAX_FAULTS },
		)
		.map((faults) => {
			const rare = faults.findIndex(({ rule }) => isRare(rule));
			return faults.filter(({ rule }, index) => !isRare(rule) || index === rare);
		});

	describe('Any mix of transient faults', () => {
		beforeEach(() => {
			hurry();
			Object.assign(TIMING, silence(1500));
		});

		it('ends with the exact list', async () => {
			await fc.assert(
				fc.asyncProperty(mix, fc.integer({ min: 1, max: 10 }), async (faults, concurrency) => {
					const simulator = await simulate({ companies: 150, validateResponses: false });
					for (const { rule, ...target } of faults) {
						simulator.faults.add({ ...rule, ...target, route: 'search' });
					}
					const result = await runWell(credentialOf(simulator), {
						returnAll: true,
						options: { pageSize: 20, concurrency },
					});
					simulator.faults.clear();
					expect(companyIds(result)).toEqual(await wholeList(simulator));
					expect(result.hints).toEqual([]);
					expect(simulator.statistics.impatientRepeats).toBe(0);
					await simulator.close();
				}),
				{ numRuns: runs(20) },
			);
		});

		it('ends with the exact file', async () => {
			const visible = mix.map((faults) =>
				faults.filter(({ rule: { kind } }) => kind !== 'unparsable' && kind !== 'wrongLength'),
			);
			await fc.assert(
				fc.asyncProperty(visible, async (faults) => {
					const simulator = await simulate({ companies: 100, validateResponses: false });
					for (const { rule } of faults) simulator.faults.add({ ...rule, route: 'export' });
					const result = await runWell(credentialOf(simulator), { operation: 'export' });
					const file = await readBinary(result.items[0][0]);
					expect(simulator.lastExport?.equals(file)).toBe(true);
					await simulator.close();
				}),
				{ numRuns: runs(10) },
			);
		});
	});
});

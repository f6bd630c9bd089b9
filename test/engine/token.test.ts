import type { FaultRule, Simulator } from '../simulator';
import { credentialOf, hurry, ids, run, runWell, simulate, type Credential } from './support';
import { jsonOf, quietRow, scene } from './triggerSupport';

describe('Tokens', () => {
	/** n8n keeps a token with the credential and goes on using it; the node must not take it for what it is not. */
	describe('The stored token', () => {
		let simulator: Simulator;

		beforeEach(async () => {
			hurry();
			simulator = await simulate({ companies: 120 });
		});

		const tokens = () => simulator.statistics.tokensIssued;

		it('is used again by the next execution', async () => {
			const credential = credentialOf(simulator);
			await runWell(credential, {});
			await runWell(credential, {});
			expect(tokens()).toBe(1);
		});

		it('is replaced before the first request when it belongs to another client', async () => {
			const credential = credentialOf(simulator);
			await runWell(credential, {});
			await credential.updateData({
				...(await credential.getData()),
				...simulator.clients.otherReseller,
			});
			const { items } = await runWell(credential, { returnAll: true });
			expect(new Set(ids(items[0]))).toEqual(
				new Set(simulator.otherCompanies.all().map(({ id }) => id)),
			);
			const senders = simulator.requests.filter(({ path }) => path.includes('search'));
			expect(senders.at(-1)?.clientId).toBe(simulator.clients.otherReseller.clientId);
			expect(simulator.statistics.statuses[401]).toBeUndefined();
		});

		it('is replaced once when it has expired', async () => {
			simulator.behaviour.tokenLifetimeSeconds = 1;
			const credential = credentialOf(simulator);
			await runWell(credential, {});
			simulator.behaviour.tokenLifetimeSeconds = 3600;
			simulator.statistics.reset();
			await runWell(credential, { returnAll: true, options: { pageSize: 10 } });
			expect(tokens()).toBe(1);
		});

		it('is replaced once when it is refused in the middle, for all requests in flight', async () => {
			simulator.behaviour.latencyMs = 20;
			simulator.faults.add({ kind: 'expireToken', route: 'search', pageNumber: 5 });
			const { json } = await runWell(credentialOf(simulator), {
				returnAll: true,
				options: { pageSize: 10 },
			});
			expect(new Set(json.map(({ companyId }) => companyId)).size).toBe(120);
			expect(tokens()).toBe(2);
		});

		it('that another execution has stored meanwhile is used in place of a new one', async () => {
			const [credential, other] = [credentialOf(simulator), credentialOf(simulator)];
			await runWell(credential, {});
			await runWell(other, {});
			simulator.statistics.reset();
			simulator.behaviour.latencyMs = 20;
			simulator.faults.add({ kind: 'status', status: 401, route: 'search', pageNumber: 5 });
			const running = runWell(credential, { returnAll: true, options: { pageSize: 10 } });
			while (simulator.statistics.inFlight === 0) await new Promise((done) => setTimeout(done, 1));
			await credential.updateData(await other.getData());
			expect((await running).json).toHaveLength(120);
			expect(simulator.statistics.statuses[401]).toBeGreaterThan(0);
			expect(tokens()).toBe(0);
		});

		it('with an old role is replaced once before a 403 is believed', async () => {
			const { clientId } = simulator.clients.reseller;
			simulator.setRole(clientId, 'Company Admin');
			const credential = credentialOf(simulator);
			const refused = await run(credential, {});
			expect(refused.error?.message).toBe('The client of this credential is not a Reseller');
			expect(tokens()).toBe(1);

			simulator.setRole(clientId, 'Reseller');
			const { json } = await runWell(credential, { returnAll: true });
			expect(json).toHaveLength(120);
			expect(tokens()).toBe(2);

			simulator.setRole(clientId, 'Company Admin');
			simulator.revokeTokens();
			expect((await run(credential, {})).status).toBe('error');
			expect(tokens()).toBe(3);
		});

		it('is fetched once for all input items', async () => {
			await runWell(credentialOf(simulator), {}, { items: [{}, {}, {}] });
			expect(tokens()).toBe(1);
		});

		it('is in no item, hint or stored execution', async () => {
			const credential = credentialOf(simulator);
			const { stored } = await runWell(credential, { returnAll: true, output: 'raw' });
			const data = await credential.getData();
			const { access_token: token } = data.oauthTokenData as { access_token: string };
			expect(token).toMatch(/^eyJ/);
			expect(stored).not.toContain(token);
			expect(stored).not.toContain(String(data.clientSecret));
		});
	});
});

describe('Odd tokens', () => {
	const UNUSABLE = 'Keepnet sent an unexpected answer';
	const CREDENTIALS = 'Keepnet does not accept the Client ID or the Client Secret';

	type Change = (answer: Record<string, unknown>) => unknown;

	/** What a token address has answered with status 200, in place of a token. */
	const ODD: Array<[string, Change]> = [
		['a failed envelope', () => ({ status: 'FAILED', message: 'Try later.' })],
		['an OAuth error', () => ({ error: 'temporarily_unavailable' })],
		['invalid_client', () => ({ error: 'invalid_client' })],
		['an envelope around a good token', (data) => ({ status: 'SUCCESS', data })],
		['nothing', () => ({})],
		['null', () => null],
		['a list', (answer) => [answer]],
		['a text', () => '"token"'],
		['no token', (answer) => ({ ...answer, access_token: undefined })],
		['null as token', (answer) => ({ ...answer, access_token: null })],
		[
			'an object as token',
			({ access_token: value, ...rest }) => ({ ...rest, access_token: { value } }),
		],
		['a list as token', (answer) => ({ ...answer, access_token: [answer.access_token] })],
		['a number as token', (answer) => ({ ...answer, access_token: 12345 })],
		['true as token', (answer) => ({ ...answer, access_token: true })],
		['an empty token', (answer) => ({ ...answer, access_token: '' })],
		['a blank token', (answer) => ({ ...answer, access_token: ' \t ' })],
		['a token with a line break', (answer) => ({ ...answer, access_token: 'a\nb' })],
		['a token that no header can take', (answer) => ({ ...answer, access_token: 'x'.repeat(1e5) })],
		['another name', ({ access_token: token }) => ({ accessTokenValue: token })],
	];

	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 60, validateResponses: false });
	});

	const oddly = (change: Change, times: number): FaultRule => ({
		kind: 'alter',
		route: 'token',
		times,
		change: (answer) => change(answer as Record<string, unknown>),
	});

	const ALL = { returnAll: true, options: { pageSize: 10 } };

	const expectAll = async (credential: Credential) =>
		expect(new Set(ids((await runWell(credential, ALL)).items[0])).size).toBe(60);

	describe.each(ODD)('A token address that answers with %s', (_what, change) => {
		it.each([1, 3])('%i times at first: the run gets its token', async (times) => {
			simulator.faults.add(oddly(change, times));
			const credential = credentialOf(simulator);
			await expectAll(credential);
			await expectAll(credential);
			expect(simulator.faults.pending).toBe(0);
			expect(simulator.statistics.tokensIssued).toBe(1 + times);
		});

		it.each([1, 3])('%i times where a token has died: the run gets its token', async (times) => {
			const credential = credentialOf(simulator);
			await expectAll(credential);
			simulator.revokeTokens();
			simulator.faults.add(oddly(change, times));
			await expectAll(credential);
			expect(simulator.faults.pending).toBe(0);
		});

		it('in the middle of a list: the whole list arrives', async () => {
			const credential = credentialOf(simulator);
			await expectAll(credential);
			simulator.faults.add({ kind: 'expireToken', pageNumber: 3 });
			simulator.faults.add(oddly(change, 1));
			await expectAll(credential);
			expect(simulator.faults.pending).toBe(0);
		});

		it('for ever: a sentence, and the next run after it is well again', async () => {
			for (const credential of [credentialOf(simulator), credentialOf(simulator)]) {
				const always = simulator.faults.add(oddly(change, Infinity));
				const first = await run(credential, ALL);
				expect(first.error?.message).toBe(UNUSABLE);
				expect((await run(credential, ALL)).error?.message).toBe(UNUSABLE);
				always.remove();
				await expectAll(credential);
				// Now with a good token stored, which dies.
				simulator.revokeTokens();
				const again = simulator.faults.add(oddly(change, Infinity));
				expect((await run(credential, ALL)).error?.message).toBe(UNUSABLE);
				again.remove();
				await expectAll(credential);
			}
		});
	});

	it('A poll goes on after an answer without a token', async () => {
		const { simulator: other, poller } = await scene(
			[quietRow('A')],
			{},
			{ validateResponses: false },
		);
		await poller.activate();
		other.revokeTokens();
		const always = other.faults.add(oddly(() => ({ status: 'FAILED' }), Infinity));
		await expect(poller.poll()).rejects.toMatchObject({ message: UNUSABLE });
		always.remove();
		other.companies.insert(quietRow('B'));
		expect(jsonOf(await poller.poll()).map(({ companyId }) => companyId)).toEqual(['B']);
	});

	it('What another execution has stored in place of the token does not stop a running one', async () => {
		const credential = credentialOf(simulator);
		await expectAll(credential);
		simulator.behaviour.latencyMs = 30;
		const running = runWell(credential, ALL);
		while (simulator.statistics.inFlight === 0) await new Promise((done) => setTimeout(done, 1));
		await credential.updateData({ oauthTokenData: { status: 'FAILED' } });
		expect((await running).json).toHaveLength(60);
	});

	describe('Tokens that die early', () => {
		const LIST = { returnAll: true, options: { pageSize: 5, concurrency: 8 } };

		beforeEach(async () => {
			simulator = await simulate({ companies: 300 });
			Object.assign(simulator.behaviour, { latencyMs: 5 });
		});

		/** All tokens die after every `requests` requests; the request that meets it is refused. */
		function revokeEvery(requests: number) {
			// A rule does not see the requests that another has struck.
			for (let time = 1; time < 200; time++) {
				simulator.faults.add({
					kind: 'expireToken',
					route: 'search',
					after: time * (requests - 1),
				});
			}
		}

		it.each([
			[401, 2],
			[401, 3],
			[401, 8],
			[401, 13],
			[403, 3],
			[403, 8],
		] as const)(
			'told by %i, after every %i requests: the whole list arrives',
			async (status, every) => {
				simulator.behaviour.deadTokenStatus = status;
				revokeEvery(every);
				const { json } = await runWell(credentialOf(simulator), LIST);
				expect(new Set(json.map(({ companyId }) => companyId)).size).toBe(300);
			},
		);

		it('revoked from outside, again and again: the whole list arrives', async () => {
			let isOver = false;
			const running = runWell(credentialOf(simulator), LIST).finally(() => (isOver = true));
			let served = 0;
			while (!isOver) {
				await new Promise((done) => setTimeout(done, 1));
				if (simulator.statistics.apiRequests < served + 10) continue;
				served = simulator.statistics.apiRequests;
				simulator.revokeTokens();
			}
			expect((await running).json).toHaveLength(300);
		});

		it.each([8, 20])(
			'after every %i requests of several runs at once, with one credential: every list arrives',
			async (every) => {
				revokeEvery(every);
				const credential = credentialOf(simulator);
				const runs = await Promise.all([1, 2, 3].map(async () => await runWell(credential, LIST)));
				expect(runs.map(({ json }) => json.length)).toEqual([300, 300, 300]);
			},
		);
	});

	describe('A credential that is refused', () => {
		it.each([401, 200])('ends with three tokens in a row (%i)', async (status) => {
			const body = { data: null, status: 'UNAUTHORIZED', message: 'No.' };
			simulator.faults.add({ kind: 'status', status, body, times: Infinity });
			const { error } = await run(credentialOf(simulator), ALL);
			expect(error?.message).toBe(CREDENTIALS);
			expect(simulator.statistics.tokensIssued).toBe(3);
		});

		it('ends with a wrong role as before, whatever was stored', async () => {
			simulator.setRole(simulator.clients.reseller.clientId, 'Company Admin');
			const credential = credentialOf(simulator);
			for (const tokens of [1, 2]) {
				const { error } = await run(credential, ALL);
				expect(error?.message).toBe('The client of this credential is not a Reseller');
				expect(simulator.statistics.tokensIssued).toBe(tokens);
			}
		});

		it('doubts the role three times for all companies that are closed to it', async () => {
			simulator.faults.add({ kind: 'status', status: 403, route: 'details', times: Infinity });
			const { json } = await run(
				credentialOf(simulator),
				{ operation: 'get', companyId: { __rl: true, mode: 'id', value: 'any' } },
				{
					items: Array.from({ length: 12 }, () => ({})),
					node: { continueOnFail: 'continueRegularOutput' },
				},
			);
			expect(json).toHaveLength(12);
			expect(simulator.statistics.tokensIssued).toBeLessThanOrEqual(4);
		});

		it('ends if one page alone is refused forever, with tokens that serve the others', async () => {
			simulator = await simulate({ companies: 300 });
			simulator.faults.add({ kind: 'status', status: 401, pageNumber: 4, times: Infinity });
			const { error } = await run(credentialOf(simulator), {
				returnAll: true,
				options: { pageSize: 5 },
			});
			expect(error?.message).toBe(CREDENTIALS);
			expect(simulator.statistics.tokensIssued).toBeLessThanOrEqual(25);
		});
	});
});

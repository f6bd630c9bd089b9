import dns from 'node:dns';

import type { FaultRule, Simulator } from '../simulator';
import { createPoller, loadOptions, testCredential } from './harness';
import { credentialOf, hurry, run, runWell, simulate, type Credential } from './support';

/** Finds every host below example.com here, and no other. */
function findHere(asked: string[]): jest.SpyInstance {
	type Found = (error: Error | null, address?: unknown, family?: number) => void;
	const lookup = (host: string, { all }: dns.LookupOptions, found: Found) => {
		asked.push(host);
		if (!host.endsWith('.example.com')) {
			return found(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
		}
		const [address, family] = ['127.0.0.1', 4];
		return all ? found(null, [{ address, family }]) : found(null, address, family);
	};
	return jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
}

/** The address of the dashboard is what people copy from their browser (contract section 7). */
describe('The address of the dashboard as Base URL', () => {
	let simulator: Simulator;
	let credential: Credential;
	let asked: string[];
	let lookup: jest.SpyInstance;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 3 });
		credential = credentialOf(simulator);
		asked = [];
		lookup = findHere(asked);
	});

	afterEach(() => lookup.mockRestore());

	describe.each(['https://dash.keepnetlabs.com/companies', 'DASH.keepnetlabs.com/#/login'])(
		'is that of the API: %s',
		(baseUrl) => {
			beforeEach(async () => {
				// With a token, so that requests are sent as well.
				await runWell(credential, {});
				await credential.updateData({ baseUrl });
			});

			it('in requests, and in the sentences', async () => {
				const { error } = await run(credential, {});
				expect(new Set(asked)).toEqual(new Set(['api.keepnetlabs.com']));
				expect(error?.message).toBe('Keepnet could not be reached');
				expect(error?.description).toContain('(https://api.keepnetlabs.com)');
				expect(error?.description).not.toContain('dashboard');
			});

			it('for the token', async () => {
				await credential.updateData({ oauthTokenData: {} });
				await run(credential, { operation: 'export' });
				expect(new Set(asked)).toEqual(new Set(['api.keepnetlabs.com']));
			});

			it('in the test of the credential', async () => {
				expect((await testCredential({ credential })).status).toBe('Error');
				expect(new Set(asked)).toEqual(new Set(['api.keepnetlabs.com']));
			});
		},
	);

	describe('of an installation of its own', () => {
		const at = async (host: string) =>
			await credential.updateData({ baseUrl: simulator.url.replace('127.0.0.1', host) });

		const HINT =
			' The Base URL looks like the address of the dashboard. The API has its own address, often with api. in place of dash.';

		beforeEach(async () => await at('dash.eu.example.com'));

		const always = (rule: FaultRule) => simulator.faults.add({ ...rule, times: Infinity });

		const ELSEWHERE = 'The Base URL of the credential does not point to the Keepnet API';

		it.each<[string, FaultRule, string]>([
			['a page', { kind: 'html', status: 200, route: 'any' }, ELSEWHERE],
			['no page', { kind: 'html', status: 404, route: 'any' }, ELSEWHERE],
			[
				'a page that takes no form',
				{ kind: 'html', status: 405, route: 'any' },
				'Something between n8n and Keepnet refused the request (HTTP 405)',
			],
			['a login', { kind: 'status', status: 302, body: '', route: 'search' }, ELSEWHERE],
			[
				'a page in place of the list',
				{ kind: 'html', status: 200, route: 'search' },
				'Keepnet sent an unexpected answer',
			],
			[
				'no list',
				{ kind: 'html', status: 404, route: 'search' },
				'The Keepnet API was not found at the Base URL',
			],
		])('is told as what it is where it answers with %s', async (_what, rule, message) => {
			always(rule);
			const { error } = await run(credential, {});
			expect(error?.message).toBe(message);
			expect(error?.description?.endsWith(HINT)).toBe(true);
		});

		it('is told in a list of the editor and in a poll', async () => {
			always({ kind: 'html', status: 200, route: 'any' });
			const said = { message: ELSEWHERE, description: expect.stringContaining(HINT) };
			await expect(loadOptions('getIndustries', { credential })).rejects.toMatchObject(said);
			const poller = await createPoller({ credential });
			await expect(poller.activate()).rejects.toMatchObject(said);
		});

		it.each<[string, FaultRule]>([
			['a page', { kind: 'html', status: 200, route: 'search' }],
			['a login', { kind: 'status', status: 302, body: '', route: 'search' }],
			['JSON of its own', { kind: 'status', status: 200, body: {}, route: 'search' }],
		])('is what the test of the credential asks about: %s', async (_what, rule) => {
			always(rule);
			const { message } = await testCredential({ credential });
			expect(message).toContain('not of the dashboard (often api. in place of dash.)');
		});

		it('may be spelled out', async () => {
			await at('dashboard.example.com');
			always({ kind: 'html', status: 404, route: 'any' });
			const { error } = await run(credential, {});
			expect(error?.description).toMatch(/often with api\. in place of dashboard\.$/);
		});

		it('works where it is the API, and is not talked of at another address', async () => {
			expect((await runWell(credential, {})).json).toHaveLength(3);
			await at('dashing.example.com');
			always({ kind: 'html', status: 404, route: 'any' });
			expect((await run(credential, {})).error?.description).not.toContain('dashboard');
		});
	});
});

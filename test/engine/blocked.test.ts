import { protectFromSsrf, testCredential } from './harness';
import { credentialOf, hurry, run, runWell, simulate } from './support';

/** n8n 2.x connects to no private address where `N8N_SSRF_PROTECTION_ENABLED` is on. */
describe('An address that n8n blocks', () => {
	beforeEach(hurry);
	afterEach(async () => await protectFromSsrf(false));

	const expected = (baseUrl: string) => ({
		message: 'This n8n may not connect to the address of Keepnet',
		description: `n8n blocks connections to ${baseUrl}. An administrator of n8n can allow the address with the environment variables N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES. If Keepnet is not in your own network, check the Base URL of the credential.`,
	});

	it.each([
		['for the token', {}, false],
		['for a page', {}, true],
		['for a file', { operation: 'export' }, true],
	])('is told at once, %s', async (_what, parameters, hasToken) => {
		const simulator = await simulate({ companies: 3 });
		const credential = credentialOf(simulator);
		if (hasToken) await runWell(credential, {});
		const before = simulator.requests.length;
		await protectFromSsrf(true);
		const { error } = await run(credential, parameters);
		expect(error).toMatchObject(expected(simulator.url));
		expect(simulator.requests).toHaveLength(before);
	});

	it('is told for a name as well, and by the test of the credential in the words of n8n', async () => {
		const simulator = await simulate({ companies: 3 });
		const credential = credentialOf(simulator);
		const baseUrl = simulator.url.replace('127.0.0.1', 'localhost');
		await credential.updateData({ baseUrl });
		await protectFromSsrf(true);
		expect((await run(credential, {})).error).toMatchObject(expected(baseUrl));
		const { status, message } = await testCredential({ credential });
		expect([status, message]).toEqual(['Error', expect.stringContaining('was blocked')]);
		expect(simulator.requests).toEqual([]);
	});
});

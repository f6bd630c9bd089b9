import { Socket } from 'node:net';
import { selfSignedCertificate } from '../simulator';
import {
	createCredential,
	createPoller,
	loadOptions,
	protectFromSsrf,
	testCredential,
} from './harness';
import { credentialOf, hurry, run, runWell, simulate } from './support';

/** The rules of the credential's test, applied as n8n 2.x does; test/e2e asks a whole n8n. */
describe('Credential test', () => {
	const test200 = async (kind: Parameters<typeof credentialOf>[1]) => {
		const simulator = await simulate({ companies: 20 });
		return await testCredential({ credential: credentialOf(simulator, kind) });
	};

	it('is successful for a Reseller', async () => {
		expect(await test200('reseller')).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('says that a client is not a Reseller', async () => {
		expect(await test200('companyAdmin')).toEqual({
			status: 'Error',
			message:
				'The client of this credential is not a Reseller. In Keepnet, open Company → Company Settings → REST API and set Client Role to Reseller.',
		});
	});

	it('says that the address is blocked', async () => {
		expect(await test200('blocked')).toEqual({
			status: 'Error',
			message:
				"Keepnet does not accept requests from this n8n's IP address. In Keepnet, open Company → Company Settings → REST API and allow the address, or remove the IP restriction of the client.",
		});
	});

	it('sees a failure that is told in a 200', async () => {
		expect(await test200('failing')).toEqual({
			status: 'Error',
			message:
				'Keepnet could not complete the request (FAILED). If the credential worked before, run a workflow with it once, which renews its token, and test again. Otherwise check that Client Role is Reseller under Company → Company Settings → REST API, or try again later.',
		});
	});

	it('does not take a wrong secret', async () => {
		const simulator = await simulate({ companies: 20 });
		const credential = credentialOf(simulator);
		await credential.updateData({ ...(await credential.getData()), clientSecret: 'wrong' });
		const { status, message } = await testCredential({ credential });
		expect(status).toBe('Error');
		expect(message).toContain('Client authentication failed');
	});

	it('does not take a host that is not there', async () => {
		const credential = createCredential({
			baseUrl: 'http://127.0.0.1:9',
			clientId: 'a',
			clientSecret: 'b',
		});
		expect((await testCredential({ credential })).status).toBe('Error');
	});

	it.each([
		['a web page', { kind: 'html', status: 200 }],
		['a web page with a status', { kind: 'html', status: 403 }],
		['an empty answer', { kind: 'emptyBody', status: 200 }],
		['an empty 403', { kind: 'emptyBody', status: 403 }],
		['a 500', { kind: 'status', status: 500 }],
		['a success without data', { kind: 'status', status: 200, body: { status: 'SUCCESS' } }],
		['a status that nobody knows', { kind: 'failedEnvelope', message: 'no' }],
	] as const)('is never successful for %s', async (_what, fault) => {
		const simulator = await simulate({ companies: 20 });
		simulator.faults.add({ ...fault, times: Infinity });
		const { status } = await testCredential({ credential: credentialOf(simulator) });
		expect(status).toBe('Error');
	});

	it.each([
		{ status: 'FAILED' },
		{ error: 'temporarily_unavailable' },
		{ access_token: null },
		{ access_token: { value: 'x' } },
		{ data: { access_token: 'x' } },
	])('is not successful without a usable token, and what came is not kept: %j', async (answer) => {
		hurry();
		const simulator = await simulate({ companies: 3, validateResponses: false });
		const credential = credentialOf(simulator);
		const change = () => answer;
		const fault = simulator.faults.add({ kind: 'alter', route: 'token', times: Infinity, change });
		expect((await testCredential({ credential })).status).toBe('Error');
		expect((await run(credential, {})).error?.message).toBe('Keepnet sent an unexpected answer');
		fault.remove();
		expect((await runWell(credential, {})).json).toHaveLength(3);
		expect((await testCredential({ credential })).status).toBe('OK');
	});

	describe.each([301, 302, 303, 307, 308])('with a redirect by %i', (status) => {
		it.each([
			['nothing', ''],
			['a page', '<html><h1>Moved</h1></html>'],
			['JSON', { moved: true }],
		])('sends nothing elsewhere, and says so: %s', async (_what, body) => {
			const elsewhere = await simulate({ companies: 20 });
			const simulator = await simulate({ companies: 20 });
			const location = `${elsewhere.url}/api/companies/search`;
			const fault = {
				kind: 'status',
				status,
				body,
				headers: { location },
				route: 'search',
			} as const;
			simulator.faults.add({ ...fault, times: Infinity });
			const result = await testCredential({ credential: credentialOf(simulator) });
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/The Base URL (may point|points) elsewhere/);
			expect(elsewhere.requests).toEqual([]);
		});
	});

	it('says that the Base URL is that of a web page', async () => {
		const simulator = await simulate({ companies: 20 });
		simulator.faults.add({ kind: 'html', status: 403, times: Infinity });
		const { message } = await testCredential({ credential: credentialOf(simulator) });
		expect(message).toContain('A web page came instead of an answer from Keepnet.');
	});

	it.each(['/', '/api', '/api/', '/connect/token', '/api/companies/search?x=1'])(
		'takes a Base URL that ends in %s, with spaces around it',
		async (path) => {
			const simulator = await simulate({ companies: 20 });
			const credential = createCredential({
				baseUrl: `  ${simulator.url}${path} `,
				...simulator.clients.reseller,
			});
			expect((await testCredential({ credential })).status).toBe('OK');
		},
	);

	it('accepts a self-signed certificate only if SSL issues are ignored', async () => {
		const simulator = await simulate({ companies: 20, tls: await selfSignedCertificate() });
		const data = { baseUrl: simulator.url, ...simulator.clients.reseller };
		expect((await testCredential({ credential: createCredential(data) })).status).toBe('Error');
		const trusting = createCredential({ ...data, ignoreSSLIssues: true });
		expect((await testCredential({ credential: trusting })).status).toBe('OK');
	});
});

describe('Base URL', () => {
	const credentialWith = (baseUrl: string) =>
		createCredential({ baseUrl, clientId: 'client', clientSecret: 'secret' });

	const EMPTY = {
		message: 'The Base URL of the credential is empty',
		description:
			'Open the credential and enter the address of the Keepnet API, e.g. https://api.keepnetlabs.com.',
	};

	const NO_ADDRESS = {
		message: 'The Base URL of the credential is not a web address',
		description:
			'Open the credential and enter the address of the Keepnet API without a user name or password, e.g. https://api.keepnetlabs.com.',
	};

	describe('A Base URL that is not an address', () => {
		let connect: jest.SpyInstance;

		beforeEach(() => {
			hurry();
			connect = jest.spyOn(Socket.prototype, 'connect');
		});

		afterEach(() => {
			expect(connect).not.toHaveBeenCalled();
			connect.mockRestore();
		});

		it.each([
			['', EMPTY],
			[' \n ', EMPTY],
			['/api', NO_ADDRESS],
			['https://', NO_ADDRESS],
			['https//api.keepnetlabs.com', NO_ADDRESS],
			['ftp://api.keepnetlabs.com', NO_ADDRESS],
			['https://user:p/w@api.keepnetlabs.com', NO_ADDRESS],
			['https://user:p%2Fw%40api.keepnetlabs.com', NO_ADDRESS],
		])('is told before anything is sent: %j', async (baseUrl, texts) => {
			const { error, stored } = await run(credentialWith(baseUrl), {});
			expect(error).toMatchObject(texts);
			expect(stored).not.toMatch(/user:p|%40/);
		});

		it('is told in a list of the editor and in a poll', async () => {
			const credential = credentialWith('');
			await expect(loadOptions('getIndustries', { credential })).rejects.toMatchObject(EMPTY);
			const poller = await createPoller({ credential });
			await expect(poller.activate()).rejects.toMatchObject(EMPTY);
		});

		it.each(['', '/', 'https://', 'connect/token', 'https://https://api.keepnetlabs.com'])(
			'lets the test of the credential send nothing: %j',
			async (baseUrl) => {
				const credential = credentialWith(baseUrl === 'connect/token' ? `/${baseUrl}` : baseUrl);
				const { status, message } = await testCredential({ credential });
				expect(status).toBe('Error');
				expect(message).toContain('base-url-is-empty-or-not-valid');
			},
		);
	});

	it('works with a user name and password in the Base URL, and shows and sends neither', async () => {
		hurry();
		const simulator = await simulate({ companies: 3 });
		const { host } = new URL(simulator.url);
		const credential = credentialOf(simulator);
		await credential.updateData({ baseUrl: `http://user:p%40ss%2Fword@${host}/api` });
		expect((await testCredential({ credential })).status).toBe('OK');
		expect((await run(credential, {})).json).toHaveLength(3);

		simulator.faults.add({ kind: 'html', status: 404, times: Infinity });
		const { error, stored } = await run(credential, {});
		expect(error?.description).toContain(`(http://${host})`);
		expect(stored).not.toMatch(/user:|p%40ss|p@ss/);
	});
});

/** n8n 2.x connects to no private address if `N8N_SSRF_PROTECTION_ENABLED` is on. */
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

	it('is reported for a name too, and by the credential test in the words of n8n', async () => {
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

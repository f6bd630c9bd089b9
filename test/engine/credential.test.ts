import { selfSignedCertificate } from '../simulator';
import { createCredential, testCredential } from './harness';
import { credentialOf, simulate } from './support';

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

	it('takes an own certificate only where SSL issues are to be ignored', async () => {
		const simulator = await simulate({ companies: 20, tls: await selfSignedCertificate() });
		const data = { baseUrl: simulator.url, ...simulator.clients.reseller };
		expect((await testCredential({ credential: createCredential(data) })).status).toBe('Error');
		const trusting = createCredential({ ...data, ignoreSSLIssues: true });
		expect((await testCredential({ credential: trusting })).status).toBe('OK');
	});
});

import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule, Simulator } from '../simulator';
import { credentialOf, hurry, run, runWell, simulate } from './support';

/** What is sent in place of Keepnet's answer. */
type Sent = FaultRule & { status: number };

const page = (status: number): Sent => ({ kind: 'html', status });
const nothing = (status: number): Sent => ({ kind: 'status', status, body: '' });
const json = (status: number, body: unknown): Sent => ({ kind: 'status', status, body });

const CREDENTIALS = 'Keepnet does not accept the Client ID or the Client Secret';
const REFUSED = 'Something between n8n and Keepnet refused the request';

/** Proxies, firewalls and web servers answer in place of Keepnet; their answers are not about the client or the filters. */
describe('An answer that does not come from Keepnet', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 3 });
	});

	const description = () =>
		`It may be a proxy, a firewall or a web server: ask your network administrator. Or the Base URL of the credential (${simulator.url}) is wrong, e.g. http instead of https.`;

	it.each([
		[page(400), ' (HTTP 400)'],
		[page(401), ' (HTTP 401)'],
		[page(403), ' (HTTP 403)'],
		[page(405), ' (HTTP 405)'],
		[page(407), ' (HTTP 407)'],
		[page(413), ' (HTTP 413)'],
		[page(451), ' (HTTP 451)'],
		[nothing(400), ' (HTTP 400)'],
		[nothing(403), ' (HTTP 403)'],
		[nothing(407), ' (HTTP 407)'],
		[json(403, {}), ' (HTTP 403)'],
		[json(403, { message: 'Forbidden' }), ' (HTTP 403)'],
		// n8n keeps no status of an answer with an error.
		[json(403, { error: 'Forbidden' }), ''],
		[json(400, { error: 'blocked', error_description: 'Blocked by policy 5' }), ''],
	])('in place of a token is told as such, at once: %j', async (sent, status) => {
		simulator.faults.add({ ...sent, route: 'token', times: Infinity });
		const { error } = await run(credentialOf(simulator), {});
		expect(error).toMatchObject({
			message: `${REFUSED}${status}`,
			description: description(),
		});
		expect(simulator.requests).toHaveLength(1);
	});

	it.each([
		json(400, { error: 'invalid_client' }),
		json(401, { error: 'invalid_client' }),
		json(400, { error: 'unauthorized_client' }),
		json(400, { error: 'invalid_scope', error_description: 'api1 is unknown' }),
		json(400, { error: 'unsupported_grant_type' }),
		json(400, { error: 'access_denied' }),
		nothing(401),
	])('is not what speaks of the client: %j', async (sent) => {
		simulator.faults.add({ ...sent, route: 'token', times: Infinity });
		const { error } = await run(credentialOf(simulator), {});
		expect(error?.message).toBe(CREDENTIALS);
	});

	it.each([
		[page(404), 'The Base URL of the credential does not point to the Keepnet API'],
		[page(200), 'The Base URL of the credential does not point to the Keepnet API'],
		[page(502), 'Keepnet is not working properly at the moment'],
		[nothing(503), 'Keepnet is not working properly at the moment'],
		[json(500, { error: 'server_error' }), 'Keepnet is not working properly at the moment'],
		[
			json(400, { error: 'temporarily_unavailable' }),
			'Keepnet is not working properly at the moment',
		],
	])('in place of a token may have a sentence of its own: %j', async (sent, message) => {
		simulator.faults.add({ ...sent, route: 'token', times: Infinity });
		expect((await run(credentialOf(simulator), {})).error?.message).toBe(message);
	});

	const OPERATIONS: Array<[string, INodeParameters, FaultRule['route']]> = [
		['a page', {}, 'search'],
		[
			'a company',
			{ operation: 'get', companyId: { __rl: true, mode: 'id', value: 'x' } },
			'details',
		],
		['a file', { operation: 'export' }, 'export'],
	];

	describe.each(OPERATIONS)('in place of %s', (_what, parameters, route) => {
		it.each([
			page(400),
			page(401),
			page(403),
			page(405),
			page(407),
			page(413),
			page(451),
			nothing(400),
			nothing(403),
			nothing(407),
			json(400, {}),
			json(400, { error: 'Bad Request' }),
			json(403, { message: 'Forbidden' }),
			json(415, { title: 'Unsupported Media Type', status: 415 }),
		])('is told as such: %j', async (sent) => {
			simulator.faults.add({ ...sent, route, times: Infinity });
			const { error } = await run(credentialOf(simulator), parameters);
			expect(error).toMatchObject({
				message: `${REFUSED} (HTTP ${sent.status})`,
				description: expect.stringContaining(description()),
			});
		});

		it('is not an empty 401', async () => {
			simulator.faults.add({ ...nothing(401), route, times: Infinity });
			expect((await run(credentialOf(simulator), parameters)).error?.message).toBe(CREDENTIALS);
		});
	});

	it.each([
		'The request was blocked because of a timeout at the firewall: ECONNRESET',
		'certificate of the client: EAUTH invalid_client, temporarily',
		'HTTP status 502, unable to sign without access token',
	])('does not depend on the words of a page in place of a token: %s', async (words) => {
		simulator.faults.add({
			kind: 'status',
			status: 403,
			body: `<p>${words}</p>`,
			headers: { 'content-type': 'text/html' },
			route: 'token',
			times: Infinity,
		});
		const { error } = await run(credentialOf(simulator), {});
		expect(error?.message).toBe(`${REFUSED} (HTTP 403)`);
	});

	it('may be a filter that is refused without a word', async () => {
		const [company] = simulator.companies.all();
		simulator.faults.add({ ...nothing(400), route: 'search' });
		// The plain list works; the filter is refused once more.
		simulator.faults.add({ ...nothing(400), route: 'search', after: 1 });
		const { json: companies, hints } = await runWell(credentialOf(simulator), {
			filters: { companyName: company.name },
		});
		expect(companies.map(({ companyId }) => companyId)).toEqual([company.id]);
		expect(hints).not.toEqual([]);
	});

	it('does not withhold the companies if only a list of names is refused', async () => {
		simulator.faults.add({ ...page(403), route: 'lookups', times: Infinity });
		expect((await runWell(credentialOf(simulator), {})).json).toHaveLength(3);
	});

	it('in place of a token also stops a list of names', async () => {
		simulator.faults.add({ ...page(403), route: 'token', times: Infinity });
		const parameters = { filters: { industries: ['Education'] } };
		const { error } = await run(credentialOf(simulator), parameters);
		expect(error?.message).toBe(`${REFUSED} (HTTP 403)`);
	});

	it('does not keep a dead token from being renewed', async () => {
		simulator.faults.add({ ...page(401), route: 'search' });
		expect((await runWell(credentialOf(simulator), {})).json).toHaveLength(3);
	});
});

import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule, Simulator } from '../simulator';
import { createPoller, loadOptions } from './harness';
import { credentialOf, hurry, run, runWell, simulate, type Credential } from './support';

const SECRET = 'S3cret/+with "marks" & <more>';

type Encode = (text: string) => string;

const FORMS: Array<[string, Encode]> = [
	['plain', (text) => text],
	['in capitals', (text) => text.toUpperCase()],
	['for a URL', encodeURIComponent],
	['in a form', (text) => new URLSearchParams({ text }).toString().slice(5)],
	['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
	['in HTML', (text) => text.replace(/[^a-z\d]/gi, (char) => `&#${char.charCodeAt(0)};`)],
	['in base64', (text) => Buffer.from(text).toString('base64')],
	['in base64url', (text) => Buffer.from(text).toString('base64url')],
	['as Basic', (text) => `Basic ${Buffer.from(`client:${text}`).toString('base64')}`],
	['in hex', (text) => Buffer.from(text).toString('hex')],
];

/** A server may repeat what was sent to it, unchanged or as its gateway, log or web page formats it. */
describe('A server that repeats secrets', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 3 });
		credential = credentialOf(simulator);
	});

	/** A token that is not a JWT, as another server may issue it. */
	const giveTokens = (token: string) =>
		simulator.faults.add({
			kind: 'status',
			status: 200,
			body: { access_token: token, token_type: 'Bearer', expires_in: 3600 },
			route: 'token',
			times: Infinity,
		});

	async function tokenOf(): Promise<string> {
		const { oauthTokenData } = await credential.getData();
		return String((oauthTokenData as { access_token: string }).access_token);
	}

	/** Lets every answer of the API say this. */
	function say(body: unknown, rest: Partial<FaultRule> = {}) {
		simulator.faults.add({
			kind: 'status',
			status: 400,
			body,
			times: Infinity,
			...rest,
		} as FaultRule);
	}

	async function shown(parameters: INodeParameters = {}) {
		const { error, stored } = await run(credential, parameters);
		return `${error?.message} ${error?.description} ${stored}`;
	}

	it.each(FORMS)('does not get a secret shown: %s', async (_form, encode) => {
		await credential.updateData({ clientSecret: SECRET });
		giveTokens('0123456789-opaque-token');
		say({
			status: 'INPUT_ERROR',
			message: `a ${encode(SECRET)} b`,
			validationMessages: [encode('0123456789-opaque-token')],
		});
		const text = await shown();
		expect(text).toMatch(/a (Basic )?\*\*\*=* b/);
		for (const secret of [SECRET, '0123456789-opaque-token']) {
			expect(text).not.toContain(encode(secret));
			expect(text).not.toContain(JSON.stringify(encode(secret)).slice(1, -1));
		}
	});

	it('does not get it shown as a status', async () => {
		await credential.updateData({ clientSecret: 'S3CRET_STATUS' });
		giveTokens('0123456789-opaque-token');
		say({ status: 'S3CRET_STATUS', message: '' }, { status: 200 } as Partial<FaultRule>);
		const { error, stored } = await run(credential, {});
		expect(error?.message).toBe('Keepnet could not complete the request');
		expect(stored).not.toContain('S3CRET_STATUS');
	});

	it('does not get a token shown that was renewed in the meantime', async () => {
		await runWell(credential, {});
		const old = await tokenOf();
		simulator.faults.add({ kind: 'expireToken', route: 'search' });
		giveTokens('0123456789-new-opaque-token');
		say({ status: 'FAILED', message: `${old} and 0123456789-new-opaque-token` });
		const text = await shown();
		expect(text).toContain('*** and ***');
		expect(text).not.toContain(old.slice(0, 20));
		expect(text).not.toContain('opaque-token');
	});

	it('does not get it shown in a list of the editor or in a poll', async () => {
		await runWell(credential, {});
		const token = await tokenOf();
		say({ status: 'INPUT_ERROR', message: `Bearer ${token}` });
		const poller = await createPoller({ credential });
		for (const failing of [loadOptions('getIndustries', { credential }), poller.activate()]) {
			const error: Error & { description?: string } = await failing.then(
				() => new Error('no error'),
				(reason: Error) => reason,
			);
			expect(error.description).toContain('***');
			expect(JSON.stringify(error)).not.toContain(token.slice(0, 20));
		}
	});

	it('does not get it into the name of a file', async () => {
		const { clientSecret } = simulator.clients.reseller;
		await runWell(credential, {});
		const token = await tokenOf();
		for (const text of [clientSecret, token]) {
			simulator.faults.add({
				kind: 'status',
				status: 200,
				route: 'export',
				body: 'Company Name\nAcme\nOther\n',
				headers: {
					'content-type': 'text/csv',
					'content-disposition': `attachment; filename*=UTF-8''list-${encodeURIComponent(text)}.csv`,
				},
			});
			const { stored, json } = await runWell(credential, { operation: 'export' });
			expect(json[0].fileName).toMatch(/^list-_*\.csv$/);
			expect(stored).not.toContain(text.slice(0, 30));
		}
	});

	it('does not blank out what it says because the secret is short', async () => {
		await credential.updateData({ clientSecret: 'a' });
		giveTokens('0123456789-opaque-token');
		say({ status: 'INPUT_ERROR', message: 'There was a bad day at Keepnet' });
		expect(await shown()).toContain('There was a bad day at Keepnet');
	});

	it.each([
		['a long text', { message: 'x'.repeat(1_000_000) }],
		['many messages', { validationMessages: Array.from({ length: 20_000 }, (_, n) => `no ${n}`) }],
		['a long status', { status: 'S'.repeat(1_000_000) }],
		['a status with line breaks', { status: 'FAILED\nbadly\n'.repeat(1000) }],
		['a status with a network code', { status: 'FAILED ECONNREFUSED' }],
		['a status of one network code', { status: 'ENOENT' }],
	])('is quoted in one line and up to a bound: %s', async (_what, body) => {
		say({ status: 'FAILED', ...body }, { status: 200 } as Partial<FaultRule>);
		const { error, stored } = await run(credential, {});
		expect(error?.message).toMatch(/^Keepnet could not complete the request( \(FAILED\))?$/);
		expect(error?.description).not.toMatch(/[\r\n]/);
		expect(error?.description?.length).toBeLessThan(3000 + 5 * 400);
		expect(stored.length).toBeLessThan(30_000);
	});
});

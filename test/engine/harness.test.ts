import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import {
	createCredential,
	createPoller,
	listSearch,
	loadOptions,
	readBinary,
	runWorkflow,
	testCredential,
	type RunOptions,
} from './harness';
import { Service } from './harness/probe/service';
import { types } from './harness/probe/types';

const service = new Service();

const probeCredential = (data: IDataObject = {}) =>
	createCredential(
		{ baseUrl: service.url, clientId: 'id', clientSecret: 'secret', ...(data as object) },
		'probeOAuth2Api',
	);

const run = async (options: Partial<RunOptions> & { path?: string } = {}) =>
	await runWorkflow({
		types,
		credential: probeCredential(),
		...options,
		node: { type: 'test.probe', parameters: { path: options.path ?? '/ok' }, ...options.node },
	});

beforeAll(async () => await service.start());
afterAll(async () => await service.stop());
beforeEach(() => {
	service.tokenRequests = [];
	service.requests = [];
	service.expire();
});

describe('runWorkflow', () => {
	it('takes a token with client credentials and stores it in the credential', async () => {
		const result = await run();

		expect(result).toMatchObject({ status: 'success', json: [{ status: 'SUCCESS', url: '/ok' }] });
		expect(service.tokenRequests).toEqual([
			'grant_type=client_credentials&client_id=id&client_secret=secret',
		]);
		expect(result.credentialData.oauthTokenData).toMatchObject({ access_token: 'token-1' });
		expect(result.hints).toEqual([{ message: 'One hint', location: 'outputPane' }]);
	});

	it('keeps the token from run to run and takes a new one after a 401', async () => {
		const credential = probeCredential();
		await run({ credential });
		await run({ credential });
		expect(service.tokenRequests).toHaveLength(1);

		service.expire();
		expect(await run({ credential })).toMatchObject({ status: 'success' });
		expect(service.requests.slice(2)).toEqual(['/ok Bearer token-1', '/ok Bearer token-2']);
		expect(await credential.getData()).toMatchObject({
			oauthTokenData: { access_token: 'token-2' },
		});
	});

	it('resolves expressions for each item and keeps the pairing', async () => {
		const { items } = await run({
			items: [{ id: 1 }, { json: { id: 2 } }],
			path: '=/{{ $json.id }}',
		});

		expect(items).toEqual([
			[
				{ json: { status: 'SUCCESS', url: '/1' }, pairedItem: { item: 0 } },
				{ json: { status: 'SUCCESS', url: '/2' }, pairedItem: { item: 1 } },
			],
		]);
	});

	it.each(['filesystem', 'default'] as const)('stores a streamed file (%s)', async (binaryMode) => {
		const node = { type: 'test.probe', parameters: { stream: true } };
		const { items } = await run({ node, binaryMode });

		expect(items[0][0].binary?.data).toMatchObject({ fileName: 'list.csv', mimeType: 'text/csv' });
		expect(items[0][0].binary?.data.id?.startsWith('filesystem-v2:') ?? false).toBe(
			binaryMode === 'filesystem',
		);
		expect((await readBinary(items[0][0])).toString()).toBe('id,name\n1,Acme\n');
	});

	it('gives the error that n8n stores', async () => {
		const result = await run({ path: '/forbidden' });

		expect(result).toMatchObject({ status: 'error', items: [], json: [] });
		expect(result.error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			description: 'Not a reseller',
		});
		expect(result.stored).toContain('Not a reseller');
		expect(result.stored).not.toContain('token-1');
	});

	it('goes on after an error in the two ways that n8n offers', async () => {
		const path = '={{ $json.path }}';
		const items = [{ path: '/ok' }, { path: '/forbidden' }];
		const node = { type: 'test.probe', parameters: { path } };
		const regular = await run({
			items,
			node: { ...node, continueOnFail: 'continueRegularOutput' },
		});
		expect(regular.json).toEqual([
			expect.objectContaining({ url: '/ok' }),
			{ error: expect.stringContaining('Forbidden') },
		]);

		const split = await run({ items, node: { ...node, continueOnFail: 'continueErrorOutput' } });
		expect(split.items.map((output) => output.length)).toEqual([1, 1]);
	});

	it('repeats the node with Retry On Fail', async () => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const node = { type: 'test.probe', parameters: { path: '/forbidden' }, ...settings };
		expect((await run({ node })).status).toBe('error');
		expect(service.requests).toHaveLength(2);
	});

	it('breaks off what the node is doing when it is cancelled', async () => {
		const stop = new AbortController();
		const running = run({ path: '/slow', signal: stop.signal });
		while (!service.requests.some((request) => request.startsWith('/slow'))) await sleep(5);
		stop.abort();
		const { error, items } = await running;
		// The status says nothing: n8n writes "canceled" whatever the node does. The request is what has to end.
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: 'ERR_CANCELED' });
		expect(items.flat()).toEqual([]);
	});
});

describe('the editor', () => {
	const node = { type: 'test.probe', parameters: { path: '/names' } };

	it('fills a dropdown', async () => {
		const credential = probeCredential();
		expect(await loadOptions('getNames', { types, credential, node })).toEqual([
			{ name: '/names', value: 1 },
		]);
	});

	it('searches a list', async () => {
		const credential = probeCredential();
		const page = { filter: 'acme', paginationToken: '2' };
		expect(await listSearch('search', { types, credential, node, ...page })).toEqual({
			results: [{ name: 'acme after 2', value: 1 }],
			paginationToken: 'next',
		});
	});

	it('tests a credential with a new token', async () => {
		const credential = probeCredential({ oauthTokenData: { access_token: 'old' } });
		expect(await testCredential({ types, credential, node })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(service.requests).toEqual(['/ok Bearer token-1']);
	});

	it.each([
		[
			{ clientSecret: 'wrong' },
			'Failed to acquire OAuth2 access token: Client authentication failed',
		],
		[{ baseUrl: 'http://127.0.0.1:1' }, 'The service refused the connection'],
	])('says why a credential does not work: %j', async (data, message) => {
		const credential = probeCredential(data);
		expect(await testCredential({ types, credential, node })).toEqual({
			status: 'Error',
			message: expect.stringContaining(message),
		});
	});
});

describe('a polling trigger', () => {
	const node = { type: 'test.probeTrigger' };

	const createProbe = async (polls: number, durable = false) =>
		await createPoller({
			types,
			node,
			credential: probeCredential(),
			staticData: { polls },
			durable,
		});

	it('keeps its state from poll to poll, and saves it on activation and with what it emits', async () => {
		const poller = await createProbe(0);
		expect(await poller.activate()).toBeNull();
		expect(poller.savedStaticData).toEqual({ polls: 1 });
		expect(await poller.poll()).toEqual([
			[
				{
					json: {
						polls: 2,
						mode: 'trigger',
						activation: 'activate',
						status: 'SUCCESS',
						url: '/ok',
					},
				},
			],
		]);
		expect(await poller.poll()).toBeNull();
		expect(poller.savedStaticData).toEqual({ polls: 2 });
		await expect(poller.poll()).rejects.toThrow('The fourth poll fails');
		expect(poller.staticData).toEqual({ polls: 4 });
	});

	it('loses what was not saved when n8n starts again', async () => {
		const poller = await createProbe(4);
		await poller.poll();
		expect(await poller.poll()).toMatchObject([[{ json: { polls: 6 } }]]);
		await poller.poll();
		expect(await poller.restart()).toBeNull();
		expect(poller.staticData).toEqual({ polls: 7 });
		expect(await poller.poll()).toMatchObject([[{ json: { polls: 8, activation: 'init' } }]]);
	});

	it('works on a copy of its state where n8n has durable cursors', async () => {
		const poller = await createProbe(1, true);
		expect(await poller.poll()).toMatchObject([[{ json: { polls: 2 } }]]);
		await poller.poll();
		await expect(poller.poll()).rejects.toThrow('The fourth poll fails');
		expect(poller.staticData).toEqual({ polls: 3 });
		await poller.restart();
		expect(poller.staticData).toEqual({ polls: 3 });
	});

	it('is tested by hand without touching the state', async () => {
		const poller = await createProbe(7);
		expect((await poller.test()).json).toMatchObject([
			{ polls: 8, mode: 'manual', activation: 'manual' },
		]);
		expect(poller.staticData).toEqual({ polls: 7 });
	});
});

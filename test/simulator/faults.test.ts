import { setTimeout as sleep } from 'node:timers/promises';
import axios, { AxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import { startSimulator, type FaultRule, type Simulator } from './index';
import { connect, everything, requestToken, search } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 300 });
	client = await connect(simulator);
});

afterEach(async () => await simulator.close());

/** How a search fails when there is no proper answer; `undefined` when there is one. */
async function failure(): Promise<string | undefined> {
	try {
		await search(client);
		return undefined;
	} catch (error) {
		return error instanceof AxiosError ? `${error.code}: ${error.message}` : String(error);
	}
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
	for (let tries = 0; tries < 100 && !isTrue(); tries++) await sleep(10);
	expect(isTrue()).toBe(true);
}

const raw = async (): Promise<AxiosResponse<string>> =>
	await client.post<string>('/api/companies/search', everything, { transformResponse: [] });

test.each<[string, FaultRule, { status: number; type: string | undefined; body: RegExp }]>([
	[
		'a status with an envelope',
		{ kind: 'status', status: 500 },
		{
			status: 500,
			type: 'application/json; charset=utf-8',
			body: /"status":"INTERNAL_SERVER_ERROR"/,
		},
	],
	[
		'a status with a text',
		{ kind: 'status', status: 418, body: 'teapot', headers: { 'content-type': 'text/plain' } },
		{ status: 418, type: 'text/plain', body: /^teapot$/ },
	],
	[
		'a status with JSON',
		{ kind: 'status', status: 400, body: { error: 'x' } },
		{ status: 400, type: 'application/json; charset=utf-8', body: /^{"error":"x"}$/ },
	],
	[
		'a failure with HTTP 200',
		{ kind: 'failedEnvelope', validationMessages: ['no luck'] },
		{ status: 200, type: 'application/json; charset=utf-8', body: /"status":"FAILED".*no luck/ },
	],
	['a page for people', { kind: 'html' }, { status: 502, type: 'text/html', body: /<h1>502/ }],
	[
		'a page for people with 200',
		{ kind: 'html', status: 200 },
		{ status: 200, type: 'text/html', body: /<html>/ },
	],
	[
		'half of the JSON',
		{ kind: 'unparsable' },
		{ status: 200, type: 'application/json; charset=utf-8', body: /^{"data":[^]*[^}]$/ },
	],
	['nothing', { kind: 'emptyBody' }, { status: 200, type: undefined, body: /^$/ }],
])('once, the answer is %s', async (_name, rule, { status, type, body }) => {
	const fault = simulator.faults.add(rule);
	const answer = await raw();
	expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
	expect(answer.data).toMatch(body);
	expect((await search(client)).data.status).toBe('SUCCESS');
	expect([fault.hits, simulator.faults.pending]).toEqual([1, 0]);
});

test.each<[string, FaultRule, RegExp]>([
	['more than the promised length', { kind: 'wrongLength' }, /Parse Error/],
	['a reset', { kind: 'reset' }, /ECONNRESET/],
	['a promised length that is not kept', { kind: 'truncate' }, /aborted|ECONNRESET/],
	[
		'a length that is not kept, and a reset',
		{ kind: 'truncate', ending: 'reset' },
		/aborted|ECONNRESET/,
	],
	['chunks without their end', { kind: 'truncate', how: 'chunked' }, /aborted|ECONNRESET/],
	[
		'chunks that end in a reset',
		{ kind: 'truncate', how: 'chunked', ending: 'reset', bytes: 10 },
		/aborted|ECONNRESET/,
	],
])('%s breaks the request, and only that', async (_name, rule, words) => {
	simulator.faults.add(rule);
	expect(await failure()).toMatch(words);
	expect(await failure()).toBeUndefined();
	await waitUntil(() => simulator.statistics.inFlight === 0);
});

test('an export can be cut as well, in text and in workbooks', async () => {
	simulator.faults.add({ kind: 'truncate', route: 'export', bytes: 500, times: 2 });
	for (const exportType of ['CSV', 'Excel']) {
		const body = { ...everything, exportType, reportAllPages: true };
		await expect(client.post('/api/companies/search/export', body)).rejects.toThrow(/aborted/);
	}
	const body = { ...everything, exportType: 'CSV', reportAllPages: true };
	expect((await client.post('/api/companies/search/export', body)).status).toBe(200);
});

test('a hanging answer never comes, with or without a beginning, and close() does not wait for it', async () => {
	simulator.faults.add({ kind: 'hang' });
	simulator.faults.add({ kind: 'hang', bytes: 10 });
	for (let count = 0; count < 2; count++) {
		const answer = search(client).then(
			() => 'answered',
			() => 'broken',
		);
		const wait = new Promise((resolve) => setTimeout(resolve, 150, 'waiting'));
		expect(await Promise.race([answer, wait])).toBe('waiting');
	}
	expect(simulator.statistics.inFlight).toBe(2);
	// Would wait until the test's own time is over.
	await simulator.close();
	simulator = await startSimulator({ companies: 1 });
});

test('a slow answer is the right one, late', async () => {
	simulator.faults.add({ kind: 'slow', ms: 120 });
	const start = Date.now();
	expect((await search(client)).data.data.totalNumberOfRecords).toBe(300);
	expect(Date.now() - start).toBeGreaterThanOrEqual(115);
});

test.each([0, 10])('a right answer can pause after %i bytes', async (bytes) => {
	simulator.faults.add({ kind: 'pause', ms: 50, bytes });
	const { data } = await client.post('/api/companies/search', everything, {
		responseType: 'stream',
	});
	expect(data.readableLength).toBeLessThanOrEqual(bytes);
	const chunks: string[] = await data.map(String).toArray();
	expect(chunks[0].length === bytes).toBe(bytes > 0);
	expect(JSON.parse(chunks.join('')).data.totalNumberOfRecords).toBe(300);
});

test('a right answer can be changed, and can come a byte at a time', async () => {
	simulator.faults.add({ kind: 'alter', change: () => ({ data: { results: [] } }) });
	expect((await search(client)).data).toEqual({ data: { results: [] } });
	simulator.faults.add({ kind: 'alter', change: (body) => JSON.stringify(body).slice(0, 10) });
	expect((await raw()).data).toHaveLength(10);
	const { length } = (await raw()).data;
	simulator.faults.add({ kind: 'trickle', everyMs: 1, bytes: length - 20 });
	expect((await search(client)).data.data.totalNumberOfRecords).toBe(300);
});

test('a right answer can be compressed, and be larger than it looks', async () => {
	simulator.faults.add({ kind: 'gzip' });
	expect((await search(client)).data.data.totalNumberOfRecords).toBe(300);
	const { length } = (await raw()).data;
	simulator.faults.add({ kind: 'gzip', padding: 1000 });
	expect((await raw()).data).toHaveLength(length + 1000);
});

test('headers can come a byte at a time, for ever', async () => {
	simulator.faults.add({ kind: 'trickle', everyMs: 1, head: true });
	const answer = search(client).then(
		() => 'answered',
		() => 'broken',
	);
	const wait = new Promise((resolve) => setTimeout(resolve, 150, 'waiting'));
	expect(await Promise.race([answer, wait])).toBe('waiting');
	expect(simulator.statistics.inFlight).toBe(1);
});

test('tokens can die with a request', async () => {
	simulator.faults.add({ kind: 'expireToken', route: 'search' });
	expect((await search(client)).status).toBe(401);
	expect((await search(client)).status).toBe(401);
	expect((await search(await connect(simulator))).status).toBe(200);
});

test('a rule may be for one page, spare the first requests, and strike several times', async () => {
	simulator.faults.add({ kind: 'status', status: 503, pageNumber: 2, after: 1, times: 2 });
	const statuses: number[] = [];
	for (const pageNumber of [1, 2, 2, 1, 2, 2]) {
		statuses.push((await search(client, { pageNumber })).status);
	}
	expect(statuses).toEqual([200, 200, 503, 200, 503, 200]);
});

test('rules are for the API unless they say otherwise, and can be taken back', async () => {
	const always = simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
	expect((await requestToken(simulator)).status).toBe(200);
	expect((await client.get('/api/companies/my')).status).toBe(500);
	always.remove();
	expect((await client.get('/api/companies/my')).status).toBe(200);
	simulator.faults.add({ kind: 'status', status: 503, route: 'token', times: Infinity });
	expect((await requestToken(simulator)).status).toBe(503);
	simulator.faults.clear();
	expect((await requestToken(simulator)).status).toBe(200);
	await expect(axios.get(simulator.url)).resolves.toMatchObject({ status: 200 });
});

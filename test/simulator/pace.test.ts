import { setTimeout as sleep } from 'node:timers/promises';
import type { AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from './index';
import { connect, requestToken, search } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 30 });
	client = await connect(simulator);
});

afterEach(async () => await simulator.close());

test('the limiter allows a number of requests per window and says how long to wait', async () => {
	simulator.behaviour.rateLimit = { requests: 2, perMs: 2000 };
	const answers = [await search(client), await search(client), await search(client)];
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
	expect(answers[2].headers['retry-after']).toMatch(/^[12]$/);
	expect((await requestToken(simulator)).status).toBe(200);
	await sleep(2010);
	expect((await search(client)).status).toBe(200);
	expect(simulator.statistics).toMatchObject({ rateLimited: 1, impatientRepeats: 0 });
});

test('clients that return too early are detected, requests in flight are not', async () => {
	simulator.faults.add({ kind: 'rateLimit', seconds: 1 });
	await Promise.all([search(client), search(client), search(client)]);
	expect(simulator.statistics.impatientRepeats).toBe(0);
	await sleep(300);
	await search(client);
	expect(simulator.statistics.impatientRepeats).toBe(1);
	await sleep(750);
	await search(client);
	expect(simulator.statistics.impatientRepeats).toBe(1);
});

test('Retry-After comes as a date, or not at all', async () => {
	simulator.faults.add({ kind: 'rateLimit', seconds: 2, retryAfter: 'date' });
	const wait = Date.parse(String((await search(client)).headers['retry-after'])) - Date.now();
	expect(wait).toBeGreaterThan(1500);
	expect(wait).toBeLessThan(3100);
	simulator.faults.add({ kind: 'rateLimit', retryAfter: 'missing' });
	expect((await search(client)).headers['retry-after']).toBeUndefined();
});

test('latency holds for the API and for tokens by themselves', async () => {
	const time = async (run: () => Promise<unknown>) => {
		const start = Date.now();
		await run();
		return Date.now() - start;
	};
	simulator.behaviour.latencyMs = 400;
	expect(await time(async () => await search(client))).toBeGreaterThanOrEqual(395);
	const answered: string[] = [];
	await Promise.all([
		search(client).then(() => answered.push('search')),
		requestToken(simulator).then(() => answered.push('token')),
	]);
	expect(answered).toEqual(['token', 'search']);
	Object.assign(simulator.behaviour, { latencyMs: 0, latencyMsPerRow: 10 });
	const page = async () => await search(client, { pageSize: 20 });
	expect(await time(page)).toBeGreaterThanOrEqual(195);
	Object.assign(simulator.behaviour, { latencyMsPerRow: 0, tokenLatencyMs: 150 });
	expect(await time(async () => await requestToken(simulator))).toBeGreaterThanOrEqual(145);
});

test('requests, connections, bytes and what is in flight are counted', async () => {
	const { statistics } = simulator;
	statistics.reset();
	simulator.behaviour.latencyMs = 50;
	await Promise.all([search(client), search(client), client.get('/api/companies/my')]);
	await requestToken(simulator);
	await sleep(20);
	expect(statistics).toMatchObject({
		requests: { search: 2, my: 1, token: 1 },
		statuses: { 200: 4 },
		apiRequests: 3,
		tokensIssued: 1,
		inFlight: 0,
		maxInFlight: 3,
	});
	// One of three at the same time may go through the connection that is there already.
	expect(statistics.connections).toBeGreaterThanOrEqual(2);
	expect(statistics.bytesSent).toBeGreaterThan(2 * 30 * 400);
	statistics.reset();
	expect(statistics).toMatchObject({ requests: {}, bytesSent: 0, maxInFlight: 0 });
});

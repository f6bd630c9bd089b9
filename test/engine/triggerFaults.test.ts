import type { FaultRule } from '../simulator';
import { modules } from '../simulator';
import { createPoller } from './harness';
import { credentialOf, endSilence, hurry, simulate, TIMEZONE } from './support';
import { ALL_EVENTS, quietRow, scene, told } from './triggerSupport';

beforeEach(hurry);

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

const manyRows = () => ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => quietRow(id));
const always = (fault: FaultRule): FaultRule => ({ route: 'search', times: Infinity, ...fault });
const missingOne = { filters: { missingProducts: [modules[0].name] } };
/** Several pages, so that a fault can come in the middle. */
const smallPages = { options: { pageSize: 2 } };

const PASSING: Array<[string, FaultRule]> = [
	['HTTP 500', { kind: 'status', status: 500 }],
	['a failure in an HTTP 200', { kind: 'failedEnvelope' }],
	['a broken connection', { kind: 'reset' }],
	['an answer that breaks off', { kind: 'truncate' }],
	['half a JSON', { kind: 'unparsable' }],
	['a web page', { kind: 'html', status: 200 }],
	['nothing', { kind: 'emptyBody' }],
	['silence', { kind: 'hang' }],
	['a rate limit that does not end', { kind: 'rateLimit', seconds: 3600 }],
];

describe('A poll that fails', () => {
	it.each(PASSING)('changes nothing and loses nothing: %s on page 3', async (_name, fault) => {
		const { poller, simulator } = await scene(manyRows(), smallPages);
		await poller.activate();
		const before = poller.staticData;
		simulator.companies.update('b', { targetUserCount: 101 });
		simulator.companies.remove('d');
		simulator.companies.insert(quietRow('h'));
		simulator.faults.add(always({ ...fault, pageNumber: 3 }));
		if (fault.kind === 'hang') endSilence();
		await expect(poller.poll()).rejects.toMatchObject({ name: 'NodeApiError' });
		expect(poller.staticData).toEqual(before);
		simulator.faults.clear();
		expect(told(await poller.poll())).toEqual([
			'companyCreated h',
			'companyRemoved d',
			'limitExceeded b',
			'usageThresholdReached b',
		]);
		expect(await poller.poll()).toBeNull();
	});

	it('repeats one of the requests that go out together', async () => {
		const { poller, simulator } = await scene(manyRows(), { output: 'full' });
		await poller.activate();
		simulator.requests.length = 0;
		simulator.faults.add({ kind: 'reset', times: Infinity });
		await expect(poller.poll()).rejects.toMatchObject({ name: 'NodeApiError' });
		const routes = simulator.requests.map(({ route }) => route);
		expect(routes.sort()).toEqual(['lookups', ...Array<string>(7).fill('search')]);
	});

	it('is retried by the client if that helps', async () => {
		const { poller, simulator } = await scene(manyRows(), smallPages);
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 101 });
		simulator.faults.add({ kind: 'status', status: 503, route: 'search', pageNumber: 2, times: 2 });
		expect(told(await poller.poll())).toEqual(['limitExceeded b', 'usageThresholdReached b']);
	});
});

describe('The first poll of an active workflow', () => {
	it.each(PASSING)('does not end the workflow for what passes: %s', async (_name, fault) => {
		const { poller, simulator } = await scene(manyRows(), smallPages);
		simulator.faults.add(always(fault));
		if (fault.kind === 'hang') endSilence();
		expect(await poller.activate()).toBeNull();
		expect(poller.savedStaticData).toEqual({});
		await expect(poller.poll()).rejects.toMatchObject({ name: 'NodeApiError' });
		simulator.faults.clear();
		// The baseline: a run without items makes n8n store it.
		expect(await poller.poll()).toEqual([[]]);
		simulator.companies.update('b', { targetUserCount: 101 });
		expect(told(await poller.restart())).toEqual(['limitExceeded b', 'usageThresholdReached b']);
		expect(await poller.poll()).toBeNull();
	});

	it('keeps what it knows when Keepnet cannot be read at the start of n8n', async () => {
		const { poller, simulator } = await scene(manyRows());
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 101 });
		simulator.faults.add(always({ kind: 'status', status: 500 }));
		expect(await poller.restart()).toBeNull();
		simulator.faults.clear();
		expect(told(await poller.poll())).toEqual(['limitExceeded b', 'usageThresholdReached b']);
	});

	it('reports what already exists after a late start, if chosen', async () => {
		const parameters = { emitExisting: true, events: ['companyCreated'] };
		const { poller, simulator } = await scene([quietRow('a')], parameters);
		simulator.faults.add(always({ kind: 'status', status: 500 }));
		expect(await poller.activate()).toBeNull();
		simulator.faults.clear();
		expect(told(await poller.poll())).toEqual(['companyCreated a']);
		expect(await poller.restart()).toBeNull();
	});

	it.each([['companyAdmin', 'The client of this credential is not a Reseller']] as const)(
		'ends it for a client that is a %s',
		async (client, message) => {
			const simulator = await simulate({ rows: manyRows() });
			const poller = await createPoller({
				credential: credentialOf(simulator, client),
				node: { parameters: { events: ALL_EVENTS } },
			});
			await expect(poller.activate()).rejects.toThrow(message);
			expect(poller.staticData).toEqual({});
		},
	);

	it('ends it for a wrong secret and for a blocked address', async () => {
		const { poller, simulator } = await scene(manyRows());
		simulator.setAccess(simulator.clients.reseller.clientId, 'blocked' as never);
		await expect(poller.activate()).rejects.toThrow("n8n's IP address");
		simulator.setSecret(simulator.clients.reseller.clientId, 'another');
		simulator.revokeTokens();
		await expect(poller.activate()).rejects.toThrow('the Client ID or the Client Secret');
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ events: ['somethingElse'] }, "'Trigger On' is not one of the allowed values"],
		[{ renewalDays: '90, soon' }, "'Days Before Renewal' must be a whole number"],
		[{ renewalDays: '' }, "'Days Before Renewal' is empty"],
		[{ usageThreshold: 'much' }, "'Usage Threshold (%)' must be a number"],
		[
			{ filters: { licenseTypes: ['Golden'] } },
			`Keepnet does not know "Golden" ('License Type Names or IDs')`,
		],
		[{ filters: { renewalAfter: 'some day' } }, "'Renewal From' is not a date"],
	])('ends it for a parameter that cannot be right: %j', async (parameters, message) => {
		const { poller } = await scene(manyRows(), parameters as never);
		await expect(poller.activate()).rejects.toThrow(message);
	});

	it('ends it for a filter on products if the client may not read them', async () => {
		const { poller, simulator } = await scene(manyRows(), missingOne);
		simulator.behaviour.lookupForbidden = true;
		await expect(poller.activate()).rejects.toThrow('Companies cannot be selected by product');
	});

	it('does not end it if the products cannot be read for the moment', async () => {
		const { poller, simulator } = await scene(manyRows(), missingOne);
		simulator.faults.add({ kind: 'failedEnvelope', route: 'lookups', times: Infinity });
		expect(await poller.activate()).toBeNull();
	});

	it('ends it for a time zone that does not exist', async () => {
		const simulator = await simulate({ rows: manyRows() });
		const poller = await createPoller({
			credential: credentialOf(simulator),
			timezone: 'Mars/Olympus',
			node: { parameters: { events: ALL_EVENTS } },
		});
		await expect(poller.activate()).rejects.toThrow('time zone');
	});
});

/** What is created and removed, and where. */
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 5) }, (_, index) => index + 1);

describe('A list that moves while it is read', () => {
	it.each(SEEDS)('never takes a company for removed that is still there (%i)', async (seed) => {
		const { poller, simulator } = await scene(manyRows(), {
			events: ['companyRemoved'],
			...smallPages,
		});
		await poller.activate();
		const churn = simulator.churn({ insert: 1, remove: 1, insertAt: 'anywhere', seed });
		const reported = new Set<string>();
		for (let count = 0; count < 5; count++) {
			for (const event of told(await poller.poll())) reported.add(event.replace(/^\w+ /, ''));
		}
		churn.stop();
		for (const id of reported) expect(churn.removed).toContain(id);
		// If most of the known companies are gone by then, the second poll confirms it.
		for (let count = 0; count < 2; count++) {
			for (const event of told(await poller.poll())) reported.add(event.replace(/^\w+ /, ''));
		}
		const known = manyRows().map(({ companyResourceId }) => companyResourceId);
		const gone = churn.removed.filter((removed) => known.includes(removed));
		expect(gone.length).toBeGreaterThan(0);
		for (const id of gone) expect(reported).toContain(id);
	});
});

describe('Polls that overlap', () => {
	it('tell each event once and read the list once', async () => {
		const { poller, simulator } = await scene(manyRows());
		await poller.activate();
		simulator.behaviour.latencyMs = 50;
		simulator.companies.update('b', { targetUserCount: 101 });
		const requests = simulator.requests.length;
		const polls = await Promise.all([poller.poll(), poller.poll(), poller.poll()]);
		expect(polls.flatMap((polled) => told(polled))).toEqual([
			'limitExceeded b',
			'usageThresholdReached b',
		]);
		expect(simulator.requests.length - requests).toBe(1);
		simulator.faults.add(always({ kind: 'status', status: 500 }));
		await expect(poller.poll()).rejects.toThrow();
		simulator.faults.clear();
		simulator.companies.update('c', { targetUserCount: 101 });
		expect(told(await poller.poll())).toEqual(['limitExceeded c', 'usageThresholdReached c']);
	});
});

describe('A workflow that is saved while it is polled', () => {
	const b = ['limitExceeded b', 'usageThresholdReached b'];

	/** A poll that waits for Keepnet when n8n reloads the workflow and polls at once. */
	async function savedDuringPoll() {
		const { poller, simulator } = await scene(manyRows(), smallPages);
		await poller.activate();
		simulator.behaviour.latencyMs = 60;
		simulator.companies.update('b', { targetUserCount: 101 });
		const asked = simulator.requests.length;
		const old = poller.poll();
		await until(() => simulator.requests.length > asked + 1);
		return { poller, simulator, old };
	}

	it('reports each event once', async () => {
		const { poller, old } = await savedDuringPoll();
		const latest = await poller.restart();
		expect(told(latest)).toEqual(b);
		expect(await old).toBeNull();
		expect(await poller.poll()).toBeNull();
	});

	it('reports it in the next poll if the new one fails, and reports no error for the old one', async () => {
		const { poller, simulator, old } = await savedDuringPoll();
		simulator.faults.add(always({ kind: 'status', status: 500 }));
		expect(await poller.restart()).toBeNull();
		expect(await old).toBeNull();
		simulator.faults.clear();
		expect(told(await poller.poll())).toEqual(b);
	});

	it('reports it once when it is saved again and again', async () => {
		const { poller, simulator, old } = await savedDuringPoll();
		const polls = [old];
		// The old poll may still request later pages.
		const begun = () =>
			simulator.requests.filter(({ body }) => (body as { pageNumber?: number })?.pageNumber === 1)
				.length;
		for (let save = 0; save < 3; save++) {
			const before = begun();
			polls.push(poller.restart());
			await until(() => begun() > before);
		}
		// A poll of the schedule on the state of the last one has nothing to do.
		polls.push(poller.poll());
		const all = await Promise.all(polls);
		expect(all.map((polled) => told(polled))).toEqual([[], [], [], b, []]);
	});

	it.each([
		['another node', { settings: { id: 'another-node' } }],
		['a node without an ID', { settings: { id: '' } }],
	])('leaves the poll of %s alone', async (_name, other) => {
		const { poller, simulator, old } = await savedDuringPoll();
		const another = await createPoller({
			credential: credentialOf(simulator),
			timezone: TIMEZONE,
			staticData: poller.savedStaticData,
			node: { parameters: { events: ALL_EVENTS, ...smallPages }, ...other },
		});
		const polls = await Promise.all([another.activate('init'), old]);
		expect(polls.map((polled) => told(polled))).toEqual([b, b]);
	});
});

describe('The durable scheduler of n8n 2.x', () => {
	const durable = async (budget: number) => {
		const simulator = await simulate({ rows: manyRows() });
		const poller = await createPoller({
			credential: credentialOf(simulator),
			timezone: TIMEZONE,
			durable: true,
			budget,
			node: { parameters: { events: ALL_EVENTS, ...smallPages } },
		});
		return { poller, simulator };
	};

	it('stores every poll without emitting for it, and receives what fails', async () => {
		const { poller, simulator } = await durable(36_000);
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 101 });
		expect(told(await poller.poll())).toHaveLength(2);
		simulator.companies.update('b', { targetUserCount: 1 });
		expect(await poller.poll()).toBeNull();
		await poller.restart();
		simulator.companies.update('b', { targetUserCount: 101 });
		simulator.faults.add(always({ kind: 'rateLimit', seconds: 120 }));
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'rate-limited', retryAfterMs: 120_000 },
		});
		simulator.faults.clear();
		expect(told(await poller.poll())).toHaveLength(2);
	});

	it('ends a poll in time that would take longer than n8n waits', async () => {
		const { poller, simulator } = await durable(1_000);
		await poller.activate();
		simulator.behaviour.latencyMs = 1_100;
		await expect(poller.poll()).rejects.toThrow('in the time that n8n allows');
		simulator.behaviour.latencyMs = 0;
		expect(await poller.poll()).toBeNull();
	});
});

import { OPTIONS } from '../../nodes/Companies/descriptions/options';
import { ALL_EVENTS, dayFromNow, jsonOf, quietRow, scene, told } from './triggerSupport';

describe('A manual test of the trigger', () => {
	it('shows real companies for the chosen events, at most ten, and leaves the state alone', async () => {
		const rows = Array.from({ length: 30 }, (_, index) =>
			quietRow(`over-${index}`, { targetUserCount: 101 + index }),
		);
		const { poller } = await scene(rows, { events: ['limitExceeded'] });
		await poller.activate();
		const before = poller.savedStaticData;
		const { status, json } = await poller.test();
		expect(status).toBe('success');
		expect(json).toHaveLength(10);
		for (const item of json) {
			expect(item).toMatchObject({ event: 'limitExceeded', signals: 'overLimit' });
			expect(item).not.toHaveProperty('sampleNote');
			expect(item).not.toHaveProperty('previous');
		}
		expect(poller.staticData).toEqual(before);
		expect(poller.savedStaticData).toEqual(before);
		expect(await poller.poll()).toBeNull();
	});

	it('needs no state and no active workflow', async () => {
		const { poller } = await scene(
			[quietRow('a', { licenseEndDate: `${dayFromNow(20)}T00:00:00Z` })],
			{
				events: ['renewalDue'],
			},
		);
		expect((await poller.test()).json).toEqual([
			expect.objectContaining({ event: 'renewalDue', companyId: 'a', reminderDays: 30 }),
		]);
		expect(poller.savedStaticData).toEqual({});
	});

	it('stops reading when it has enough', async () => {
		const { poller, simulator } = await scene(
			[],
			{ events: ['companyCreated'] },
			{ rows: undefined, companies: 2500 },
		);
		expect((await poller.test()).json).toHaveLength(10);
		// The first of 25 pages has enough; those requested with it may arrive.
		expect(simulator.statistics.apiRequests).toBeLessThanOrEqual(1 + OPTIONS.concurrency.default);
	});

	it('has an item for every chosen event, and says which of them are samples', async () => {
		const rows = [
			quietRow('a', { targetUserCount: 101, tags: ['vip'] }),
			quietRow('b', { tags: ['vip'] }),
			quietRow('c', { licenceExpired: true }),
		];
		const { poller } = await scene(rows, { events: ALL_EVENTS, filters: { tag: 'vip' } });
		const { json } = await poller.test();
		expect([...new Set(json.map(({ event }) => event))]).toEqual(ALL_EVENTS);
		const samples = json.filter(({ sampleNote }) => sampleNote !== undefined);
		expect(samples.map(({ event, sampleNote }) => [event, sampleNote])).toEqual([
			[
				'renewalDue',
				'No renewal is due within these days right now. This sample is made from Company a to show the fields.',
			],
			[
				'licenseExpired',
				'No license has ended right now. This sample is made from Company a to show the fields.',
			],
			[
				'licenseChanged',
				'A changed license only shows between two polls. This sample is made from Company a to show the fields.',
			],
			[
				'companyRemoved',
				'A removed company only shows between two polls. This sample is made from Company a to show the fields.',
			],
		]);
		expect(samples[0]).toMatchObject({ reminderDays: 30 });
		expect(samples[2]).toMatchObject({ previous: { licenseLimit: 100 } });
	});

	it('makes its sample from another company when none matches the filters', async () => {
		const { poller } = await scene([quietRow('a')], {
			events: ['limitExceeded'],
			filters: { companyName: 'Nobody' },
		});
		expect((await poller.test()).json).toEqual([
			expect.objectContaining({
				event: 'limitExceeded',
				companyId: 'a',
				sampleNote: expect.stringContaining('No company is over its license limit right now.'),
			}),
		]);
	});

	it('says that there is no company at all', async () => {
		const { poller } = await scene([]);
		const { status, error } = await poller.test();
		expect(status).toBe('error');
		expect(error?.message).toBe('There is no company to show yet');
	});

	it('says what is wrong with the credential', async () => {
		const { poller, simulator } = await scene([quietRow('a')]);
		simulator.setRole(simulator.clients.reseller.clientId, 'Company Admin');
		expect((await poller.test()).error).toMatchObject({
			message: 'The client of this credential is not a Reseller',
		});
	});
});

describe('A trigger with nothing to watch', () => {
	it('waits for the first company', async () => {
		const { poller, simulator } = await scene([], { events: ['companyCreated'] });
		expect(await poller.activate()).toBeNull();
		expect(await poller.poll()).toBeNull();
		simulator.companies.insert(quietRow('a'));
		expect(told(await poller.poll())).toEqual(['companyCreated a']);
		simulator.companies.clear();
		expect(jsonOf(await poller.poll())).toEqual([]);
	});
});

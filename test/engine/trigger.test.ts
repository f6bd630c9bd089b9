import { hurry } from './support';
import { ALL_EVENTS, dayFromNow, jsonOf, quietRow, scene, told } from './triggerSupport';
import { licenseTypes } from '../simulator';

hurry();

const threeCompanies = () => ['a', 'b', 'c'].map((id) => quietRow(id));
const at = (days: number) => `${dayFromNow(days)}T00:00:00Z`;

describe('The trigger', () => {
	it('records the state at its first poll and reports nothing', async () => {
		const rows = [
			quietRow('over', { targetUserCount: 101 }),
			quietRow('due', { licenseEndDate: at(20) }),
		];
		const { poller } = await scene(rows);
		expect(await poller.activate()).toBeNull();
		expect(await poller.poll()).toBeNull();
	});

	it('reports what already exists, if chosen, and only once', async () => {
		const rows = [
			quietRow('over', { targetUserCount: 101 }),
			quietRow('due', { licenseEndDate: at(20) }),
			quietRow('ended', { licenseEndDate: at(-1) }),
		];
		const { poller } = await scene(rows, { emitExisting: true });
		expect(told(await poller.activate())).toEqual([
			'companyCreated due',
			'companyCreated ended',
			'companyCreated over',
			'licenseExpired ended',
			'limitExceeded over',
			'renewalDue due 30',
			'usageThresholdReached over',
		]);
		expect(await poller.poll()).toBeNull();
		expect(await poller.restart()).toBeNull();
	});

	it('reports a new company, also one that is over its limit from the start', async () => {
		const { poller, simulator } = await scene(threeCompanies());
		await poller.activate();
		simulator.companies.insert(quietRow('d'));
		simulator.companies.insert(quietRow('e', { targetUserCount: 200 }));
		expect(told(await poller.poll())).toEqual([
			'companyCreated d',
			'companyCreated e',
			'limitExceeded e',
			'usageThresholdReached e',
		]);
		expect(await poller.poll()).toBeNull();
	});

	it('reports when a company goes over its limit, and again only after it was back under it', async () => {
		const { poller, simulator } = await scene(threeCompanies());
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 101 });
		const [first] = jsonOf(await poller.poll());
		expect(first).toMatchObject({
			event: 'limitExceeded',
			detectedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|\+00:00)$/),
			companyId: 'b',
			companyName: 'Company b',
			targetUsers: 101,
			seatsOverLimit: 1,
			signals: 'overLimit',
			previous: { targetUsers: 50, licenseLimit: 100, usagePercent: 50 },
		});
		simulator.companies.update('b', { targetUserCount: 150 });
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('b', { targetUserCount: 100 });
		expect(told(await poller.poll())).toEqual([]);
		simulator.companies.update('b', { targetUserCount: 102 });
		expect(told(await poller.poll())).toEqual(['limitExceeded b']);
	});

	it('reports when usage reaches the threshold of the parameter', async () => {
		const parameters = { events: ['usageThresholdReached'], usageThreshold: 75 };
		const { poller, simulator } = await scene(threeCompanies(), parameters);
		await poller.activate();
		simulator.companies.update('a', { targetUserCount: 74 });
		simulator.companies.update('b', { targetUserCount: 75 });
		simulator.companies.update('c', { targetUserCount: 300, isNumberOfUsersLimited: false });
		expect(told(await poller.poll())).toEqual(['usageThresholdReached b']);
		simulator.companies.update('b', { targetUserCount: 90 });
		expect(await poller.poll()).toBeNull();
	});

	it('reminds of a renewal once for each number of days, and afresh for a new date', async () => {
		const parameters = { events: ['renewalDue'], renewalDays: '90,60, 30' };
		const { poller, simulator } = await scene(threeCompanies(), parameters);
		await poller.activate();
		const renew = async (days: number) => {
			simulator.companies.update('a', { licenseEndDate: at(days) });
			return told(await poller.poll());
		};
		expect(await renew(91)).toEqual([]);
		expect(await renew(90)).toEqual(['renewalDue a 90']);
		expect(await poller.poll()).toBeNull();
		expect(await renew(45)).toEqual(['renewalDue a 60']);
		expect(await renew(410)).toEqual([]);
		expect(await renew(30)).toEqual(['renewalDue a 30']);
		expect(await renew(0)).toEqual(['renewalDue a 30']);
		expect(await renew(-1)).toEqual([]);
	});

	it('reports when a license has ended, by its date or by the flag of Keepnet', async () => {
		const { poller, simulator } = await scene(threeCompanies(), { events: ['licenseExpired'] });
		await poller.activate();
		simulator.companies.update('a', { licenseEndDate: at(-1) });
		simulator.companies.update('b', { licenceExpired: true });
		expect(told(await poller.poll())).toEqual(['licenseExpired a', 'licenseExpired b']);
		simulator.companies.update('a', { licenceExpired: true });
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('a', { licenceExpired: false, licenseEndDate: at(365) });
		await poller.poll();
		simulator.companies.update('a', { licenseEndDate: at(-2) });
		expect(told(await poller.poll())).toEqual(['licenseExpired a']);
	});

	it('reports the old and the new license, whatever the output', async () => {
		const parameters = { events: ['licenseChanged'], output: 'selected', fields: ['companyName'] };
		const { poller, simulator } = await scene(threeCompanies(), parameters);
		await poller.activate();
		simulator.companies.update('a', { numberOfUsers: '250' });
		simulator.companies.update('b', { isNumberOfUsersLimited: false });
		simulator.companies.update('c', {
			licenseTypeName: licenseTypes[1].name,
			licenseTypeResourceId: licenseTypes[1].resourceId,
			licenseEndDate: at(500),
		});
		const before = {
			licenseType: licenseTypes[0].name,
			licenseLimit: 100,
			renewalDate: dayFromNow(400),
		};
		const items = jsonOf(await poller.poll());
		const byId = (id: string) => items.find(({ companyId }) => companyId === id);
		expect(byId('a')).toMatchObject({ ...before, licenseLimit: 250, previous: before });
		expect(byId('b')).toMatchObject({ ...before, licenseLimit: null, previous: before });
		expect(byId('c')).toEqual({
			event: 'licenseChanged',
			detectedAt: expect.any(String),
			companyId: 'c',
			companyName: 'Company c',
			licenseType: licenseTypes[1].name,
			licenseLimit: 100,
			renewalDate: dayFromNow(500),
			previous: before,
		});
		expect(await poller.poll()).toBeNull();
	});

	it('reports a removed company with its last known values', async () => {
		const { poller, simulator } = await scene(threeCompanies(), { events: ['companyRemoved'] });
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 120 });
		await poller.poll();
		simulator.companies.remove('b');
		expect(jsonOf(await poller.poll())).toEqual([
			expect.objectContaining({
				event: 'companyRemoved',
				companyId: 'b',
				companyName: 'Company b',
				licenseType: licenseTypes[0].name,
				licenseLimit: 100,
				targetUsers: 120,
				renewalDate: dayFromNow(400),
			}),
		]);
		expect(await poller.poll()).toBeNull();
	});

	it('has the outputs of Search', async () => {
		const { poller, simulator } = await scene(threeCompanies(), { output: 'raw' });
		await poller.activate();
		simulator.companies.update('b', { targetUserCount: 90 });
		expect(jsonOf(await poller.poll())).toEqual([
			expect.objectContaining({
				...simulator.companies.get('b'),
				event: 'usageThresholdReached',
				detectedAt: expect.any(String),
			}),
		]);
	});

	it('only reports companies that match the filters, and never takes a filter for a removal', async () => {
		const rows = [quietRow('a', { tags: ['vip'] }), quietRow('b')];
		const { poller, simulator } = await scene(rows, { filters: { tag: 'vip' } });
		await poller.activate();
		simulator.companies.update('a', { targetUserCount: 101 });
		simulator.companies.update('b', { targetUserCount: 101 });
		simulator.companies.insert(quietRow('c'));
		expect(told(await poller.poll())).toEqual(['limitExceeded a', 'usageThresholdReached a']);
		simulator.companies.update('a', { tags: [] });
		simulator.companies.update('b', { tags: ['vip'] });
		expect(await poller.poll()).toBeNull();
		simulator.companies.remove('a');
		simulator.companies.remove('b');
		expect(told(await poller.poll())).toEqual(['companyRemoved b']);
	});

	it('filters by products and counts users of a month', async () => {
		const rows = licenseTypes
			.slice(0, 3)
			.map(({ name, resourceId }) =>
				quietRow(name, { licenseTypeName: name, licenseTypeResourceId: resourceId }),
			);
		const filters = { products: ['Awareness Educator'] };
		const options = { month: '2026-03' };
		const { poller, simulator } = await scene(rows, { filters, options, output: 'full' });
		await poller.activate();
		for (const { companyResourceId } of rows) {
			simulator.companies.update(companyResourceId, { targetUserCount: 95 });
		}
		const items = jsonOf(await poller.poll());
		expect(items.length).toBeGreaterThan(0);
		for (const { ownedProducts } of items) expect(ownedProducts).toContain('Awareness Educator');
		const month = { FieldName: 'MonthlyActiveUser', Operator: '=', Value: '2026-03' };
		const searches = simulator.requests.filter(({ route }) => route === 'search');
		for (const { body } of searches) {
			expect(body).toMatchObject({ filter: { FilterGroups: [{ FilterItems: [month] }, {}] } });
		}
	});

	it.each([
		[{ numberOfUsers: null }, { numberOfUsers: '150' }],
		[{ isNumberOfUsersLimited: null }, { isNumberOfUsersLimited: false }],
		[{ targetUserCount: null }, { targetUserCount: 10 }],
		[{ licenseEndDate: null }, { licenseEndDate: at(21) }],
		[{ licenseTypeResourceId: null }, { licenseTypeResourceId: 'x', licenseTypeName: 'Other' }],
		[
			{ licenseTypeResourceId: null, licenseTypeName: null },
			{ licenseTypeResourceId: 'x', licenseTypeName: 'Other' },
		],
		[{ licenceExpired: null }, { licenceExpired: false }],
		[{ companyName: null }, { companyName: 'Another' }],
		[{ numberOfUsers: 'ask us' }, { numberOfUsers: '150' }],
		[{ isNumberOfUsersLimited: 'perhaps' }, { isNumberOfUsersLimited: false }],
		[{ targetUserCount: 12.5 }, { targetUserCount: 10 }],
		[{ licenseEndDate: '2026-02-31' }, { licenseEndDate: at(21) }],
		[{ licenseEndDate: '1'.repeat(60) }, { licenseEndDate: at(21) }],
		[
			{ licenseTypeResourceId: {}, licenseTypeName: [] },
			{ licenseTypeResourceId: 'x', licenseTypeName: 'Other' },
		],
		[{ licenceExpired: 2 }, { licenceExpired: false }],
	])('takes nothing that is missing or cannot be read for a change: %j', async (gap, change) => {
		const known = { targetUserCount: 101, licenseEndDate: at(20), licenceExpired: true };
		const { poller, simulator } = await scene(
			[quietRow('a', known), quietRow('b')],
			{ filters: { licenseTypes: [licenseTypes[0].name] } },
			{ validateResponses: false },
		);
		await poller.activate();
		const before = { ...simulator.companies.get('a') };
		for (let poll = 0; poll < 3; poll++) {
			simulator.companies.update('a', gap as never);
			expect(jsonOf(await poller.poll())).toEqual([]);
			expect(jsonOf(await poller.restart())).toEqual([]);
			simulator.companies.update('a', before);
			expect(jsonOf(await poller.poll())).toEqual([]);
		}
		simulator.companies.update('a', gap as never);
		simulator.companies.insert(quietRow('c'));
		expect(told(await poller.poll())).toEqual(['companyCreated c']);
		simulator.companies.update('a', change as never);
		const events = told(await poller.poll());
		expect(new Set(events).size).toBe(events.length);
		expect(await poller.poll()).toBeNull();
	});

	it('reports what happens while the value of a filter is missing', async () => {
		const filters = { licenseTypes: [licenseTypes[0].name] };
		const { poller, simulator } = await scene(
			threeCompanies(),
			{ filters, events: ['limitExceeded'], output: 'raw' },
			{ validateResponses: false },
		);
		await poller.activate();
		simulator.companies.update('b', {
			targetUserCount: 101,
			licenseTypeResourceId: null,
			licenseTypeName: null,
		} as never);
		const [item] = jsonOf(await poller.poll());
		expect(item).toMatchObject({ event: 'limitExceeded', companyResourceId: 'b' });
		expect(item.licenseTypeName).toBeNull();
		expect(await poller.poll()).toBeNull();
	});

	it('does not take a changed setting for an event', async () => {
		const rows = [quietRow('a', { targetUserCount: 80, licenseEndDate: at(45) }), quietRow('b')];
		const { poller, simulator } = await scene(rows);
		await poller.activate();
		const { savedStaticData } = poller;
		const changed = await scene(
			[],
			{ usageThreshold: 70, renewalDays: '50, 10', events: [...ALL_EVENTS], filters: { tag: '' } },
			{ options: { staticData: savedStaticData } },
		);
		changed.simulator.companies.insert({ ...simulator.companies.get('a') });
		changed.simulator.companies.insert({ ...simulator.companies.get('b') });
		expect(await changed.poller.activate()).toBeNull();
	});
});

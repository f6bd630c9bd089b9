import { Settings } from 'luxon';

import { createPoller } from './harness';
import { credentialOf, TIMEZONE } from './support';
import { ALL_EVENTS, dayFromNow, jsonOf, quietRow, scene, told } from './triggerSupport';

const rows = () => ['a', 'b', 'c'].map((id) => quietRow(id));
const at = (days: number) => `${dayFromNow(days)}T00:00:00Z`;

describe('A restart of n8n', () => {
	it('repeats nothing and reports what has happened meanwhile', async () => {
		const { poller, simulator } = await scene(rows());
		await poller.activate();
		simulator.companies.update('a', { targetUserCount: 101 });
		expect(told(await poller.poll())).toHaveLength(2);
		expect(await poller.restart()).toBeNull();
		simulator.companies.update('b', { numberOfUsers: '70' });
		simulator.companies.remove('c');
		expect(told(await poller.restart())).toEqual(['companyRemoved c', 'licenseChanged b']);
		expect(await poller.restart()).toBeNull();
	});

	it.each([
		['limitExceeded', { targetUserCount: 101 }, { targetUserCount: 99 }],
		['usageThresholdReached', { targetUserCount: 95 }, { targetUserCount: 10 }],
		['licenseExpired', { licenceExpired: true }, { licenceExpired: false }],
		['renewalDue', { licenseEndDate: at(30) }, { licenseEndDate: at(400) }],
	])('does not hide %s after a company was out of it again', async (event, into, out) => {
		const { poller, simulator } = await scene(rows(), { events: [event] });
		await poller.activate();
		simulator.companies.update('a', into);
		expect(told(await poller.poll())).toHaveLength(1);
		simulator.companies.update('a', out);
		// No event, but n8n has to store it: a run without items.
		expect(await poller.poll()).toEqual([[]]);
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('a', into);
		expect(told(await poller.restart())).toHaveLength(1);
		expect(await poller.poll()).toBeNull();
	});

	it('does not hide the removal of a company that was new', async () => {
		const { poller, simulator } = await scene(rows(), { events: ['companyRemoved'] });
		await poller.activate();
		simulator.companies.insert(quietRow('d'));
		expect(await poller.poll()).toEqual([[]]);
		simulator.companies.remove('d');
		expect(told(await poller.restart())).toEqual(['companyRemoved d']);
	});

	it('starts no run for what is of no consequence', async () => {
		const { poller, simulator } = await scene(rows(), { events: ['limitExceeded'] });
		await poller.activate();
		simulator.companies.update('a', { targetUserCount: 99, companyName: 'Another', tags: ['x'] });
		simulator.companies.update('b', { licenseEndDate: at(10), numberOfUsers: '80' });
		simulator.companies.insert(quietRow('d'));
		expect(await poller.poll()).toBeNull();
	});

	it('starts no runs without items if that is switched off', async () => {
		const parameters = { events: ['limitExceeded'], options: { trackAcrossRestarts: false } };
		const { poller, simulator } = await scene(rows(), parameters);
		await poller.activate();
		simulator.companies.update('a', { targetUserCount: 101 });
		await poller.poll();
		simulator.companies.update('a', { targetUserCount: 1 });
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('a', { targetUserCount: 101 });
		expect(told(await poller.poll())).toEqual(['limitExceeded a']);
	});
});

describe('The state of the trigger', () => {
	it.each([{}, { version: 0, companies: 'x|y' }, { companies: {} }, { lastTimeChecked: 'now' }])(
		'starts anew from one that it cannot read: %j',
		async (staticData) => {
			const { poller, simulator } = await scene(rows(), {}, { options: { staticData } });
			simulator.companies.update('a', { targetUserCount: 101 });
			expect(await poller.activate()).toBeNull();
			expect(Object.keys(poller.savedStaticData).sort()).toEqual([
				'companies',
				'count',
				'day',
				'dayOrder',
				'licenseTypes',
				'renewalDays',
				'source',
				'version',
			]);
			simulator.companies.update('b', { targetUserCount: 101 });
			expect(told(await poller.poll())).toEqual(['limitExceeded b', 'usageThresholdReached b']);
		},
	);

	it('starts over with the list of another reseller', async () => {
		const { poller, simulator } = await scene(rows());
		await poller.activate();
		const other = await createPoller({
			credential: credentialOf(simulator, 'otherReseller'),
			timezone: TIMEZONE,
			node: { parameters: { events: ['companyCreated', 'companyRemoved'] } },
			staticData: poller.savedStaticData,
		});
		expect(await other.activate()).toBeNull();
		const [company] = simulator.otherCompanies.list();
		simulator.otherCompanies.remove(company.companyResourceId);
		expect(told(await other.poll())).toEqual([`companyRemoved ${company.companyResourceId}`]);
	});

	it('goes on when the same reseller has a new client', async () => {
		const { poller, simulator } = await scene(rows());
		await poller.activate();
		const moved = await scene(
			rows().map((row) => ({ ...row, targetUserCount: row.companyResourceId === 'a' ? 101 : 50 })),
			{ events: ['limitExceeded'] },
			{ options: { staticData: poller.savedStaticData } },
		);
		expect(simulator.url).not.toBe(moved.simulator.url);
		expect(told(await moved.poller.activate())).toEqual(['limitExceeded a']);
	});

	it('keeps a renewal date while it is missing or unreadable', async () => {
		const { poller, simulator } = await scene(
			rows(),
			{ events: ['licenseChanged'] },
			{ validateResponses: false },
		);
		await poller.activate();
		simulator.companies.update('a', { licenseEndDate: 'soon' });
		simulator.companies.update('b', { licenseEndDate: null });
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('a', { licenseEndDate: at(400) });
		simulator.companies.update('b', { licenseEndDate: at(401) });
		expect(told(await poller.poll())).toEqual(['licenseChanged b']);
	});

	it('takes no date for changed that is only read differently', async () => {
		const ambiguous = [quietRow('a', { licenseEndDate: '2031-05-04T00:00:00Z', createTime: null })];
		const { poller, simulator } = await scene(
			ambiguous,
			{ events: ['licenseChanged'] },
			{ behaviour: { dateFormat: 'MM/DD/YYYY HH:mm' } },
		);
		await poller.activate();
		simulator.companies.insert(
			quietRow('b', { licenseEndDate: '2031-05-25T00:00:00Z', createTime: null }),
		);
		expect(told(await poller.poll())).toEqual([]);
		simulator.companies.update('a', { licenseEndDate: '2031-06-04T00:00:00Z' });
		expect(told(await poller.poll())).toEqual(['licenseChanged a']);
	});
});

describe('Names of companies', () => {
	it('arrive as they are, and are no change after a restart', async () => {
		const names = [
			'🔒 Acme 👩‍👩‍👧 GmbH',
			'=FORMULA()',
			"'+1",
			'{{ $json.x }}',
			// Where the stored name is cut, half of the sign would be left.
			`${'x'.repeat(79)}😀 Ltd`,
		];
		const { poller, simulator } = await scene([]);
		await poller.activate();
		names.forEach((companyName, index) =>
			simulator.companies.insert(quietRow(`n${index}`, { companyName })),
		);
		const namesOf = (polled: Awaited<ReturnType<typeof poller.poll>>) =>
			jsonOf(polled).map(({ companyName }) => String(companyName));
		expect(namesOf(await poller.poll()).sort()).toEqual([...names].sort());
		expect(await poller.restart()).toBeNull();
		names.forEach((_, index) => simulator.companies.remove(`n${index}`));
		const removed = namesOf(await poller.restart());
		expect(removed.sort()).toEqual([...names.slice(0, 4), 'x'.repeat(79)].sort());
	});
});

describe('The time zone of the workflow', () => {
	afterEach(() => {
		Settings.now = () => Date.now();
	});

	it.each([
		// The second is a day behind the first, or two.
		['10:30', 'Pacific/Kiritimati', 'America/New_York'],
		['10:30', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
		['23:30', 'Europe/Istanbul', 'UTC'],
	])('may change between polls at %s: %s and %s', async (time, first, second) => {
		const today = dayFromNow(0);
		const shift = new Date(`${today}T${time}:00Z`).getTime() - Date.now();
		// The clock of the node alone: by that of the simulator, its tokens would have expired.
		Settings.now = () => Date.now() + shift;
		const near = [-2, -1, 0, 1, 2, 28, 29, 30, 31, 32].map((days) =>
			quietRow(`in${days}`, { licenseEndDate: at(days) }),
		);
		const { poller, simulator } = await scene(near);
		await poller.activate();
		let staticData = poller.savedStaticData;
		const reported: string[] = [];
		for (const timezone of [first, second, first, second, 'UTC', first]) {
			const moved = await createPoller({
				credential: credentialOf(simulator),
				timezone,
				staticData,
				node: { parameters: { events: ALL_EVENTS } },
			});
			reported.push(...told(await moved.activate('init')));
			staticData = moved.savedStaticData;
		}
		expect(reported.length).toBeGreaterThan(0);
		expect(reported).toEqual([...new Set(reported)]);
	});
});

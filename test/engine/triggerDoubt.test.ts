import fc, { runs } from '../property';
import './harness/environment';
import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { hurry } from './support';
import { quietRow, scene, told } from './triggerSupport';

hurry();

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `c${10 + index}`);
const rows = (count: number) => idsOf(count).map((id) => quietRow(id));
const events = ['companyCreated', 'companyRemoved', 'limitExceeded'];

let warnings: string[] = [];
beforeEach(() => {
	warnings = [];
	jest
		.spyOn(PollContext.prototype, 'logger', 'get')
		.mockReturnValue({ warn: (message: string) => void warnings.push(message) } as never);
});
afterEach(() => jest.restoreAllMocks());

/** A list with these companies only. */
const only = (ids: string[]) => (body: unknown) => {
	const answer = structuredClone(body) as { data: IDataObject };
	const all = answer.data.results as IDataObject[];
	const results = all.filter(({ companyResourceId }) => ids.includes(String(companyResourceId)));
	return { ...answer, data: { ...answer.data, results, totalNumberOfRecords: results.length } };
};

async function watched(count: number, emitExisting = false) {
	const { poller, simulator } = await scene(rows(count), { events, emitExisting });
	await poller.activate();
	/** A poll that is only shown these companies. */
	const pollWith = async (ids: string[], poll = async () => await poller.poll()) => {
		simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change: only(ids) });
		const polled = await poll();
		simulator.faults.clear();
		return told(polled);
	};
	return { poller, simulator, pollWith };
}

const removed = (ids: string[]) => ids.map((id) => `companyRemoved ${id}`);

describe('A list that lacks most of the companies', () => {
	it.each([[[]], [idsOf(9)], [['c29']]])('is not believed once: %j', async (ids) => {
		const { poller, simulator, pollWith } = await watched(20);
		simulator.companies.update('c10', { targetUserCount: 101 });
		simulator.companies.insert(quietRow('new'));
		const state = poller.staticData;
		expect(await pollWith([...ids, 'new'])).toEqual([]);
		expect(warnings).toEqual([
			`Keepnet no longer lists ${20 - ids.length} of 20 companies. Nothing is reported unless the next poll finds the same.`,
		]);
		expect(await poller.poll().then(told)).toEqual(['companyCreated new', 'limitExceeded c10']);
		expect(await poller.poll()).toBeNull();
		expect(Object.keys(poller.staticData)).toEqual(Object.keys(state));
	});

	it('is not believed where Keepnet has just failed', async () => {
		const { poller, simulator, pollWith } = await watched(20);
		const fail = (times: number) =>
			simulator.faults.add({ kind: 'status', status: 500, route: 'search', times });
		fail(Infinity);
		await expect(poller.poll()).rejects.toThrow('Keepnet');
		simulator.faults.clear();
		expect(await pollWith([])).toEqual([]);
		expect(told(await poller.poll())).toEqual([]);
		fail(1);
		expect(await pollWith([])).toEqual([]);
		expect(told(await poller.poll())).toEqual([]);
	});

	it('is believed when the next poll finds the same', async () => {
		const { poller, pollWith } = await watched(25);
		expect(await pollWith(idsOf(2))).toEqual([]);
		expect(await pollWith(idsOf(2))).toEqual(removed(idsOf(25).slice(2)));
		expect(await pollWith(idsOf(2))).toEqual([]);
		expect(told(await poller.poll())).toHaveLength(23);
	});

	it('is not believed when the next poll lacks others', async () => {
		const { poller, pollWith } = await watched(20);
		expect(await pollWith(idsOf(20).slice(0, 8))).toEqual([]);
		expect(await pollWith(idsOf(20).slice(12))).toEqual([]);
		expect(await pollWith(idsOf(20).slice(0, 8))).toEqual([]);
		expect(told(await poller.poll())).toEqual([]);
	});

	it('keeps what only the second poll lacks for the third', async () => {
		const { pollWith } = await watched(30);
		expect(await pollWith(idsOf(5))).toEqual([]);
		expect(await pollWith(idsOf(3))).toEqual(removed(idsOf(30).slice(5)));
		expect(await pollWith(idsOf(3))).toEqual(removed(idsOf(5).slice(3)));
	});

	it('is believed at once among fewer companies, and when it lacks no more than half', async () => {
		expect(await (await watched(19)).pollWith([])).toEqual(removed(idsOf(19)));
		expect(await (await watched(20)).pollWith(idsOf(10))).toEqual(removed(idsOf(20).slice(10)));
	});

	it.each(['before', 'after'])('outlives a restart: %s the second poll', async (when) => {
		const { poller, pollWith } = await watched(20);
		const restart = async () => await poller.restart();
		expect(await pollWith([])).toEqual([]);
		if (when === 'before') {
			// A doubted list is not stored: it is doubted again, and stored by the poll at the start.
			expect(await pollWith([], restart)).toEqual([]);
			expect(await pollWith([], restart)).toEqual(removed(idsOf(20)));
		} else {
			expect(await pollWith([])).toEqual(removed(idsOf(20)));
			expect(await pollWith([], restart)).toEqual([]);
		}
	});

	it('is doubted again at a restart if it was doubted at an earlier one and then refuted', async () => {
		const { poller, pollWith } = await watched(20);
		const restart = async () => await poller.restart();
		expect(await pollWith([], restart)).toEqual([]);
		expect(await pollWith(idsOf(20))).toEqual([]);
		expect(await pollWith([], restart)).toEqual([]);
		expect(await pollWith(idsOf(20))).toEqual([]);
	});

	it('is not mistaken over any polls: only what two polls in a row lack is removed', async () => {
		const all = idsOf(24);
		const picture = fc.oneof(
			fc.constant(all),
			fc.constant<string[]>([]),
			fc.subarray(all, { maxLength: 11 }),
			fc.subarray(all, { minLength: 20 }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(picture, { minLength: 2, maxLength: 6 }), async (pictures) => {
				const { simulator, pollWith } = await watched(24);
				const known = new Set(all);
				let before: string[] = all;
				for (const ids of pictures) {
					const got = await pollWith(ids);
					const gone = [...known].filter((id) => !ids.includes(id));
					const areMost = known.size >= 20 && gone.length > known.size / 2;
					for (const event of got) {
						const [name, id] = event.split(' ');
						if (name === 'companyRemoved') {
							expect(gone).toContain(id);
							if (areMost) expect(before).not.toContain(id);
							known.delete(id);
						} else {
							expect(known.has(id)).toBe(false);
							known.add(id);
						}
					}
					if (!areMost) expect([...known].sort()).toEqual([...ids].sort());
					before = ids;
				}
				await simulator.close();
			}),
			{ numRuns: runs(25), endOnFailure: true },
		);
	}, 120_000);
});

/** The first rows of a page as they are, but without a usable ID. */
const withoutId = (count: number) => (body: unknown) => {
	const answer = structuredClone(body) as { data: { results: IDataObject[] } };
	for (const row of answer.data.results.slice(0, count)) row.companyResourceId = null;
	return answer;
};

describe('A first list that is not complete', () => {
	it.each([
		[
			'is empty although it should not be',
			(body: unknown) => {
				const answer = structuredClone(body) as { data: IDataObject };
				return { ...answer, data: { ...answer.data, results: [] } };
			},
		],
		[
			'has less than it says',
			(body: unknown) => {
				const answer = structuredClone(body) as { data: { results: IDataObject[] } };
				answer.data.results = answer.data.results.filter(
					({ companyResourceId }) => companyResourceId !== 'c12',
				);
				return answer;
			},
		],
		['has a row without an ID', withoutId(1)],
	])('is no start where it %s', async (_name, change) => {
		for (const emitExisting of [false, true]) {
			warnings = [];
			const { poller, simulator } = await scene(rows(5), { events, emitExisting });
			simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change });
			expect(await poller.activate()).toBeNull();
			expect(warnings).toHaveLength(1);
			simulator.faults.clear();
			const created = idsOf(5).map((id) => `companyCreated ${id}`);
			expect(told(await poller.poll())).toEqual(emitExisting ? created : []);
			expect(warnings).toHaveLength(1);
			expect(await poller.poll()).toBeNull();
		}
	});

	it('is a start if rows without an ID are always there', async () => {
		const { poller, simulator } = await scene(rows(5), { events });
		simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change: withoutId(1) });
		expect(await poller.activate()).toBeNull();
		expect(await poller.poll()).toEqual([[]]);
		expect(await poller.poll()).toBeNull();
		simulator.companies.update('c14', { targetUserCount: 101 });
		simulator.companies.update('c10', { targetUserCount: 101 });
		expect(told(await poller.poll()).length).toBeGreaterThan(0);
		expect(warnings).toHaveLength(1);
	});

	it('is a start if the total is always too high', async () => {
		const { poller, simulator } = await scene(rows(5), { events });
		simulator.behaviour.totalOffset = 2;
		expect(await poller.activate()).toBeNull();
		expect(await poller.poll()).toEqual([[]]);
		simulator.companies.update('c14', { targetUserCount: 101 });
		expect(told(await poller.poll())).toEqual(['limitExceeded c14']);
		expect(warnings).toHaveLength(1);
	});

	it('is not a start with another credential either', async () => {
		const first = await watched(5);
		const { poller, simulator } = await scene(
			idsOf(5).map((id) => quietRow(`other-${id}`)),
			{ events },
			{ options: { staticData: first.poller.savedStaticData } },
		);
		simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change: withoutId(1) });
		expect(await poller.activate()).toBeNull();
		simulator.faults.clear();
		expect(told(await poller.poll())).toEqual([]);
		expect(await poller.poll()).toBeNull();
	});
});

describe('A row that loses its ID', () => {
	it('is neither removed nor created', async () => {
		const { poller, simulator } = await watched(5);
		simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change: withoutId(2) });
		expect(await poller.poll()).toBeNull();
		simulator.faults.clear();
		expect(await poller.poll()).toBeNull();
	});
});

describe('A stored state that is damaged', () => {
	const companiesOf = ({ companies }: IDataObject) => companies as never as unknown[][];
	const twice = (companies: unknown[][]) => companies.map(() => companies[0]);
	const spoil: Array<[string, (state: IDataObject) => Record<string, unknown>]> = [
		['with a company cut off', (state) => ({ ...state, companies: companiesOf(state).slice(1) })],
		['without a type', (state) => ({ ...state, licenseTypes: [] })],
		['with types of nothing', (state) => ({ ...state, licenseTypes: [[]] as never })],
		['with null as type', (state) => ({ ...state, licenseTypes: [null] as never })],
		['with a type of nulls', (state) => ({ ...state, licenseTypes: [[[null], null]] as never })],
		['with null as day', (state) => ({ ...state, renewalDays: [null] as never })],
		['with null as companies', (state) => ({ ...state, companies: [null, null, null] as never })],
		[
			'with a list as a number',
			(state) => ({
				...state,
				companies: companiesOf(state).map(([id, type, limit, , ...rest]) => [
					id,
					type,
					limit,
					[null],
					...rest,
				]),
			}),
		],
		[
			'with an empty ID',
			(state) => ({
				...state,
				companies: companiesOf(state).map(([id, ...rest], index) => [
					index === 0 ? '' : id,
					...rest,
				]),
			}),
		],
		[
			'with too many fields',
			(state) => ({
				...state,
				companies: companiesOf(state).map((row) =>
					Array.from({ length: 12 }, (_, index) => row[index] ?? null),
				),
			}),
		],
		['with too few fields', (state) => ({ ...state, companies: [['a', 0, 1]] as never, count: 1 })],
		[
			'with a number that is a text',
			(state) => ({
				...state,
				companies: companiesOf(state).map(([id, type, , ...rest]) => [id, type, '100', ...rest]),
			}),
		],
		['with a company twice', (state) => ({ ...state, companies: twice(companiesOf(state)) })],
		['with a day that does not exist', (state) => ({ ...state, day: '2026-02-31' })],
		['of a version to come', (state) => ({ ...state, version: 99 })],
		['that is a list', (state) => ({ ...state, companies: [1, 2] as never })],
		['of another kind', () => ({ lastTimeChecked: 'now' })],
	];

	it.each(spoil)('starts anew: %s', async (_name, change) => {
		const first = await watched(3);
		const staticData = change(first.poller.savedStaticData) as IDataObject;
		const { poller, simulator } = await scene(rows(3), { events }, { options: { staticData } });
		simulator.companies.update('c10', { targetUserCount: 101 });
		expect(await poller.activate('init')).toBeNull();
		expect(warnings).toEqual([
			'The stored state of the trigger cannot be read, so this poll counts as its first.',
		]);
		simulator.companies.update('c11', { targetUserCount: 101 });
		expect(told(await poller.poll())).toEqual(['limitExceeded c11']);
		expect(warnings).toHaveLength(1);
	});

	it('is none if nothing is stored', async () => {
		await watched(3);
		expect(warnings).toEqual([]);
	});
});

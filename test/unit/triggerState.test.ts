import type { IDataObject } from 'n8n-workflow';

import type { Snapshot } from '../../nodes/Companies/trigger/snapshot';
import {
	emptyState,
	packState,
	store,
	toSnapshot,
	unpackState,
} from '../../nodes/Companies/trigger/state';
import type { StateHead, StoredState } from '../../nodes/Companies/trigger/state';
import fc, { runs } from '../property';
import { generateRows } from '../simulator';

const MB = 1_000_000;
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyDay = fc
	.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const amount = fc.oneof(fc.nat(), fc.constantFrom(null, 0, 2.5, Number.MAX_SAFE_INTEGER));

const anySnapshot: fc.Arbitrary<Snapshot> = fc.record({
	name: fc.option(fc.constantFrom('Acme | Sons', 'Müşteri A.Ş.', 'Ünïted', '日本 KK', 'a')),
	licenseTypeId: fc.option(anyText),
	licenseType: fc.option(anyText),
	unlimited: fc.option(fc.boolean()),
	licenseLimit: amount,
	users: amount,
	renewalDay: fc.option(anyDay),
	flaggedExpired: fc.option(fc.boolean()),
	matched: fc.boolean(),
	missed: fc.boolean(),
	day: fc.constantFrom('2026-01-01', '2026-05-30'),
});

const anyId = fc.oneof(
	fc.uuid(),
	fc.uuid().map((id) => id.toUpperCase()),
	fc.stringMatching(/^[0-9a-f]{1,32}$/),
	anyText.filter((text) => text !== ''),
	fc.constantFrom('%', '|', 'a\nb', '%7c', 'g', 'h0', 't'),
);

/** A state with all its companies unpacked. */
interface State extends StateHead {
	companies: Map<string, Snapshot>;
}

const anyState: fc.Arbitrary<State> = fc.record({
	day: fc.constantFrom('2026-01-01', '2026-05-31'),
	source: fc.string(),
	dayOrder: fc.constantFrom('dayFirst', 'monthFirst', null),
	companies: fc.array(fc.tuple(anyId, anySnapshot)).map((entries) => new Map(entries)),
});

/** As the first state of a workflow. */
async function pack({ companies, ...head }: State): Promise<StoredState> {
	const changes = new Map([...companies].map(([id, now]) => [id, { now }]));
	return (await packState(emptyState(head.source), head, changes)) as StoredState;
}

/** As n8n does: out to its database and back. */
async function unpack(stored: object): Promise<State | undefined> {
	const state = await unpackState(JSON.parse(JSON.stringify(stored)));
	if (!state) return undefined;
	const { day, source, dayOrder, rows } = state;
	const companies = new Map([...rows].map(([id, row]) => [id, toSnapshot(row, state)]));
	return { day, source, dayOrder, companies };
}

const restored = async (state: State) => await unpack(await pack(state));

function stateOf(ids: string[], names: Array<string | null>): State {
	const rows = generateRows({ companies: 1000, seed: 3 });
	const snapshot = (index: number): Snapshot => {
		const row = rows[index % rows.length];
		return {
			name: names[index % names.length],
			licenseTypeId: row.licenseTypeResourceId,
			licenseType: row.licenseTypeName,
			unlimited: !row.isNumberOfUsersLimited,
			licenseLimit: 10_000,
			users: 12_345,
			renewalDay: row.licenseEndDate?.slice(0, 10) ?? '2027-01-01',
			flaggedExpired: row.licenceExpired,
			matched: true,
			missed: false,
			day: '2026-11-24',
		};
	};
	return {
		day: '2026-11-24',
		source: 'abcdefghijkl',
		dayOrder: 'dayFirst',
		companies: new Map(ids.map((id, index) => [id, snapshot(index)])),
	};
}

const sizeOf = async (state: State) => Buffer.byteLength(JSON.stringify(await pack(state)));

/** IDs as a deployment with GUIDs has them, which are the longest. */
const guids = (count: number) =>
	Array.from({ length: count }, (_, index) => {
		const digits = (index * 2_654_435_761).toString(16).padStart(32, '0');
		return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	});

type Path = Array<string | number>;

/** The place of every value in a JSON text: of lists, entries and what they consist of. */
function pathsOf(value: unknown, path: Path = []): Path[] {
	const inside =
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key]))
			: [];
	return path.length > 0 ? [path, ...inside] : inside;
}

function change(target: unknown, path: Path, how: (parent: never, key: never) => void): void {
	const parent = path.slice(0, -1).reduce((value, key) => (value as never)[key], target);
	how(parent as never, path.at(-1) as never);
}

describe('What the trigger stores', () => {
	it('comes back as it was', async () => {
		await fc.assert(
			fc.asyncProperty(anyState, async (state) => expect(await restored(state)).toEqual(state)),
		);
	});

	it('comes back as it was after any changes, on the same day or on another', async () => {
		const changes = fc.array(fc.tuple(fc.nat(20), fc.option(anySnapshot)));
		await fc.assert(
			fc.asyncProperty(anyState, anyState, changes, async (first, { companies, ...head }, made) => {
				const before = await unpackState(JSON.parse(JSON.stringify(await pack(first))));
				if (!before) throw new Error('It is not unpacked.');
				const next = new Map(first.companies);
				const changed = new Map<string, { now?: Snapshot }>();
				const change = (id: string, now?: Snapshot) => {
					changed.set(id, { now });
					if (now) next.set(id, now);
					else next.delete(id);
				};
				for (const [id, now] of companies) change(id, now);
				for (const [which, now] of made) {
					const id = [...first.companies.keys()][which];
					if (id !== undefined) change(id, now ?? undefined);
				}
				const stored = await packState(before, head, changed);
				const { companies: found, ...rest } = (stored && (await unpack(stored))) ?? first;
				expect(rest).toEqual(head);
				expect(found).toEqual(next);
				if (!stored || head.day === first.day) return;
				const used = new Set(stored.companies.map(([, type]) => type));
				expect(stored.licenseTypes).toHaveLength(used.size);
			}),
			{ numRuns: runs(500) },
		);
	});

	it('marks the companies that the last poll missed', async () => {
		for (const name of ['B', null]) {
			const { companies, ...head } = stateOf(['a', 'b'], ['A', name]);
			const marked = new Map(companies);
			marked.set('b', { ...(marked.get('b') as Snapshot), missed: true });
			expect((await restored({ ...head, companies: marked }))?.companies).toEqual(marked);
		}
	});

	it.each([
		{ version: 1, day: '2026-01-01', source: '', dayOrder: null, types: [], companies: '' },
		{ version: 1 },
		{ version: 3 },
		{ version: '2' },
	])('is nothing where it is not of this version: %j', async (other) => {
		expect(await unpack(other)).toBeUndefined();
		expect(await unpack({ ...(await pack(stateOf(['a'], ['A']))), ...other })).toBeUndefined();
	});

	it('is nothing or a state that works, whatever has become of it', async () => {
		const insane = fc.constantFrom<unknown>(
			null,
			-1,
			7,
			1.5,
			1e300,
			'',
			'x',
			'1',
			'length',
			true,
			'2026-13-45',
			'-085223-11',
			[],
			[null],
			[[1, 2]],
			{},
			['Basic'],
		);
		const spoil = fc.record({
			place: fc.nat(10_000),
			how: fc.constantFrom('replace', 'remove', 'double'),
			value: insane,
		});
		const results = { nothing: 0, state: 0 };
		await fc.assert(
			fc.asyncProperty(anyState, spoil, async (state, { place, how, value }) => {
				const packed: IDataObject = JSON.parse(JSON.stringify(await pack(state)));
				const paths = pathsOf(packed);
				change(packed, paths[place % paths.length], (parent: never, key: never) => {
					const list: unknown = parent;
					if (how === 'replace') (parent as IDataObject)[key] = value as never;
					else if (!Array.isArray(list)) delete (parent as IDataObject)[key];
					else if (how === 'remove') list.splice(Number(key), 1);
					else list.splice(Number(key), 0, list[Number(key)]);
				});
				const found = await unpack(packed);
				results[found ? 'state' : 'nothing']++;
				if (!found) return;
				expect(found.companies.size).toBe(state.companies.size);
				expect(await restored(found)).toEqual(found);
				for (const [id, snapshot] of found.companies) {
					expect(typeof id).toBe('string');
					for (const day of [snapshot.day, snapshot.renewalDay ?? '2026-01-01']) {
						expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
					}
					for (const count of [snapshot.users ?? 0, snapshot.licenseLimit ?? 0]) {
						expect(Number.isFinite(count)).toBe(true);
					}
					for (const text of [snapshot.name, snapshot.licenseTypeId, snapshot.licenseType]) {
						expect(text === null || typeof text === 'string').toBe(true);
					}
					for (const flag of [snapshot.unlimited, snapshot.flaggedExpired]) {
						expect([true, false, null]).toContain(flag);
					}
				}
			}),
			{ numRuns: runs(3000) },
		);
		expect(results.nothing).toBeGreaterThan(500);
		expect(results.state).toBeGreaterThan(100);
	});

	it.each([1, 5])('is nothing once %d of its companies are cut off', async (lost) => {
		const packed = await pack(stateOf(['a', 'b', 'c', 'd', 'e'], ['A']));
		expect((await unpack(packed))?.companies.size).toBe(5);
		const companies = packed.companies.slice(0, -lost);
		expect(await unpack({ ...packed, companies })).toBeUndefined();
	});

	it('is nothing if a company, a license type or a day is there twice', async () => {
		const packed = await pack(stateOf(['a', 'b'], ['A']));
		const [first] = packed.companies;
		expect(await unpack({ ...packed, companies: [first, first] })).toBeUndefined();
		for (const list of ['licenseTypes', 'renewalDays'] as const) {
			const twice = [...packed[list], packed[list][0]];
			expect(await unpack({ ...packed, [list]: twice })).toBeUndefined();
		}
	});

	it('is not made anew if nothing has changed', async () => {
		const state = stateOf(['a'], ['A']);
		const before = await unpackState(await pack(state));
		if (!before) throw new Error('It is not unpacked.');
		expect(await packState(before, state, new Map())).toBeUndefined();
		for (const other of [{ day: '2026-11-25' }, { source: 'other' }, { dayOrder: null }]) {
			expect(await packState(before, { ...state, ...other }, new Map())).toMatchObject(other);
		}
	});

	it('replaces all that was stored', async () => {
		const packed = await pack(stateOf(['a'], ['A']));
		const target: IDataObject = { lacking: 3, day: 'x' };
		store(target, packed);
		expect(target).toEqual(packed);
	});

	it('stays below 7 MB for 100,000 companies', async () => {
		expect(await sizeOf(stateOf(guids(100_000), ['A company']))).toBeLessThan(7 * MB);
	});

	it('stays below 7 MB with the longest list that has names, and long ones', async () => {
		const state = stateOf(guids(40_000), [
			'Gesellschaft für Informationssicherheit und Datenschutz mbH',
		]);
		expect(await sizeOf(state)).toBeLessThan(7 * MB);
	});

	it('needs some 65 bytes for a company, and its name', async () => {
		const ids = generateRows({ companies: 2500, seed: 1 }).map((row) => row.companyResourceId);
		const bytes = async (name: string | null) => (await sizeOf(stateOf(ids, [name]))) / 2500;
		expect(await bytes(null)).toBeLessThan(70);
		expect(await bytes('Northwind Traders Ltd')).toBeLessThan(94);
	});
});

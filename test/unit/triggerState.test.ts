import type { IDataObject } from 'n8n-workflow';

import type { Snapshot } from '../../nodes/Companies/trigger/snapshot';
import { packState, store, unpackState } from '../../nodes/Companies/trigger/state';
import type { WatchState } from '../../nodes/Companies/trigger/state';
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
	day: fc.constantFrom('2026-01-01', '2026-05-30'),
});

const anyId = fc.oneof(
	fc.uuid(),
	fc.uuid().map((id) => id.toUpperCase()),
	fc.stringMatching(/^[0-9a-f]{0,32}$/),
	anyText,
	fc.constantFrom('%', '|', 'a\nb', '%7c', 'g', 'h0', 't'),
);

const anyState: fc.Arbitrary<WatchState> = fc.record({
	day: fc.constantFrom('2026-01-01', '2026-05-31'),
	source: fc.string(),
	dayOrder: fc.constantFrom('dayFirst', 'monthFirst', null),
	companies: fc.array(fc.tuple(anyId, anySnapshot)).map((entries) => new Map(entries)),
});

/** As n8n does: out to its database and back. */
const restored = (state: WatchState, withNames = true) =>
	unpackState(JSON.parse(JSON.stringify(packState(state, withNames))));

function stateOf(ids: string[], names: string[]): WatchState {
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

const sizeOf = (state: WatchState, withNames: boolean) =>
	Buffer.byteLength(JSON.stringify(packState(state, withNames)));

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
	it('comes back as it was', () => {
		fc.assert(fc.property(anyState, (state) => expect(restored(state)).toEqual(state)));
	});

	it('marks the companies that the last poll missed', () => {
		const state = stateOf(['a', 'b'], ['A', 'B']);
		const marked = new Map(state.companies);
		marked.set('b', { ...(marked.get('b') as Snapshot), missed: true });
		expect(restored({ ...state, companies: marked })?.companies).toEqual(marked);
		expect(restored({ ...state, companies: marked }, false)?.companies.get('b')?.missed).toBe(true);
	});

	it('has names only if they are needed, cut and on one line', () => {
		const name = `Line 1\nLine 2 ${'x'.repeat(200)}`;
		const state = stateOf(['a'], [name]);
		expect(restored(state)?.companies.get('a')?.name).toBe(
			`Line 1 Line 2 ${'x'.repeat(200)}`.slice(0, 80),
		);
		expect(restored(state, false)?.companies.get('a')?.name).toBeNull();
	});

	it.each([
		{},
		{ version: 1, day: '2026-01-01', source: '', dayOrder: null, types: [], companies: '' },
		{ ...packState(stateOf(['a'], ['A']), true), version: 1 },
		{ ...packState(stateOf(['a'], ['A']), true), version: 3 },
		{ ...packState(stateOf(['a'], ['A']), true), version: '2' },
	])('is nothing where it is not of this version: %j', (other) =>
		expect(unpackState(other)).toBeUndefined(),
	);

	it('is nothing or a state that works, whatever has become of it', () => {
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
		fc.assert(
			fc.property(anyState, spoil, (state, { place, how, value }) => {
				const packed: IDataObject = JSON.parse(JSON.stringify(packState(state, true)));
				const paths = pathsOf(packed);
				change(packed, paths[place % paths.length], (parent: never, key: never) => {
					const list: unknown = parent;
					if (how === 'replace') (parent as IDataObject)[key] = value as never;
					else if (!Array.isArray(list)) delete (parent as IDataObject)[key];
					else if (how === 'remove') list.splice(Number(key), 1);
					else list.splice(Number(key), 0, list[Number(key)]);
				});
				const found = unpackState(JSON.parse(JSON.stringify(packed)));
				results[found ? 'state' : 'nothing']++;
				if (!found) return;
				expect(found.companies.size).toBe(state.companies.size);
				expect(restored(found)).toEqual(found);
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

	it.each([1, 5])('is nothing once %d of its companies are cut off', (lost) => {
		const packed = packState(stateOf(['a', 'b', 'c', 'd', 'e'], ['A']), true);
		expect(unpackState(packed)?.companies.size).toBe(5);
		expect(unpackState({ ...packed, companies: packed.companies.slice(0, -lost) })).toBeUndefined();
	});

	it('is nothing if a company is there twice', () => {
		const packed = packState(stateOf(['a', 'b'], ['A']), true);
		const [first] = packed.companies;
		expect(unpackState({ ...packed, companies: [first, first] })).toBeUndefined();
	});

	it('is left untouched if it has not changed', () => {
		const packed = packState(stateOf(['a'], ['A']), true);
		const target = Object.freeze(structuredClone(packed));
		expect(() => store(target, packed)).not.toThrow();
	});

	it('stays below 7 MB for 100,000 companies', () => {
		const state = stateOf(guids(100_000), ['A company']);
		expect(sizeOf(state, false)).toBeLessThan(7 * MB);
		expect(sizeOf(state, true)).toBe(sizeOf(state, false));
	});

	it('stays below 7 MB with the longest list that has names, and long ones', () => {
		const state = stateOf(guids(40_000), [
			'Gesellschaft für Informationssicherheit und Datenschutz mbH',
		]);
		expect(sizeOf(state, true)).toBeLessThan(7 * MB);
	});

	it('needs some 65 bytes for a company, and its name', () => {
		const ids = generateRows({ companies: 2500, seed: 1 }).map((row) => row.companyResourceId);
		const state = stateOf(ids, ['Northwind Traders Ltd']);
		const bytes = [false, true].map((withNames) => sizeOf(state, withNames) / 2500);
		expect(bytes[0]).toBeLessThan(70);
		expect(bytes[1]).toBeLessThan(94);
	});
});

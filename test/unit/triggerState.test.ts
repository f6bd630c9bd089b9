import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Facts } from '../../nodes/Companies/trigger/snapshot';
import { packId, unpackId } from '../../nodes/Companies/trigger/state/idCode';
import { packState, store, unpackState } from '../../nodes/Companies/trigger/state/storedState';
import type { WatchState } from '../../nodes/Companies/trigger/state/watchState';
import { generateRows } from '../simulator';

const MB = 1_000_000;
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyDay = fc
	.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const amount = fc.oneof(fc.nat(), fc.constantFrom(null, 0, 2.5, Number.MAX_SAFE_INTEGER));

const anyFacts: fc.Arbitrary<Facts> = fc.record({
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
	companies: fc.array(fc.tuple(anyId, anyFacts)).map((entries) => new Map(entries)),
});

/** As n8n does: out to its database and back. */
const stored = (state: WatchState, withNames = true) =>
	unpackState(JSON.parse(JSON.stringify(packState(state, withNames))));

function stateOf(ids: string[], names: string[]): WatchState {
	const rows = generateRows({ companies: 1000, seed: 3 });
	const facts = (index: number): Facts => {
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
		companies: new Map(ids.map((id, index) => [id, facts(index)])),
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

describe('What the trigger stores', () => {
	it('comes back as it was', () => {
		fc.assert(fc.property(anyState, (state) => expect(stored(state)).toEqual(state)));
	});

	it('has every ID back', () => {
		fc.assert(
			fc.property(anyId, (id) => {
				expect(packId(id)).not.toMatch(/[|\n]/);
				expect(unpackId(packId(id))).toBe(id);
			}),
			{ numRuns: 1000 },
		);
	});

	it('has names only where they are needed, cut and on one line', () => {
		const name = `Line 1\nLine 2 ${'x'.repeat(200)}`;
		const state = stateOf(['a'], [name]);
		expect(stored(state)?.companies.get('a')?.name).toBe(
			`Line 1 Line 2 ${'x'.repeat(200)}`.slice(0, 80),
		);
		expect(stored(state, false)?.companies.get('a')?.name).toBeNull();
	});

	it.each([{}, { version: 2, companies: '' }, { version: 1 }, { version: '1', companies: '' }])(
		'is nothing where it is not of this version: %j',
		(other) => expect(unpackState(other)).toBeUndefined(),
	);

	it('is nothing or a state that works, whatever has become of it', () => {
		const insane = fc.constantFrom<unknown>(
			null,
			undefined,
			-1,
			1e300,
			'',
			'x',
			'2026-13-45',
			[null],
			[[1, 2]],
			[[]],
			{},
			['Basic'],
		);
		/** Some of the text is cut away, or replaced. */
		const spoilText = fc.record({ from: fc.nat(400), to: fc.nat(400), by: fc.string() });
		const fields = ['version', 'day', 'source', 'dayOrder', 'types', 'companies'];
		const spoil = fc.oneof(
			fc.record({ field: fc.constantFrom(...fields), value: insane }),
			spoilText,
		);
		const results = { nothing: 0, state: 0 };
		fc.assert(
			fc.property(anyState, spoil, (state, how) => {
				const packed: IDataObject = packState(state, true);
				const text = String(packed.companies);
				if ('field' in how) packed[how.field] = how.value as never;
				else packed.companies = text.slice(0, how.from) + how.by + text.slice(how.to);
				const found = unpackState(packed);
				results[found ? 'state' : 'nothing']++;
				if (!found) return;
				expect(JSON.stringify(packState(found, true).companies)).toBe(
					JSON.stringify(packed.companies),
				);
				for (const facts of found.companies.values()) {
					for (const day of [facts.day, facts.renewalDay ?? '2026-01-01']) {
						expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
					}
					for (const count of [facts.users ?? 0, facts.licenseLimit ?? 0]) {
						expect(Number.isFinite(count)).toBe(true);
					}
				}
			}),
			{ numRuns: 3000 },
		);
		expect(results.nothing).toBeGreaterThan(500);
		expect(results.state).toBeGreaterThan(100);
	});

	it.each(['-iykr1', 'i3qu6'])(
		'is nothing where a day is none that has four digits: %s',
		(days) => {
			const packed: IDataObject = packState(stateOf(['a'], ['A']), true);
			const spoiled = String(packed.companies).split('|');
			spoiled[4] = days;
			expect(unpackState({ ...packed, companies: spoiled.join('|') })).toBeUndefined();
		},
	);

	it('is left untouched where it has not changed', () => {
		const packed = packState(stateOf(['a'], ['A']), true);
		const target = Object.freeze(structuredClone(packed));
		expect(() => store(target, packed)).not.toThrow();
	});

	it('stays below 5 MB for 100,000 companies', () => {
		const state = stateOf(guids(100_000), ['A company']);
		expect(sizeOf(state, false)).toBeLessThan(4.5 * MB);
		expect(sizeOf(state, true)).toBe(sizeOf(state, false));
	});

	it('stays below 5 MB with the longest list that has names, and long ones', () => {
		const state = stateOf(guids(40_000), [
			'Gesellschaft für Informationssicherheit und Datenschutz mbH',
		]);
		expect(sizeOf(state, true)).toBeLessThan(5 * MB);
	});

	it('needs some 40 bytes for a company, and its name', () => {
		const ids = generateRows({ companies: 2500, seed: 1 }).map((row) => row.companyResourceId);
		const state = stateOf(ids, ['Northwind Traders Ltd']);
		const bytes = [false, true].map((withNames) => sizeOf(state, withNames) / 2500);
		expect(bytes[0]).toBeLessThan(45);
		expect(bytes[1]).toBeLessThan(66);
	});
});

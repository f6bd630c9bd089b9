import type { IDataObject } from 'n8n-workflow';

import { toCompany } from '../../nodes/Companies/company/company';
import type { DayOrder } from '../../nodes/Companies/company/dates';
import { profileOf } from '../../nodes/Companies/company/profile';
import { dayAfter } from '../../nodes/Companies/company/renewal';
import { Comparison, type TriggerEvent } from '../../nodes/Companies/trigger/comparison';
import type { EventName } from '../../nodes/Companies/descriptions/events';
import { EVENT_NAMES } from '../../nodes/Companies/descriptions/events';
import type { Condition } from '../../nodes/Companies/filter/condition';
import type { EventSettings } from '../../nodes/Companies/trigger/detectEvents';
import { unpackState, type WatchState } from '../../nodes/Companies/trigger/state';
import fc, { runs } from '../property';

const DAY_ONE = '2026-06-01';

interface Row {
	users: number;
	limit: string | null;
	type: string;
	renewal: string | null;
	expired: boolean;
}

/** A moment: how many days have passed, and which of three companies are there. */
interface Moment {
	passed: number;
	rows: Array<Row | null>;
	complete: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
	users: fc.constantFrom(10, 90, 101),
	limit: fc.constantFrom('100', '100', null),
	type: fc.constantFrom('Basic', 'Pro'),
	renewal: fc.constantFrom(null, ...[1, 20, 40, 400].map((days) => dayAfter(DAY_ONE, days))),
	expired: fc.constantFrom(false, false, true),
});
const moment: fc.Arbitrary<Moment> = fc.record({
	passed: fc.nat(2),
	rows: fc.array(fc.option(row), { minLength: 2, maxLength: 3 }),
	complete: fc.constantFrom(true, true, false),
});
/** A complete row: a missing value cannot be known from a lost state. */
const lastMoment = moment.map(({ rows, ...rest }) => ({
	...rest,
	rows: rows.map((entry) => entry && { ...entry, renewal: entry.renewal ?? '2030-01-01' }),
}));
const settings: fc.Arbitrary<EventSettings> = fc.record({
	events: fc
		.subarray([...EVENT_NAMES], { minLength: 1 })
		.map((events): ReadonlySet<EventName> => new Set(events)),
	usageThreshold: fc.constantFrom(80, 95),
	renewalDays: fc.constantFrom([30], [30, 20]),
});

const rawOf = (entry: Row, id: string): IDataObject => ({
	companyResourceId: id,
	companyName: `Company ${id}`,
	licenseTypeName: entry.type,
	licenseTypeResourceId: `${entry.type}-id`,
	isNumberOfUsersLimited: entry.limit !== null,
	numberOfUsers: entry.limit,
	targetUserCount: entry.users,
	licenseEndDate: entry.renewal,
	licenceExpired: entry.expired,
});

/** What a poll reads. */
interface Observation {
	today: string;
	rows: IDataObject[];
	complete: boolean;
	dayOrder?: DayOrder;
}

function observe({ rows, complete }: Moment, today: string): Observation {
	const there = rows.flatMap((entry, index) => (entry ? [rawOf(entry, `c${index}`)] : []));
	return { today, rows: there, complete };
}

/** The moments one after the other, each with its day. */
function observations(moments: Moment[]): Observation[] {
	let passed = 0;
	return moments.map((entry) => {
		passed += entry.passed;
		return observe(entry, dayAfter(DAY_ONE, passed));
	});
}

interface Result {
	state: WatchState;
	/** Whether there was something to store. */
	isOther: boolean;
	events: TriggerEvent[];
	mattersLater: boolean;
}

interface PollOptions {
	emitExisting?: boolean;
	filters?: Condition[];
	/** Whether every row is compared, even one that says what is stored. */
	thorough?: boolean;
}

/** One poll. A first one has no state and is always complete. */
async function poll(
	before: WatchState | undefined,
	{ today, rows, complete, dayOrder = null }: Observation,
	chosen: EventSettings,
	{ emitExisting = false, filters = [], thorough = false }: PollOptions = {},
): Promise<Result> {
	const all = { ...chosen, filters, emitExisting };
	const comparison = new Comparison(before, all, { day: today, source: 'one' });
	for (const raw of rows) {
		if (!thorough && comparison.isUnchanged(raw, dayOrder)) continue;
		comparison.compare(profileOf(toCompany(raw), { today, dayOrder }));
	}
	const ids = new Set(rows.map(({ companyResourceId }) => companyResourceId));
	const has = (id: string) => ids.has(id);
	const { next, events, mattersLater } = await comparison.finish({
		has,
		absent: await comparison.absentFrom(has),
		complete: complete || !before,
		dayOrder,
	});
	const state = next ? await unpackState(JSON.parse(JSON.stringify(next))) : before;
	if (!state) throw new Error('There is no state.');
	return { state, isOther: next !== undefined, events, mattersLater };
}

/** The state after a first poll. */
async function baseline(first: Observation): Promise<WatchState> {
	const { state } = await poll(undefined, first, {
		events: new Set(EVENT_NAMES),
		usageThreshold: 90,
		renewalDays: [],
	});
	return state;
}

const names = (events: TriggerEvent[]) =>
	events
		.map(({ event, profile, reminderDays }) => `${event} ${profile.company.id} ${reminderDays}`)
		.sort();

/** What an answer may leave out of a row. */
const GAPS = {
	users: ['targetUserCount'],
	limit: ['numberOfUsers'],
	flag: ['isNumberOfUsersLimited'],
	typeId: ['licenseTypeResourceId'],
	typeName: ['licenseTypeName'],
	type: ['licenseTypeResourceId', 'licenseTypeName'],
	name: ['companyName'],
	renewal: ['licenseEndDate'],
	expired: ['licenceExpired'],
} as const;
type Gap = keyof typeof GAPS;
const GAP_NAMES = Object.keys(GAPS) as Gap[];
const gaps = fc.uniqueArray(fc.constantFrom(...GAP_NAMES), { maxLength: 3 });
/** How a missing value looks, or one that cannot be read. */
const nothingToRead = fc.constantFrom<unknown>(undefined, null, '', {});

interface Answer {
	passed: number;
	row: Row;
	gaps: Gap[];
	written: unknown;
}

const answer: fc.Arbitrary<Answer> = fc.record({
	passed: fc.nat(2),
	row,
	gaps,
	written: nothingToRead,
});

/** The rows with the API's values, and the last known ones where a value is missing. */
function filled(answers: Answer[]): Row[] {
	let last = answers[0].row;
	return answers.map(({ row: now, gaps: missing }) => {
		const has = (...names: Gap[]) => !names.some((name) => missing.includes(name));
		const isLimitKnown = has('flag') && (now.limit === null || has('limit'));
		last = {
			users: has('users') ? now.users : last.users,
			limit: isLimitKnown ? now.limit : last.limit,
			type: has('type', 'typeId') ? now.type : last.type,
			renewal: has('renewal') && now.renewal !== null ? now.renewal : last.renewal,
			expired: has('expired') ? now.expired : last.expired,
		};
		return last;
	});
}

const observeAnswer = (raw: IDataObject, today: string): Observation => ({
	today,
	rows: [raw],
	complete: true,
});

/** What each answer of one company leads to. */
async function eventsOf(
	rows: IDataObject[],
	days: string[],
	chosen: EventSettings,
): Promise<string[][]> {
	let state = await baseline(observeAnswer(rows[0], days[0]));
	const all: string[][] = [];
	for (const [index, raw] of rows.entries()) {
		const result = await poll(state, observeAnswer(raw, days[index]), chosen);
		state = result.state;
		all.push(names(result.events));
	}
	return all;
}

describe('A value that an answer lacks', () => {
	it('is not a change: the events are those of a history that has it', async () => {
		let told = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(answer, { minLength: 3, maxLength: 7 }),
				settings,
				async (all, chosen) => {
					const answers = [{ ...all[0], gaps: [] }, ...all.slice(1)];
					const days: string[] = [];
					let passed = 0;
					for (const each of answers) days.push(dayAfter(DAY_ONE, (passed += each.passed)));
					const withGaps = answers.map(({ row: now, gaps: missing, written }) => ({
						...rawOf(now, 'c'),
						...Object.fromEntries(
							missing.flatMap((gap) => GAPS[gap].map((name) => [name, written])),
						),
					}));
					const whole = filled(answers).map((now) => rawOf(now, 'c'));
					const expected = await eventsOf(whole, days, chosen);
					told += expected.flat().length;
					expect(await eventsOf(withGaps as IDataObject[], days, chosen)).toEqual(expected);
				},
			),
			{ numRuns: runs(1000) },
		);
		expect(told).toBeGreaterThan(300);
	});

	it.each(GAP_NAMES)(
		'is no change once it is said, for a new company without its %s',
		async (gap) => {
			const company = { users: 1, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
			const known = rawOf(company, 'c');
			const unknown = { ...known, ...Object.fromEntries(GAPS[gap].map((name) => [name, null])) };
			const chosen: EventSettings = {
				events: new Set(['licenseChanged']),
				usageThreshold: 90,
				renewalDays: [30],
			};
			const changed = { ...rawOf({ ...company, limit: '250' }, 'c') };
			expect(
				await eventsOf(
					[unknown, unknown, known, unknown, known, changed],
					Array(6).fill(DAY_ONE),
					chosen,
				),
			).toEqual([[], [], [], [], [], ['licenseChanged c undefined']]);
		},
	);

	it('does not hide changes if the API never says whether a license is limited', async () => {
		const company = { users: 90, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const rows = ['100', '250', '80'].map((limit) => ({
			...rawOf({ ...company, limit }, 'c'),
			isNumberOfUsersLimited: null,
			licenseTypeResourceId: null,
		}));
		const chosen: EventSettings = {
			events: new Set(['licenseChanged', 'limitExceeded']),
			usageThreshold: 90,
			renewalDays: [30],
		};
		expect(await eventsOf(rows, Array(3).fill(DAY_ONE), chosen)).toEqual([
			[],
			['licenseChanged c undefined'],
			['licenseChanged c undefined', 'limitExceeded c undefined'],
		]);
	});

	it('is shown as it was last known', async () => {
		const company = { users: 90, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const raw = rawOf({ ...company, users: 101 }, 'c');
		const gap = { ...raw, companyName: null, licenseEndDate: null, numberOfUsers: null };
		const before = await baseline(observeAnswer(rawOf(company, 'c'), DAY_ONE));
		const chosen: EventSettings = {
			events: new Set(['limitExceeded']),
			usageThreshold: 90,
			renewalDays: [30],
		};
		const { events } = await poll(before, observeAnswer(gap, DAY_ONE), chosen);
		const [{ profile }] = events;
		expect(profile).toMatchObject({ renewalDay: DAY_ONE, seatsOverLimit: 1, usagePercent: 101 });
		expect(profile.company).toMatchObject({ name: 'Company c', licenseLimit: 100, raw: gap });
	});
});

describe('Comparing two polls', () => {
	it('reports nothing twice', async () => {
		await fc.assert(
			fc.asyncProperty(moment, moment, settings, async (first, second, chosen) => {
				const [before, now] = observations([first, second]);
				const { state } = await poll(await baseline(before), now, chosen);
				for (const thorough of [false, true]) {
					const again = await poll(state, now, chosen, { thorough });
					expect(again).toMatchObject({ events: [], mattersLater: false, isOther: false });
				}
			}),
			{ numRuns: runs(1000) },
		);
	});

	it('gives the same events over a state that was lost, unless it said that it matters', async () => {
		let lost = 0;
		await fc.assert(
			fc.asyncProperty(fc.tuple(moment, moment, lastMoment), settings, async (moments, chosen) => {
				const [saved, unsaved, now] = observations(moments);
				const before = await baseline(saved);
				const quiet = await poll(before, unsaved, chosen);
				if (quiet.events.length > 0 || quiet.mattersLater) return;
				lost++;
				const { events } = await poll(before, now, chosen);
				expect(names(events)).toEqual(names((await poll(quiet.state, now, chosen)).events));
			}),
			{ numRuns: runs(4000) },
		);
		expect(lost).toBeGreaterThan(100);
	});

	it('reports only the chosen events, each once for a company', async () => {
		await fc.assert(
			fc.asyncProperty(moment, moment, settings, async (first, second, chosen) => {
				const [before, now] = observations([first, second]);
				const { events } = await poll(await baseline(before), now, chosen);
				expect(new Set(names(events)).size).toBe(events.length);
				for (const { event } of events) expect(chosen.events).toContain(event);
			}),
			{ numRuns: runs(1000) },
		);
	});

	it('takes no company for removed that an incomplete list lacks', async () => {
		const there = { passed: 0, rows: [null, null, null], complete: false };
		const company = { users: 1, limit: '100', type: 'Basic', renewal: null, expired: false };
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const before = await baseline(observe({ ...there, rows: [company] }, DAY_ONE));
		const { state, events } = await poll(before, observe(there, DAY_ONE), chosen);
		expect(events).toEqual([]);
		const whole = observe({ ...there, complete: true }, DAY_ONE);
		expect(names((await poll(state, whole, chosen)).events)).toEqual([
			'companyRemoved c0 undefined',
		]);
	});

	it('compares a company that an incomplete list lacked with the day on which it was last seen', async () => {
		const company = { users: 1, limit: '100', type: 'Basic', expired: false, renewal: DAY_ONE };
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const dayTwo = dayAfter(DAY_ONE, 1);
		const there = { passed: 0, rows: [company], complete: true };
		const lacking = { passed: 0, rows: [null], complete: false };
		const before = await baseline(observe(there, DAY_ONE));
		const { state, events } = await poll(before, observe(lacking, dayTwo), chosen);
		expect(events).toEqual([]);
		const later = await poll(state, observe(there, dayTwo), chosen);
		expect(names(later.events)).toEqual(['licenseExpired c0 undefined']);
	});

	it('does not undo what was told when the day goes back with the time zone', async () => {
		const company = { users: 1, limit: '100', type: 'Basic', expired: false };
		const at = (today: string) =>
			observe({ passed: 0, rows: [{ ...company, renewal: DAY_ONE }], complete: true }, today);
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const ended = await poll(await baseline(at(DAY_ONE)), at(dayAfter(DAY_ONE, 1)), chosen);
		expect(names(ended.events)).toEqual(['licenseExpired c0 undefined']);
		const back = await poll(ended.state, at(DAY_ONE), chosen);
		expect(back.events).toEqual([]);
		const forth = await poll(back.state, at(dayAfter(DAY_ONE, 1)), chosen);
		expect(forth.events).toEqual([]);
	});

	it('reports everything that exists when it starts from nothing', async () => {
		const company = { users: 101, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const now = observe({ passed: 0, rows: [company], complete: true }, DAY_ONE);
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [90, 30] };
		const { events } = await poll(undefined, now, chosen, { emitExisting: true });
		expect(names(events)).toEqual([
			'companyCreated c0 undefined',
			'limitExceeded c0 undefined',
			'renewalDue c0 30',
			'usageThresholdReached c0 undefined',
		]);
	});
});

/** Values as Keepnet sends them, and as no deployment should. */
const ODD: Record<string, readonly unknown[]> = {
	companyName: ['Acme', 'Acme', 'Acme  Ltd', ' ', 7, null, undefined],
	name: [undefined, 'Alias'],
	licenseTypeName: ['Basic', 'Basic', 'Pro', '', null],
	licenseTypeResourceId: ['1', '1', 1, ' ', 'x', null],
	isNumberOfUsersLimited: [true, true, true, false, 'true', 1, 'maybe', null, undefined],
	numberOfUsers: ['100', '100', '100', 100, '0100', '1.00', 'unlimited', '-1', '', ['100'], null],
	targetUserCount: [100, 100, 101, '100', '1,000', -1, 1.5, null, {}],
	licenseEndDate: [
		'2026-07-01',
		'2026-07-01T00:00:00Z',
		'2026-07-01T12:00:00',
		'07/01/2026 09:30',
		'01/07/2026',
		'2026-13-01',
		'0001-01-01T00:00:00Z',
		'soon',
		1_782_864_000,
		null,
	],
	licenceExpired: [false, false, false, true, 'false', 0, 'perhaps', '', null],
};
const USUAL = Object.fromEntries(Object.entries(ODD).map(([name, [usual]]) => [name, usual]));
const odd = fc.record(
	Object.fromEntries(
		Object.entries(ODD).map(([name, values]) => [name, fc.constantFrom(...values)]),
	),
);
/** What may be in one row and not in the other. */
const difference = fc.uniqueArray(fc.constantFrom(...Object.keys(ODD)), { maxLength: 2 });
const dayOrder = fc.constantFrom<DayOrder>(null, 'dayFirst', 'monthFirst');

describe('A row that says what is stored', () => {
	it('is recognized only where a comparison finds no difference', async () => {
		const recognized = { usual: 0, respelled: 0 };
		const history = fc.record({
			first: odd,
			second: odd,
			third: odd,
			odd: difference,
			changed: difference,
			changedAgain: difference,
			orders: fc.tuple(dayOrder, dayOrder, dayOrder),
			passed: fc.constantFrom(0, 0, 0, 1),
			isRespelled: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(history, settings, async (drawn, chosen) => {
				const pick = (from: IDataObject, keys: string[]) =>
					Object.fromEntries(keys.map((key) => [key, from[key]]));
				const usual: IDataObject = { companyResourceId: 'c', ...(USUAL as IDataObject) };
				const base = { ...usual, ...pick(drawn.first as IDataObject, drawn.odd) };
				const then = { ...base, ...pick(drawn.second as IDataObject, drawn.changed) };
				const now = { ...then, ...pick(drawn.third as IDataObject, drawn.changedAgain) };
				const spelled = drawn.isRespelled
					? Object.fromEntries(
							Object.entries(now).map(([key, value]) => [
								`${key[0].toUpperCase()}${key.slice(1)}`,
								value,
							]),
						)
					: now;
				const days = [DAY_ONE, DAY_ONE, dayAfter(DAY_ONE, drawn.passed)];
				const [one, two, three] = [base, then, spelled].map((raw, index) => ({
					...observeAnswer(raw as IDataObject, days[index]),
					dayOrder: drawn.orders[index],
				}));
				const begun = await poll(undefined, one, chosen);
				const { state } = await poll(begun.state, two, chosen, { thorough: true });
				const whole = await poll(state, three, chosen, { thorough: true });
				const short = await poll(state, three, chosen);
				expect({ ...short, events: names(short.events) }).toEqual({
					...whole,
					events: names(whole.events),
				});
				const all = { ...chosen, filters: [], emitExisting: false };
				const comparison = new Comparison(state, all, { day: three.today, source: 'one' });
				if (!comparison.isUnchanged(three.rows[0], three.dayOrder)) return;
				recognized[drawn.isRespelled ? 'respelled' : 'usual']++;
			}),
			{ numRuns: runs(4000) },
		);
		expect(recognized.usual).toBeGreaterThan(100);
		expect(recognized.respelled).toBeGreaterThan(100);
	});

	it('is compared where filters kept the company out, so that its removal is reported later', async () => {
		const company = { users: 1, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const there = observeAnswer(rawOf(company, 'c'), DAY_ONE);
		const chosen: EventSettings = {
			events: new Set(['companyRemoved']),
			usageThreshold: 90,
			renewalDays: [],
		};
		const never = { matches: () => false } as never;
		const filtered = await poll(undefined, there, chosen, { filters: [never] });
		const gone = { ...there, rows: [] };
		expect((await poll(filtered.state, gone, chosen)).events).toEqual([]);
		const { state, events } = await poll(filtered.state, there, chosen);
		expect(events).toEqual([]);
		expect(names((await poll(state, gone, chosen)).events)).toEqual(['companyRemoved c undefined']);
	});

	it('counts as it was read last, where a list was read twice', async () => {
		const company = { users: 90, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const raw = rawOf(company, 'c');
		const before = await baseline(observeAnswer(raw, DAY_ONE));
		const all = { usageThreshold: 90, renewalDays: [], filters: [], emitExisting: false };
		const comparison = new Comparison(
			before,
			{ ...all, events: new Set(EVENT_NAMES) },
			{ day: DAY_ONE, source: 'one' },
		);
		const over = { ...raw, targetUserCount: 101 };
		expect(comparison.isUnchanged(over, null)).toBe(false);
		comparison.compare(profileOf(toCompany(over), { today: DAY_ONE, dayOrder: null }));
		expect(comparison.isUnchanged(raw, null)).toBe(true);
		const list = { has: () => true, absent: [], complete: true, dayOrder: null };
		expect(await comparison.finish(list)).toMatchObject({ events: [], next: undefined });
	});

	it('has its name stored once that is needed, and no longer than it is', async () => {
		const company = { users: 1, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const name = `Line 1\nLine 2 ${'x'.repeat(200)}`;
		const there = observeAnswer({ ...rawOf(company, 'c'), companyName: name }, DAY_ONE);
		let state: WatchState | undefined;
		for (const [event, stored] of [
			['licenseChanged', undefined],
			['companyRemoved', `Line 1 Line 2 ${'x'.repeat(200)}`.slice(0, 80)],
			['licenseChanged', undefined],
		] as const) {
			const chosen = { events: new Set([event]), usageThreshold: 90, renewalDays: [] };
			({ state } = await poll(state, there, chosen));
			expect(state.rows.get('c')?.[8]).toBe(stored);
			expect(await poll(state, there, chosen)).toMatchObject({ isOther: false });
		}
	});

	it('has no name stored in a list of more than 40,000', async () => {
		const company = { users: 1, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [] };
		const rows = Array.from({ length: 40_001 }, (_, index) => rawOf(company, `c${index}`));
		const all = { ...observeAnswer({}, DAY_ONE), rows };
		const few = { ...all, rows: rows.slice(1) };
		const named = ({ rows: stored }: WatchState) => [...stored.values()].filter((row) => row[8]);
		const { state } = await poll(undefined, few, chosen);
		expect(named(state)).toHaveLength(40_000);
		expect(named((await poll(undefined, all, chosen)).state)).toEqual([]);
		const grown = await poll(state, all, chosen);
		expect(named((await poll(grown.state, all, chosen)).state)).toEqual([]);
	});
});

import type { IDataObject } from 'n8n-workflow';

import { toCompany } from '../../nodes/Companies/company/company';
import { profileOf } from '../../nodes/Companies/company/profile';
import { dayAfter } from '../../nodes/Companies/company/renewal';
import type { Observation, TriggerEvent } from '../../nodes/Companies/trigger/diff';
import { diff, start } from '../../nodes/Companies/trigger/diff';
import type { EventName } from '../../nodes/Companies/descriptions/events';
import { EVENT_NAMES } from '../../nodes/Companies/descriptions/events';
import type { EventSettings } from '../../nodes/Companies/trigger/detectEvents';
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

function observe({ rows, complete }: Moment, today: string, matches = true): Observation {
	const companies = rows.flatMap((entry, index) => {
		if (!entry) return [];
		const profile = profileOf(toCompany(rawOf(entry, `c${index}`)), { today, dayOrder: null });
		return [{ profile, matches }];
	});
	return { today, source: 'one', dayOrder: null, companies, complete };
}

/** The moments one after the other, each with its day. */
function observations(moments: Moment[]): Observation[] {
	let passed = 0;
	return moments.map((entry) => {
		passed += entry.passed;
		return observe(entry, dayAfter(DAY_ONE, passed));
	});
}

/** The state after a first poll. */
const baseline = (first: Observation) =>
	start(first, { events: new Set(), usageThreshold: 90, renewalDays: [] }).next;

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

function observeAnswer(raw: IDataObject, today: string): Observation {
	const profile = profileOf(toCompany(raw), { today, dayOrder: null });
	const companies = [{ profile, matches: true }];
	return { today, source: 'one', dayOrder: null, companies, complete: true };
}

/** What each answer of one company leads to. */
function eventsOf(rows: IDataObject[], days: string[], chosen: EventSettings): string[][] {
	let state = baseline(observeAnswer(rows[0], days[0]));
	return rows.map((raw, index) => {
		const { next, events } = diff(state, observeAnswer(raw, days[index]), chosen);
		state = next;
		return names(events);
	});
}

describe('A value that an answer lacks', () => {
	it('is not a change: the events are those of a history that has it', () => {
		let told = 0;
		fc.assert(
			fc.property(fc.array(answer, { minLength: 3, maxLength: 7 }), settings, (all, chosen) => {
				const answers = [{ ...all[0], gaps: [] }, ...all.slice(1)];
				const days: string[] = [];
				let passed = 0;
				for (const each of answers) days.push(dayAfter(DAY_ONE, (passed += each.passed)));
				const withGaps = answers.map(({ row: now, gaps: missing, written }) => ({
					...rawOf(now, 'c'),
					...Object.fromEntries(missing.flatMap((gap) => GAPS[gap].map((name) => [name, written]))),
				}));
				const whole = filled(answers).map((now) => rawOf(now, 'c'));
				const expected = eventsOf(whole, days, chosen);
				told += expected.flat().length;
				expect(eventsOf(withGaps as IDataObject[], days, chosen)).toEqual(expected);
			}),
			{ numRuns: runs(1000) },
		);
		expect(told).toBeGreaterThan(300);
	});

	it.each(GAP_NAMES)('is no change once it is said, for a new company without its %s', (gap) => {
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
			eventsOf([unknown, unknown, known, unknown, known, changed], Array(6).fill(DAY_ONE), chosen),
		).toEqual([[], [], [], [], [], ['licenseChanged c undefined']]);
	});

	it('does not hide changes if the API never says whether a license is limited', () => {
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
		expect(eventsOf(rows, Array(3).fill(DAY_ONE), chosen)).toEqual([
			[],
			['licenseChanged c undefined'],
			['licenseChanged c undefined', 'limitExceeded c undefined'],
		]);
	});

	it('is shown as it was last known', () => {
		const company = { users: 90, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const raw = rawOf({ ...company, users: 101 }, 'c');
		const gap = { ...raw, companyName: null, licenseEndDate: null, numberOfUsers: null };
		const before = baseline(observeAnswer(rawOf(company, 'c'), DAY_ONE));
		const chosen: EventSettings = {
			events: new Set(['limitExceeded']),
			usageThreshold: 90,
			renewalDays: [30],
		};
		const [{ profile }] = diff(before, observeAnswer(gap, DAY_ONE), chosen).events;
		expect(profile).toMatchObject({ renewalDay: DAY_ONE, seatsOverLimit: 1, usagePercent: 101 });
		expect(profile.company).toMatchObject({ name: 'Company c', licenseLimit: 100, raw: gap });
	});
});

describe('Comparing two polls', () => {
	it('reports nothing twice', () => {
		fc.assert(
			fc.property(moment, moment, settings, (first, second, chosen) => {
				const [before, now] = observations([first, second]);
				const { next } = diff(baseline(before), now, chosen);
				expect(diff(next, now, chosen)).toMatchObject({ events: [], mattersLater: false });
			}),
			{ numRuns: runs(1000) },
		);
	});

	it('gives the same events over a state that was lost, unless it said that it matters', () => {
		let lost = 0;
		fc.assert(
			fc.property(fc.tuple(moment, moment, lastMoment), settings, (moments, chosen) => {
				const [saved, unsaved, now] = observations(moments);
				const before = baseline(saved);
				const quiet = diff(before, unsaved, chosen);
				if (quiet.events.length > 0 || quiet.mattersLater) return;
				lost++;
				expect(names(diff(before, now, chosen).events)).toEqual(
					names(diff(quiet.next, now, chosen).events),
				);
			}),
			{ numRuns: runs(4000) },
		);
		expect(lost).toBeGreaterThan(100);
	});

	it('reports only the chosen events, each once for a company', () => {
		fc.assert(
			fc.property(moment, moment, settings, (first, second, chosen) => {
				const [before, now] = observations([first, second]);
				const { events } = diff(baseline(before), now, chosen);
				expect(new Set(names(events)).size).toBe(events.length);
				for (const { event } of events) expect(chosen.events).toContain(event);
			}),
			{ numRuns: runs(1000) },
		);
	});

	it('takes no company for removed that an incomplete list lacks', () => {
		const there = { passed: 0, rows: [null, null, null], complete: false };
		const company = { users: 1, limit: '100', type: 'Basic', renewal: null, expired: false };
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const before = baseline(observe({ ...there, rows: [company] }, DAY_ONE));
		const { next, events } = diff(before, observe(there, DAY_ONE), chosen);
		expect(events).toEqual([]);
		const whole = observe({ ...there, complete: true }, DAY_ONE);
		expect(names(diff(next, whole, chosen).events)).toEqual(['companyRemoved c0 undefined']);
	});

	it('compares a company that an incomplete list lacked with the day on which it was last seen', () => {
		const company = { users: 1, limit: '100', type: 'Basic', expired: false, renewal: DAY_ONE };
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const dayTwo = dayAfter(DAY_ONE, 1);
		const there = { passed: 0, rows: [company], complete: true };
		const lacking = { passed: 0, rows: [null], complete: false };
		const { next, events } = diff(
			baseline(observe(there, DAY_ONE)),
			observe(lacking, dayTwo),
			chosen,
		);
		expect(events).toEqual([]);
		const later = diff(next, observe(there, dayTwo), chosen);
		expect(names(later.events)).toEqual(['licenseExpired c0 undefined']);
	});

	it('does not undo what was told when the day goes back with the time zone', () => {
		const company = { users: 1, limit: '100', type: 'Basic', expired: false };
		const at = (today: string) =>
			observe({ passed: 0, rows: [{ ...company, renewal: DAY_ONE }], complete: true }, today);
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [30] };
		const ended = diff(baseline(at(DAY_ONE)), at(dayAfter(DAY_ONE, 1)), chosen);
		expect(names(ended.events)).toEqual(['licenseExpired c0 undefined']);
		const back = diff(ended.next, at(DAY_ONE), chosen);
		expect(back.events).toEqual([]);
		expect(diff(back.next, at(dayAfter(DAY_ONE, 1)), chosen).events).toEqual([]);
	});

	it('reports everything that exists when it starts from nothing', () => {
		const company = { users: 101, limit: '100', type: 'Basic', renewal: DAY_ONE, expired: false };
		const now = observe({ passed: 0, rows: [company], complete: true }, DAY_ONE);
		const chosen = { events: new Set(EVENT_NAMES), usageThreshold: 90, renewalDays: [90, 30] };
		expect(names(start(now, chosen, true).events)).toEqual([
			'companyCreated c0 undefined',
			'limitExceeded c0 undefined',
			'renewalDue c0 30',
			'usageThresholdReached c0 undefined',
		]);
	});
});

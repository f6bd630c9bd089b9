import type { IDataObject } from 'n8n-workflow';
import { DateTime, Settings } from 'luxon';

import { companyIdOf } from '../../nodes/Companies/company/rawCompany';
import fc, { runs } from '../property';
import type { CompanyRow, Simulator } from '../simulator';
import { licenseTypes } from '../simulator';
import type { Poller } from './harness';
import { hurry } from './support';
import type { Polled } from './triggerSupport';
import { ALL_EVENTS, dayFromNow, quietRow, scene, told } from './triggerSupport';

hurry();

const THRESHOLD = 80;
const REMINDERS = [60, 30, 7];
const DAY_MS = 86_400_000;

/** What happens to the companies between two polls. */
type Change =
	| { kind: 'create' }
	| { kind: 'remove'; which: number }
	| { kind: 'users'; which: number; users: number }
	| { kind: 'limit'; which: number; limit: string | null }
	| { kind: 'type'; which: number; type: number }
	| { kind: 'renewal'; which: number; days: number | null }
	| { kind: 'flag'; which: number; expired: boolean }
	| { kind: 'days'; days: number };

/** How the poll after the changes goes. */
type Poll = 'well' | 'restart' | 'fault' | 'faultAtStart' | 'overlapping';

interface Step {
	changes: Change[];
	poll: Poll;
	/** What the answers of this poll leave out of the companies that are known. */
	gaps: Gap[];
}

const GAPS = [
	'companyName',
	'licenseTypeName',
	'licenseTypeResourceId',
	'isNumberOfUsersLimited',
	'numberOfUsers',
	'targetUserCount',
	'licenseEndDate',
	'licenceExpired',
] as const;
type Gap = (typeof GAPS)[number];

const USUAL_POLLS: Poll[] = ['well', 'well', 'well', 'restart', 'restart'];
const which = fc.nat(3);
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({ kind: fc.constant('create' as const) }),
	fc.record({ kind: fc.constant('remove' as const), which }),
	...Array.from({ length: 4 }, () =>
		fc.record({
			kind: fc.constant('users' as const),
			which,
			users: fc.constantFrom(79, 80, 100, 101),
		}),
	),
	fc.record({
		kind: fc.constant('limit' as const),
		which,
		limit: fc.constantFrom('100', '150', '0', null),
	}),
	fc.record({ kind: fc.constant('type' as const), which, type: fc.nat(2) }),
	fc.record({
		kind: fc.constant('renewal' as const),
		which,
		days: fc.constantFrom(null, -1, 0, 7, 8, 31, 61, 400),
	}),
	fc.record({ kind: fc.constant('flag' as const), which, expired: fc.boolean() }),
	fc.record({ kind: fc.constant('days' as const), days: fc.constantFrom(1, 5, 30) }),
);
/** All of them, or few: an event that is told makes n8n store the state, and hides what would be lost without. */
const chosen = fc.oneof(
	fc.constant(ALL_EVENTS),
	...ALL_EVENTS.map((event) => fc.constant<string[]>([event])),
	fc.subarray(ALL_EVENTS, { minLength: 1 }),
);
const step: fc.Arbitrary<Step> = fc.record({
	changes: fc.array(change, { maxLength: 2 }),
	poll: fc.constantFrom<Poll>(...USUAL_POLLS, 'fault', 'faultAtStart', 'overlapping'),
	gaps: fc.oneof(
		{ weight: 2, arbitrary: fc.constant<Gap[]>([]) },
		{ weight: 1, arbitrary: fc.subarray([...GAPS], { minLength: 1 }) },
	),
});

let passedDays = 0;

const today = () => dayFromNow(passedDays);

function apply({ companies }: Simulator, made: Change, created: { count: number }): void {
	if (made.kind === 'days') {
		passedDays += made.days;
		return;
	}
	if (made.kind === 'create') {
		created.count++;
		companies.insert(quietRow(`new-${created.count}`, { targetUserCount: 90 }));
		return;
	}
	const all = companies.list();
	if (all.length === 0) return;
	const { companyResourceId: id } = all[made.which % all.length];
	switch (made.kind) {
		case 'remove':
			companies.remove(id);
			break;
		case 'users':
			companies.update(id, { targetUserCount: made.users });
			break;
		case 'limit':
			companies.update(id, {
				isNumberOfUsersLimited: made.limit !== null,
				numberOfUsers: made.limit,
			});
			break;
		case 'type':
			companies.update(id, {
				licenseTypeName: licenseTypes[made.type].name,
				licenseTypeResourceId: licenseTypes[made.type].resourceId,
			});
			break;
		case 'renewal':
			companies.update(id, {
				licenseEndDate:
					made.days === null ? null : `${dayFromNow(passedDays + made.days)}T00:00:00Z`,
			});
			break;
		case 'flag':
			companies.update(id, { licenceExpired: made.expired });
	}
}

/** What the history says of a company at the time of a poll. */
function read(row: Readonly<CompanyRow>) {
	const limit = row.isNumberOfUsersLimited ? Number(row.numberOfUsers) : Infinity;
	const users = row.targetUserCount;
	const date = row.licenseEndDate?.slice(0, 10);
	const days =
		date === undefined ? undefined : Math.round((Date.parse(date) - Date.parse(today())) / DAY_MS);
	const reminders = REMINDERS.filter((within) => days !== undefined && days >= 0 && days <= within);
	return {
		date,
		license: `${row.licenseTypeResourceId} ${limit}`,
		reminder: reminders.length > 0 ? Math.min(...reminders) : undefined,
		states: {
			limitExceeded: users > limit,
			usageThresholdReached: limit > 0 && limit < Infinity && (users / limit) * 100 >= THRESHOLD,
			licenseExpired: row.licenceExpired || (days !== undefined && days < 0),
		},
	};
}

type Rows = Map<string, Readonly<CompanyRow>>;

/** What a poll can know of a company: what its row says, and what was last said in place of what is missing. */
function known(row: Readonly<CompanyRow>, earlier: Readonly<CompanyRow> | undefined, gaps: Gap[]) {
	if (!earlier) return row;
	const lost = new Set<string>(gaps);
	const isLimited = row.isNumberOfUsersLimited;
	if (lost.has('isNumberOfUsersLimited') || (isLimited && lost.has('numberOfUsers'))) {
		lost.add('isNumberOfUsersLimited').add('numberOfUsers');
	}
	// A date that is taken away says as little as one that is missing.
	if (row.licenseEndDate === null) lost.add('licenseEndDate');
	const kept = Object.entries(earlier).filter(([name]) => lost.has(name));
	return { ...row, ...(Object.fromEntries(kept) as Partial<CompanyRow>) };
}

const rowsOf = ({ companies }: Simulator, before: Rows = new Map(), gaps: Gap[] = []): Rows =>
	new Map(
		companies.list().map((row) => {
			const { companyResourceId: id } = row;
			return [id, known({ ...row }, before.get(id), gaps)];
		}),
	);

type Snapshot = Map<string, ReturnType<typeof read>>;

const snapshot = (rows: Rows): Snapshot => new Map([...rows].map(([id, row]) => [id, read(row)]));

/** Leaves something out of the companies of an answer that were known before. */
const without = (gaps: Gap[], before: Rows) => (body: unknown) => {
	const answer = structuredClone(body) as { data: { results: IDataObject[] | null } };
	for (const row of answer.data.results ?? []) {
		if (!before.has(String(companyIdOf(row)))) continue;
		for (const gap of gaps) row[gap] = null;
	}
	return answer;
};

/** A first date is not a change: it may have been missing before. */
const isOtherLicense = (before: ReturnType<typeof read>, now: ReturnType<typeof read>) =>
	before.license !== now.license || (before.date !== undefined && before.date !== now.date);

/** What is to be told between two polls that succeeded. */
function expected(before: Snapshot, now: Snapshot): string[] {
	const events: string[] = [];
	for (const [id, company] of now) {
		const earlier = before.get(id);
		if (!earlier) events.push(`companyCreated ${id}`);
		for (const [name, holds] of Object.entries(company.states)) {
			const held = earlier?.states[name as keyof typeof company.states] ?? false;
			if (holds && !held) events.push(`${name} ${id}`);
		}
		const { reminder } = company;
		const sameDate = earlier?.date === company.date;
		const toldFrom = earlier && sameDate ? (earlier.reminder ?? Infinity) : Infinity;
		if (reminder !== undefined && reminder < toldFrom) {
			events.push(`renewalDue ${id} ${reminder}`);
		}
		if (earlier && isOtherLicense(earlier, company)) events.push(`licenseChanged ${id}`);
	}
	for (const id of before.keys()) if (!now.has(id)) events.push(`companyRemoved ${id}`);
	return events.sort();
}

const isRestart = (poll: Poll) => poll === 'restart' || poll === 'faultAtStart';

/** Polls as the step says: the result of each, nothing if the poll could not read anything. */
async function pollOnce(poller: Poller, { faults }: Simulator, poll: Poll): Promise<Polled[]> {
	if (poll === 'well') return [await poller.poll()];
	if (poll === 'restart') return [await poller.restart()];
	if (poll === 'overlapping') return await Promise.all([poller.poll(), poller.poll()]);
	faults.clear();
	faults.add({ kind: 'status', status: 500, route: 'search', times: Infinity, pageNumber: 2 });
	faults.add({ kind: 'unparsable', route: 'search', times: Infinity, pageNumber: 1 });
	try {
		if (poll === 'faultAtStart') expect(await poller.restart()).toBeNull();
		else await expect(poller.poll()).rejects.toThrow();
	} finally {
		faults.clear();
	}
	return [];
}

async function follow(events: string[], steps: Step[]): Promise<void> {
	passedDays = 0;
	const rows = ['a', 'b'].map((id) => quietRow(id));
	const { poller, simulator } = await scene(rows, {
		events,
		usageThreshold: THRESHOLD,
		renewalDays: REMINDERS.join(','),
		options: { pageSize: 1 },
	});
	const created = { count: 0 };
	expect(await poller.activate()).toBeNull();
	let before = rowsOf(simulator);
	let stored = before;
	let seen = snapshot(before);
	const last: Step = { changes: [], poll: 'well', gaps: [] };
	for (const { changes, poll, gaps } of [...steps, last]) {
		changes.forEach((made) => apply(simulator, made, created));
		// What was seen since n8n last stored the state is lost.
		if (isRestart(poll)) before = stored;
		const change = without(gaps, before);
		simulator.faults.add({ kind: 'alter', route: 'search', times: Infinity, change });
		const got = await pollOnce(poller, simulator, poll);
		simulator.faults.clear();
		if (got.length === 0) continue;
		before = rowsOf(simulator, before, gaps);
		if (isRestart(poll) || got.some((polled) => polled !== null)) stored = before;
		const now = snapshot(before);
		const wanted = expected(seen, now).filter((event) => events.includes(event.split(' ')[0]));
		expect(got.flatMap(told).sort()).toEqual(wanted);
		seen = now;
	}
	expect(await poller.poll()).toBeNull();
	await simulator.close();
}

describe('Over any history', () => {
	const now = () => Date.now() + passedDays * DAY_MS;

	beforeAll(() => {
		Settings.now = now;
		expect(DateTime.now().isValid).toBe(true);
	});
	afterAll(() => {
		Settings.now = () => Date.now();
	});

	it('every event is reported once: not lost, not repeated, whatever fails and restarts', async () => {
		await fc.assert(
			fc.asyncProperty(chosen, fc.array(step, { minLength: 5, maxLength: 15 }), follow),
			{ numRuns: runs(40), endOnFailure: true },
		);
	}, 300_000);
});

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { dayAfter } from '../company/renewal';
import { LIMITS } from '../limits';
import type { Snapshot, Observed } from './snapshot';
import { updatedSnapshot, withKnownValues, lastKnown } from './snapshot';
import type { EventSettings, DetectedEvent } from './detectEvents';
import { mattersLater, detectEvents } from './detectEvents';
import type { WatchState } from './state';

/** What a poll reads. */
export interface Observation {
	/** `YYYY-MM-DD` in the workflow's time zone. */
	today: string;
	source: string;
	dayOrder: DayOrder;
	/** Companies without an ID cannot be told apart and are not among them. */
	companies: Observed[];
	/** Whether the list is known to lack no company. */
	complete: boolean;
	/** How many companies the list lacks although it was read repeatedly. */
	lacking?: number;
}

/** An event and the company it is about. */
export interface TriggerEvent extends DetectedEvent {
	profile: CompanyProfile;
}

/** The difference between two polls. */
export interface Diff {
	next: WatchState;
	events: TriggerEvent[];
	/** Whether a later event depends on `next`, so that it should be stored even without events. */
	mattersLater: boolean;
	/** A sentence for the log if nothing is reported although something seems to have happened. */
	note?: string;
}

/** A day that goes back by one, as after a change of the time zone, must not undo reported reminders. */
function diffDay(before: WatchState | undefined, today: string): string {
	return before?.day === dayAfter(today, 1) ? before.day : today;
}

/** What one company adds to the difference. */
type Change = Pick<Diff, 'events' | 'mattersLater'>;

function removal(
	id: string,
	snapshot: Snapshot,
	{ today }: Observation,
	{ events }: EventSettings,
): Change {
	const event = { event: 'companyRemoved' as const, profile: lastKnown(id, snapshot, today) };
	return {
		events: snapshot.matched && events.has('companyRemoved') ? [event] : [],
		// If it comes back, it is new.
		mattersLater: snapshot.matched,
	};
}

/** Whether the list belongs to another reseller: another credential, and no company in common. */
function isOtherList(before: WatchState, { source, companies }: Observation): boolean {
	return (
		source !== before.source &&
		!companies.some(({ profile }) => before.companies.has(profile.company.id ?? ''))
	);
}

/** Companies of the state before that a complete list lacks. */
interface Vanished {
	ids: Set<string>;
	/** Whether they are most of the companies: then the next poll has to confirm them. */
	areMost: boolean;
	/** Whether the poll before already lacked the same companies. */
	areConfirmed: boolean;
}

function vanishedFrom(before: WatchState, { complete, companies, source }: Observation): Vanished {
	const found = new Set(companies.map(({ profile }) => profile.company.id));
	const gone = complete ? [...before.companies].filter(([id]) => !found.has(id)) : [];
	const { size } = before.companies;
	const areMany = (count: number) => size >= LIMITS.minCompaniesToDoubt && count > size / 2;
	return {
		ids: new Set(gone.map(([id]) => id)),
		areMost: source === before.source && areMany(gone.length),
		areConfirmed: areMany(gone.filter(([, { missed }]) => missed).length),
	};
}

/** Keeps the state before and marks the companies that are missing now. */
function doubted(before: WatchState, { ids }: Vanished): Diff {
	const companies = new Map<string, Snapshot>();
	for (const [id, snapshot] of before.companies) {
		companies.set(id, { ...snapshot, missed: ids.has(id) });
	}
	return {
		next: { ...before, companies },
		events: [],
		mattersLater: false,
		note: `Keepnet no longer lists ${ids.size} of ${companies.size} companies. Nothing is reported unless the next poll finds the same.`,
	};
}

/** A company that a first list lacks would look new later. */
export const INCOMPLETE_START =
	'The list of companies could not be read completely, so the trigger has not started yet. The next poll tries again.';

/** The result of a first poll, which reports every company as new or, by default, only records the state. */
export function start(
	observation: Observation,
	settings: EventSettings,
	emitExisting = false,
): Diff {
	const { today, source, dayOrder } = observation;
	const nothing = { day: today, source, dayOrder, companies: new Map<string, Snapshot>() };
	const first = diff(nothing, observation, settings);
	return emitExisting ? first : { ...first, events: [], mattersLater: true };
}

/**
 * Compares a state with what a poll has read. An event is a difference between the two, so the same comparison always gives
 * the same events, and comparing `next` with the same list gives none.
 */
export function diff(before: WatchState, observation: Observation, settings: EventSettings): Diff {
	if (isOtherList(before, observation)) {
		if (observation.complete) return start(observation, settings);
		return { next: before, events: [], mattersLater: false, note: INCOMPLETE_START };
	}
	const vanished = vanishedFrom(before, observation);
	if (vanished.areMost && !vanished.areConfirmed) return doubted(before, vanished);
	const { today, source, dayOrder } = observation;
	const day = diffDay(before, today);
	const companies = new Map<string, Snapshot>();
	const changes: Change[] = [];
	for (const observed of observation.companies) {
		const id = observed.profile.company.id ?? '';
		const known = before.companies.get(id);
		const { earlier, now } = updatedSnapshot(observed, day, known, before.dayOrder);
		companies.set(id, now);
		changes.push({
			events: detectEvents(earlier, now, settings).map((detected) => ({
				...detected,
				profile: withKnownValues(observed.profile, now, { today }),
			})),
			// A mark that stays stored would let a later list report removals at once.
			mattersLater: known?.missed === true || mattersLater(earlier, now, settings),
		});
	}
	for (const [id, snapshot] of before.companies) {
		if (companies.has(id)) continue;
		// What an incomplete list lacks may still exist.
		if (!vanished.ids.has(id)) companies.set(id, snapshot);
		else if (vanished.areMost && !snapshot.missed) companies.set(id, { ...snapshot, missed: true });
		else changes.push(removal(id, snapshot, observation, settings));
	}
	return {
		next: { day, source, dayOrder, companies },
		events: changes.flatMap((change) => change.events),
		mattersLater: changes.some((change) => change.mattersLater),
	};
}

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { dayAfter } from '../company/renewal';
import { LIMITS } from '../limits';
import type { Facts, Observed } from './snapshot';
import { factsNow, factsOf, filledIn, lastKnown } from './snapshot';
import type { EventSettings, Notice } from './detectEvents';
import { mattersLater, noticesOf } from './detectEvents';
import type { WatchState } from './state/watchState';

/** What a poll has read. */
export interface Observation {
	/** `YYYY-MM-DD` in the workflow's time zone. */
	today: string;
	source: string;
	dayOrder: DayOrder;
	/** Companies without an ID cannot be told apart and are not among them. */
	companies: Observed[];
	/** Whether it is shown that no company is missing from the list. */
	complete: boolean;
	/** How many companies the list lacks, where reading it again would show no more of them. */
	lacking?: number;
}

/** Something to tell: what was noticed, and the company it is about. */
export interface TriggerEvent extends Notice {
	profile: CompanyProfile;
}

/** What one poll leads to. */
export interface Comparison {
	next: WatchState;
	events: TriggerEvent[];
	/** Whether an event of the future depends on `next`, so that it should be stored although there are no events. */
	mattersLater: boolean;
	/** A sentence for the log where nothing is reported although something seems to have happened. */
	note?: string;
}

/** A day that goes back by one, as after a change of the time zone, must not undo what was told. */
function judgedDay(before: WatchState | undefined, today: string): string {
	return before?.day === dayAfter(today, 1) ? before.day : today;
}

/** What has come of one company. */
type Change = Pick<Comparison, 'events' | 'mattersLater'>;

/** A company that is no longer there, as it was last known. */
function changeOfMissing(
	[id, facts]: [string, Facts],
	{ today }: Observation,
	{ events }: EventSettings,
): Change {
	const isTold = facts.matched && events.has('companyRemoved');
	return {
		events: isTold ? [{ event: 'companyRemoved', profile: lastKnown(id, facts, today) }] : [],
		// It may come back, and is new then.
		mattersLater: facts.matched,
	};
}

/** Whether the list belongs to another reseller: other access, and not one company that was there before. */
function isOtherList(before: WatchState, { source, companies }: Observation): boolean {
	return (
		source !== before.source &&
		!companies.some(({ profile }) => before.companies.has(profile.company.id ?? ''))
	);
}

/** Companies that were known and are not in a list that shows that none is missing. */
interface Vanished {
	ids: Set<string>;
	/** Whether they are most of the companies, so that one list is not enough to believe it. */
	areMost: boolean;
	/** Whether the poll before has missed most of the companies, and the same ones. */
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

/** The state before, with a mark on what is missing now. */
function doubted(before: WatchState, { ids }: Vanished): Comparison {
	const companies = [...before.companies].map(([id, facts]): [string, Facts] => [
		id,
		{ ...facts, missed: ids.has(id) },
	]);
	return {
		next: { ...before, companies: new Map(companies) },
		events: [],
		mattersLater: false,
		note: `Keepnet no longer lists ${ids.size} of ${companies.length} companies. Nothing is reported unless the next poll finds the same.`,
	};
}

/** Why a list that may lack companies is no start: they would look new later. */
export const INCOMPLETE_START =
	'The list of companies could not be read completely, so the trigger has not started yet. The next poll tries again.';

/** The state after a first poll, which has nothing to compare with. */
export function baseline({ today, source, dayOrder, companies }: Observation): WatchState {
	const facts = companies.map(({ profile, matches }): [string, Facts] => [
		profile.company.id ?? '',
		factsOf(profile, matches, today),
	]);
	return { day: today, source, dayOrder, companies: new Map(facts) };
}

/** An empty state: diffing against it reports every company as new. */
export function nothing({ today, source, dayOrder }: Observation): WatchState {
	return { day: today, source, dayOrder, companies: new Map() };
}

/**
 * Compares what was remembered with what is there. Pure: an event is the difference between two states, so comparing
 * again with the same one gives the same events, and comparing with the next one gives none of them again.
 */
export function compare(
	before: WatchState,
	observation: Observation,
	settings: EventSettings,
): Comparison {
	if (isOtherList(before, observation)) {
		if (!observation.complete) {
			return { next: before, events: [], mattersLater: false, note: INCOMPLETE_START };
		}
		return { next: baseline(observation), events: [], mattersLater: true };
	}
	const vanished = vanishedFrom(before, observation);
	if (vanished.areMost && !vanished.areConfirmed) return doubted(before, vanished);
	const { today, source, dayOrder } = observation;
	const day = judgedDay(before, today);
	const companies = new Map<string, Facts>();
	const changes: Change[] = [];
	for (const observed of observation.companies) {
		const id = observed.profile.company.id ?? '';
		const remembered = before.companies.get(id);
		const { earlier, now } = factsNow(observed, day, remembered, before.dayOrder);
		companies.set(id, now);
		changes.push({
			events: noticesOf(earlier, now, settings).map((notice) => ({
				...notice,
				profile: filledIn(observed.profile, now, { today }),
			})),
			// A mark that stays stored would make a later list believed at once.
			mattersLater: remembered?.missed === true || mattersLater(earlier, now, settings),
		});
	}
	for (const entry of [...before.companies].filter(([id]) => !companies.has(id))) {
		const [id, facts] = entry;
		// What an incomplete list lacks may still be there, and is judged when it is seen again.
		if (!vanished.ids.has(id)) companies.set(id, facts);
		else if (vanished.areMost && !facts.missed) companies.set(id, { ...facts, missed: true });
		else changes.push(changeOfMissing(entry, observation, settings));
	}
	return {
		next: { day, source, dayOrder, companies },
		events: changes.flatMap((change) => change.events),
		mattersLater: changes.some((change) => change.mattersLater),
	};
}

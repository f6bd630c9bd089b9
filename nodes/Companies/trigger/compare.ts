import type { DayOrder } from '../company/dates';
import type { Insight } from '../insight/assess';
import { dayAfter } from '../insight/renewal';
import type { Facts, Observed } from './facts';
import { factsNow, factsOf, filledIn, lastKnown } from './facts';
import type { EventSettings, Notice } from './judge';
import { mattersLater, noticesOf } from './judge';
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
}

/** Something to tell: what was noticed, and the company it is about. */
export interface TriggerEvent extends Notice {
	insight: Insight;
}

/** What one poll leads to. */
export interface Comparison {
	next: WatchState;
	events: TriggerEvent[];
	/** Whether an event of the future depends on `next`, so that it should be stored although there are no events. */
	mattersLater: boolean;
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
		events: isTold ? [{ event: 'companyRemoved', insight: lastKnown(id, facts, today) }] : [],
		// It may come back, and is new then.
		mattersLater: facts.matched,
	};
}

/** Whether the list belongs to another reseller: other access, and not one company that was there before. */
function isOtherList(before: WatchState, { source, companies }: Observation): boolean {
	return (
		source !== before.source &&
		!companies.some(({ insight }) => before.companies.has(insight.company.id ?? ''))
	);
}

/** The state after a first poll, which has nothing to compare with. */
export function baseline({ today, source, dayOrder, companies }: Observation): WatchState {
	const facts = companies.map(({ insight, matches }): [string, Facts] => [
		insight.company.id ?? '',
		factsOf(insight, matches, today),
	]);
	return { day: today, source, dayOrder, companies: new Map(facts) };
}

/** A state in which nothing was there, for whoever wants to be told of everything that is. */
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
		return { next: baseline(observation), events: [], mattersLater: true };
	}
	const { today, source, dayOrder } = observation;
	const day = judgedDay(before, today);
	const companies = new Map<string, Facts>();
	const changes: Change[] = [];
	for (const observed of observation.companies) {
		const id = observed.insight.company.id ?? '';
		const remembered = before.companies.get(id);
		const { earlier, now } = factsNow(observed, day, remembered, before.dayOrder);
		companies.set(id, now);
		changes.push({
			events: noticesOf(earlier, now, settings).map((notice) => ({
				...notice,
				insight: filledIn(observed.insight, now, { today }),
			})),
			mattersLater: mattersLater(earlier, now, settings),
		});
	}
	for (const entry of [...before.companies].filter(([id]) => !companies.has(id))) {
		// What an incomplete list lacks may still be there, and is judged when it is seen again.
		if (!observation.complete) companies.set(...entry);
		else changes.push(changeOfMissing(entry, observation, settings));
	}
	return {
		next: { day, source, dayOrder, companies },
		events: changes.flatMap((change) => change.events),
		mattersLater: changes.some((change) => change.mattersLater),
	};
}

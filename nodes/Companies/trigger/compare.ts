import type { DayOrder } from '../company/dates';
import type { Insight } from '../insight/assess';
import { dayAfter } from '../insight/renewal';
import type { Facts } from './facts';
import { asReadNow, factsOf, keepRenewalDay, lastKnown } from './facts';
import type { EventSettings, Notice, Sight } from './judge';
import { mattersLater, noticesOf } from './judge';
import type { WatchState } from './state/watchState';

/** A company as this poll has read it. */
export interface Observed {
	insight: Insight;
	/** Whether it passes the filters of the node. */
	matches: boolean;
}

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

function factsNow(
	{ insight, matches }: Observed,
	remembered: Facts | undefined,
	dayOrder: DayOrder,
): { before: Facts | undefined; now: Facts } {
	const now = factsOf(insight, matches);
	if (!remembered) return { before: undefined, now };
	const before = asReadNow(remembered, dayOrder, insight);
	return { before, now: keepRenewalDay(now, before, insight) };
}

/** Companies that were there and are not any more; those that an incomplete list lacks may still be there. */
function handleMissing(
	before: WatchState,
	{ complete, today }: Observation,
	settings: EventSettings,
	companies: Map<string, Facts>,
): TriggerEvent[] {
	const events: TriggerEvent[] = [];
	for (const [id, facts] of before.companies) {
		if (companies.has(id)) continue;
		if (!complete) companies.set(id, facts);
		else if (facts.matched && settings.events.has('companyRemoved')) {
			events.push({ event: 'companyRemoved', insight: lastKnown(id, facts, today) });
		}
	}
	return events;
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
		factsOf(insight, matches),
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
	const events: TriggerEvent[] = [];
	let matters = false;
	for (const observed of observation.companies) {
		const id = observed.insight.company.id ?? '';
		const facts = factsNow(observed, before.companies.get(id), before.dayOrder);
		const earlier: Sight | undefined = facts.before && { facts: facts.before, day: before.day };
		const now: Sight = { facts: facts.now, day };
		companies.set(id, facts.now);
		for (const notice of noticesOf(earlier, now, settings)) {
			events.push({ ...notice, insight: observed.insight });
		}
		matters ||= mattersLater(earlier, now, settings);
	}
	events.push(...handleMissing(before, observation, settings, companies));
	return { next: { day, source, dayOrder, companies }, events, mattersLater: matters };
}

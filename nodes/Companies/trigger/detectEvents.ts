import { isOverLimit, usagePercent } from '../company/license';
import { daysToRenewal, isExpired, isRenewalDue } from '../company/renewal';
import type { EventName } from '../descriptions/events';
import type { Snapshot } from './snapshot';
import { seatsOf } from './snapshot';

/** Which events are wanted, and from when on they apply. */
export interface EventSettings {
	events: ReadonlySet<EventName>;
	/** Percent of the limit, compared with the unrounded usage. */
	usageThreshold: number;
	/** Days before the renewal date at which to remind. */
	renewalDays: readonly number[];
}

/** An event of one company. */
export interface DetectedEvent {
	event: EventName;
	/** The company as it was before, where there was a before. */
	before?: Snapshot;
	/** For `renewalDue`: which of the reminders it is. */
	reminderDays?: number;
}

/** Events that report that a company has entered a state, which it may leave and enter again. */
const STATES: Readonly<
	Partial<Record<EventName, (snapshot: Snapshot, settings: EventSettings) => boolean>>
> = {
	limitExceeded: isOverLimit,
	usageThresholdReached: (snapshot, { usageThreshold }) =>
		(usagePercent(snapshot) ?? -Infinity) >= usageThreshold,
	licenseExpired: ({ flaggedExpired, renewalDay, day }) =>
		isExpired(flaggedExpired, daysToRenewal(renewalDay, day)) === true,
};

/** The nearest reminder that is due on that day; undefined before the first one and after the renewal date. */
function reminderOf(
	{ renewalDay, day }: Snapshot,
	{ renewalDays }: EventSettings,
): number | undefined {
	const days = daysToRenewal(renewalDay, day);
	const due = renewalDays.filter((within) => isRenewalDue(days, within));
	return due.length === 0 ? undefined : Math.min(...due);
}

function newReminder(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): number | undefined {
	const reminder = reminderOf(now, settings);
	if (!before || reminder === undefined) return reminder;
	if (before.renewalDay !== now.renewalDay) return reminder;
	const last = reminderOf(before, settings);
	return last === undefined || reminder < last ? reminder : undefined;
}

/** A value that becomes known has not changed. */
function differ<T>(before: T | null, now: T | null): boolean {
	return before !== null && now !== null && before !== now;
}

function isOtherType(before: Snapshot, now: Snapshot): boolean {
	return before.licenseTypeId !== null && now.licenseTypeId !== null
		? before.licenseTypeId !== now.licenseTypeId
		: differ(before.licenseType, now.licenseType);
}

/** If it was unknown whether the limit counts, a license that is now called unlimited may have been so before. */
function isOtherLimit(before: Snapshot, now: Snapshot): boolean {
	if (now.unlimited && before.unlimited === null) return false;
	return differ(seatsOf(before), seatsOf(now));
}

function isOtherLicense(before: Snapshot, now: Snapshot): boolean {
	return (
		isOtherType(before, now) ||
		isOtherLimit(before, now) ||
		differ(before.renewalDay, now.renewalDay)
	);
}

/** A later change of the license shows in these. */
const LICENSE_FACTS = [
	'licenseTypeId',
	'licenseType',
	'unlimited',
	'licenseLimit',
	'renewalDay',
] as const;

/** Whether more is known of the license than before. */
const knowsMore = (before: Snapshot, now: Snapshot) =>
	LICENSE_FACTS.some((name) => before[name] === null && now[name] !== null);

/**
 * Every event of a company, wanted or not, in the order of {@link STATES}. The settings apply to both sides, so a changed
 * setting alone is no event.
 *
 * @param before undefined for a company that was not there
 */
function allEvents(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): DetectedEvent[] {
	const detected: DetectedEvent[] = before ? [] : [{ event: 'companyCreated' }];
	for (const [event, isInState] of Object.entries(STATES)) {
		if (!isInState(now, settings) || (before && isInState(before, settings))) continue;
		detected.push({ event: event as EventName, before });
	}
	const reminderDays = newReminder(before, now, settings);
	if (reminderDays !== undefined) {
		detected.push({ event: 'renewalDue', before, reminderDays });
	}
	if (before && isOtherLicense(before, now)) {
		detected.push({ event: 'licenseChanged', before });
	}
	return detected;
}

/**
 * The wanted events of a company that is in the list. One that does not match the filters has none.
 *
 * @param before undefined for a company that was not there
 */
export function detectEvents(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): DetectedEvent[] {
	if (!now.matched) return [];
	return allEvents(before, now, settings).filter(({ event }) => settings.events.has(event));
}

/**
 * Whether a later event depends on this change although it is no event itself: the company has left a state and may enter
 * it again, has another renewal date, is new and may be changed or removed, or more is known of its license.
 */
export function mattersLater(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): boolean {
	const { events } = settings;
	if (!before) {
		const isKept = events.has('companyRemoved') || events.has('licenseChanged');
		return isKept && now.matched;
	}
	if (!before.matched && !now.matched) return false;
	const leftState = Object.entries(STATES).some(
		([event, isInState]) =>
			events.has(event as EventName) && isInState(before, settings) && !isInState(now, settings),
	);
	const otherDate = before.renewalDay !== now.renewalDay;
	const reminded = reminderOf(before, settings) !== undefined;
	const learned = events.has('licenseChanged') && knowsMore(before, now);
	return leftState || learned || (events.has('renewalDue') && otherDate && reminded);
}

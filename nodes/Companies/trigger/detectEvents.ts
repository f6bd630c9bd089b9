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
const STATES = {
	limitExceeded: isOverLimit,
	usageThresholdReached: (snapshot, { usageThreshold }) =>
		(usagePercent(snapshot) ?? -Infinity) >= usageThreshold,
	licenseExpired: ({ flaggedExpired, renewalDay, day }) =>
		isExpired(flaggedExpired, daysToRenewal(renewalDay, day)) === true,
} satisfies Partial<Record<EventName, (snapshot: Snapshot, settings: EventSettings) => boolean>>;

/** The states that the company is in now and was not in before. */
function entered(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): EventName[] {
	const names = Object.keys(STATES) as Array<keyof typeof STATES>;
	return names.filter(
		(name) => STATES[name](now, settings) && !(before && STATES[name](before, settings)),
	);
}

/** The nearest reminder that is due on that day; Infinity before the first one and after the renewal date. */
function reminderOf({ renewalDay, day }: Snapshot, { renewalDays }: EventSettings): number {
	const days = daysToRenewal(renewalDay, day);
	return Math.min(...renewalDays.filter((within) => isRenewalDue(days, within)));
}

function isNewReminder(before: Snapshot | undefined, now: Snapshot, settings: EventSettings) {
	const isSameDate = before && before.renewalDay === now.renewalDay;
	return reminderOf(now, settings) < (isSameDate ? reminderOf(before, settings) : Infinity);
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
 * The wanted events of a company that is in the list. One that does not match the filters has none. The settings apply to
 * both sides, so a changed setting alone is no event.
 *
 * @param before undefined for a company that was not there
 */
export function detectEvents(
	before: Snapshot | undefined,
	now: Snapshot,
	settings: EventSettings,
): DetectedEvent[] {
	if (!now.matched) return [];
	const detected: DetectedEvent[] = before ? [] : [{ event: 'companyCreated' }];
	detected.push(...entered(before, now, settings).map((event) => ({ event, before })));
	if (isNewReminder(before, now, settings)) {
		detected.push({ event: 'renewalDue', before, reminderDays: reminderOf(now, settings) });
	}
	if (before && isOtherLicense(before, now)) detected.push({ event: 'licenseChanged', before });
	return detected.filter(({ event }) => settings.events.has(event));
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
	if (!before) return now.matched && (events.has('companyRemoved') || events.has('licenseChanged'));
	if (!before.matched && !now.matched) return false;
	const hasLeft = entered(now, before, settings).some((event) => events.has(event));
	const isReset = before.renewalDay !== now.renewalDay && reminderOf(before, settings) < Infinity;
	return (
		hasLeft ||
		(events.has('renewalDue') && isReset) ||
		(events.has('licenseChanged') && knowsMore(before, now))
	);
}

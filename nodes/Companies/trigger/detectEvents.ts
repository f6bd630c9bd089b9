import { isOverLimit, usagePercent } from '../company/license';
import { daysToRenewal, isExpired, isRenewalDue } from '../company/renewal';
import type { EventName } from './events';
import type { Facts } from './snapshot';
import { seatsOf } from './snapshot';

/** What the events mean for this node. */
export interface EventSettings {
	events: ReadonlySet<EventName>;
	/** Percent of the limit, compared with the unrounded usage. */
	usageThreshold: number;
	/** Days before the renewal date at which to remind. */
	renewalDays: readonly number[];
}

/** What was noticed about one company. */
export interface Notice {
	event: EventName;
	/** The company as it was before, where there was a before. */
	before?: Facts;
	/** For `renewalDue`: which of the reminders it is. */
	reminderDays?: number;
}

/** Events that tell of a state which a company gets into, and may get out of again. */
const STATES: Readonly<
	Partial<Record<EventName, (facts: Facts, settings: EventSettings) => boolean>>
> = {
	limitExceeded: isOverLimit,
	usageThresholdReached: (facts, { usageThreshold }) =>
		(usagePercent(facts) ?? -Infinity) >= usageThreshold,
	licenseExpired: ({ flaggedExpired, renewalDay, day }) =>
		isExpired(flaggedExpired, daysToRenewal(renewalDay, day)) === true,
};

/** The nearest reminder that is due on that day; undefined before the first one and after the renewal date. */
function reminderOf(
	{ renewalDay, day }: Facts,
	{ renewalDays }: EventSettings,
): number | undefined {
	const days = daysToRenewal(renewalDay, day);
	const due = renewalDays.filter((within) => isRenewalDue(days, within));
	return due.length === 0 ? undefined : Math.min(...due);
}

function newReminder(
	before: Facts | undefined,
	now: Facts,
	settings: EventSettings,
): number | undefined {
	const reminder = reminderOf(now, settings);
	if (!before || reminder === undefined) return reminder;
	if (before.renewalDay !== now.renewalDay) return reminder;
	const told = reminderOf(before, settings);
	return told === undefined || reminder < told ? reminder : undefined;
}

/** What was not known before has not changed by being told. */
function differ<T>(before: T | null, now: T | null): boolean {
	return before !== null && now !== null && before !== now;
}

function isOtherType(before: Facts, now: Facts): boolean {
	return before.licenseTypeId !== null && now.licenseTypeId !== null
		? before.licenseTypeId !== now.licenseTypeId
		: differ(before.licenseType, now.licenseType);
}

/** A limit of which nobody said that it counts may have been of no effect before the license was called unlimited. */
function isOtherLimit(before: Facts, now: Facts): boolean {
	if (now.unlimited && before.unlimited === null) return false;
	return differ(seatsOf(before), seatsOf(now));
}

function isOtherLicense(before: Facts, now: Facts): boolean {
	return (
		isOtherType(before, now) ||
		isOtherLimit(before, now) ||
		differ(before.renewalDay, now.renewalDay)
	);
}

/** What a later change of the license is noticed by. */
const LICENSE_FACTS = [
	'licenseTypeId',
	'licenseType',
	'unlimited',
	'licenseLimit',
	'renewalDay',
] as const;

/** Whether more is known of the license than before. */
const knowsMore = (before: Facts, now: Facts) =>
	LICENSE_FACTS.some((name) => before[name] === null && now[name] !== null);

/**
 * What has happened to a company that is there, in the order of {@link STATES} and without regard to which events are
 * wanted. The settings are applied to both sides, so a changed setting alone is no event.
 *
 * @param before undefined for a company that was not there
 */
function happened(before: Facts | undefined, now: Facts, settings: EventSettings): Notice[] {
	const notices: Notice[] = before ? [] : [{ event: 'companyCreated' }];
	for (const [event, holds] of Object.entries(STATES)) {
		if (!holds(now, settings) || (before && holds(before, settings))) continue;
		notices.push({ event: event as EventName, before });
	}
	const reminderDays = newReminder(before, now, settings);
	if (reminderDays !== undefined) {
		notices.push({ event: 'renewalDue', before, reminderDays });
	}
	if (before && isOtherLicense(before, now)) {
		notices.push({ event: 'licenseChanged', before });
	}
	return notices;
}

/** The wanted events of a company that is there. One that does not pass the filters has none. */
export function noticesOf(
	before: Facts | undefined,
	now: Facts,
	settings: EventSettings,
): Notice[] {
	if (!now.matched) return [];
	return happened(before, now, settings).filter(({ event }) => settings.events.has(event));
}

/**
 * Whether an event of the future depends on this change although it is no event itself: the company got out of a state
 * and may get into it again, has another renewal date, is new and may be changed or removed, or more is known of its
 * license.
 */
export function mattersLater(
	before: Facts | undefined,
	now: Facts,
	settings: EventSettings,
): boolean {
	const { events } = settings;
	if (!before) {
		const isRemembered = events.has('companyRemoved') || events.has('licenseChanged');
		return isRemembered && now.matched;
	}
	if (!before.matched && !now.matched) return false;
	const leftState = Object.entries(STATES).some(
		([event, holds]) =>
			events.has(event as EventName) && holds(before, settings) && !holds(now, settings),
	);
	const otherDate = before.renewalDay !== now.renewalDay;
	const reminded = reminderOf(before, settings) !== undefined;
	const learned = events.has('licenseChanged') && knowsMore(before, now);
	return leftState || learned || (events.has('renewalDue') && otherDate && reminded);
}

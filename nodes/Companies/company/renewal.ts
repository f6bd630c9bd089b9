import { DateTime } from 'luxon';

/** Many companies share a renewal day: how far it is from today is counted once. */
const MAX_CACHED = 20_000;
const counted = new Map<string, number>();
let countedFrom = '';

/**
 * Whole calendar days from today to the renewal, negative in the past. Both days are plain calendar days, so a change to
 * daylight saving in between neither adds nor takes a day.
 *
 * @param renewalDay `YYYY-MM-DD` or null
 * @param today `YYYY-MM-DD` in the workflow's time zone
 */
export function daysToRenewal(renewalDay: string | null, today: string): number | null {
	if (renewalDay === null) return null;
	if (today !== countedFrom || counted.size >= MAX_CACHED) counted.clear();
	countedFrom = today;
	const known = counted.get(renewalDay);
	if (known !== undefined) return known;
	const days = addDays(renewalDay, 0).diff(addDays(today, 0), 'days').days;
	counted.set(renewalDay, days);
	return days;
}

/** A calendar day some days later (or earlier), at the start of that day in UTC. */
function addDays(day: string, days: number): DateTime {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days });
}

/** @returns the calendar day (`YYYY-MM-DD`) that lies so many days after the given one */
export function dayAfter(day: string, days: number): string {
	return addDays(day, days).toFormat('yyyy-MM-dd');
}

/** Expired: the API says so, or the renewal day lies before today. Null: what the API says could not be read. */
export function isExpired<Flag extends boolean | null>(
	flaggedExpired: Flag,
	days: number | null,
): boolean | Flag {
	return days !== null && days < 0 ? true : flaggedExpired;
}

/** Due: from today up to so many days from today. */
export function isRenewalDue(days: number | null, withinDays: number): boolean {
	return days !== null && days >= 0 && days <= withinDays;
}

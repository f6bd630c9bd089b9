import { DateTime } from 'luxon';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whole calendar days from today to the renewal, negative in the past. ISO dates are parsed as UTC, so daylight saving time
 * does not change the count.
 *
 * @param renewalDay `YYYY-MM-DD` or null
 * @param today `YYYY-MM-DD` in the workflow's time zone
 */
export function daysToRenewal(renewalDay: string | null, today: string): number | null {
	return renewalDay === null ? null : (Date.parse(renewalDay) - Date.parse(today)) / DAY_MS;
}

/** @returns the calendar day (`YYYY-MM-DD`) that many days after the given day, or before it if `days` is negative */
export function dayAfter(day: string, days: number): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Expired: the API says so, or the renewal day is before today. Null: the API's value could not be read. */
export function isExpired<Flag extends boolean | null>(
	flaggedExpired: Flag,
	days: number | null,
): boolean | Flag {
	return days !== null && days < 0 ? true : flaggedExpired;
}

/** Due: today or at most `withinDays` days from today. */
export function isRenewalDue(days: number | null, withinDays: number): boolean {
	return days !== null && days >= 0 && days <= withinDays;
}

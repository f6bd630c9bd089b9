import { DateTime } from 'luxon';

import { UserMistake } from '../errors/userError';

/**
 * The calendar day in the workflow's time zone.
 *
 * @returns `YYYY-MM-DD`
 * @throws UserMistake where the time zone does not exist
 */
export function todayIn(timezone: string): string {
	const today = DateTime.now().setZone(timezone).toISODate();
	if (today !== null) return today;
	throw new UserMistake(
		'The time zone of the workflow does not exist',
		`It is set to "${timezone}". Choose one in the workflow settings, for example Europe/London.`,
	);
}

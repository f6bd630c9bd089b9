import { UserError } from 'n8n-workflow';

import { DateTime } from 'luxon';

/**
 * The calendar day in the workflow's time zone.
 *
 * @returns `YYYY-MM-DD`
 * @throws UserError where the time zone does not exist
 */
export function todayIn(timezone: string): string {
	const today = DateTime.now().setZone(timezone).toISODate();
	if (today !== null) return today;
	throw new UserError('The time zone of the workflow does not exist', {
		description: `It is set to "${timezone}". Choose one in the workflow settings, for example Europe/London.`,
	});
}

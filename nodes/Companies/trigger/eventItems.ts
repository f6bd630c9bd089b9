import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { roundedPercent, usagePercent } from '../company/license';
import { itemMaker } from '../output/output';
import type { TriggerEvent } from './diff';
import type { EventName } from './events';
import type { Facts } from './snapshot';
import type { TriggerSettings } from './settings';

function usageOf(facts: Facts): IDataObject {
	const { users, licenseLimit } = facts;
	return { targetUsers: users, licenseLimit, usagePercent: roundedPercent(usagePercent(facts)) };
}

function licenseOf({ licenseType, licenseLimit, renewalDay }: Facts): IDataObject {
	return { licenseType, licenseLimit, renewalDate: renewalDay };
}

/** What of the company before the event is worth telling. */
const PREVIOUS: Readonly<Partial<Record<EventName, (before: Facts) => IDataObject>>> = {
	limitExceeded: usageOf,
	usageThresholdReached: usageOf,
	licenseChanged: licenseOf,
};

function extrasOf({ event, before, reminderDays, profile }: TriggerEvent): IDataObject {
	const { company, renewalDay } = profile;
	const previous = before && PREVIOUS[event]?.(before);
	return {
		// From what to what, also where the output leaves these fields out.
		...(event === 'licenseChanged' && {
			licenseType: company.licenseType,
			licenseLimit: company.licenseLimit,
			renewalDate: renewalDay,
		}),
		...(reminderDays !== undefined && { reminderDays }),
		...(previous && { previous }),
	};
}

/**
 * Makes the items of events: the output of Search, and in front of it which event it is and when (ISO 8601 in the
 * workflow's time zone) it was noticed.
 */
export function eventItems(
	events: TriggerEvent[],
	settings: Pick<TriggerSettings, 'output' | 'thresholds'>,
	{ dayOrder, timezone }: { dayOrder: DayOrder; timezone: string },
): INodeExecutionData[] {
	const toJson = itemMaker(settings.output, { thresholds: settings.thresholds, dayOrder });
	const detectedAt = DateTime.now().setZone(timezone).toISO();
	// Two events of one company are two items: what a workflow does to a list in one must not show in the other.
	const told = new Set<CompanyProfile>();
	const ownJson = (profile: CompanyProfile) => {
		const json = toJson(profile);
		if (told.has(profile)) return deepCopy(json);
		told.add(profile);
		return json;
	};
	return events.map((event) => {
		const head = { event: event.event, detectedAt };
		return { json: { ...head, ...ownJson(event.profile), ...head, ...extrasOf(event) } };
	});
}

import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { roundedPercent, usagePercent } from '../company/license';
import { itemMaker } from '../output/output';
import type { TriggerEvent } from './diff';
import type { EventName } from '../descriptions/events';
import type { Snapshot } from './snapshot';
import type { TriggerSettings } from './settings';

function usageOf(snapshot: Snapshot): IDataObject {
	const { users, licenseLimit } = snapshot;
	return { targetUsers: users, licenseLimit, usagePercent: roundedPercent(usagePercent(snapshot)) };
}

function licenseOf({ licenseType, licenseLimit, renewalDay }: Snapshot): IDataObject {
	return { licenseType, licenseLimit, renewalDate: renewalDay };
}

/** What `previous` says, for the events that have it. */
const PREVIOUS: Readonly<Partial<Record<EventName, (before: Snapshot) => IDataObject>>> = {
	limitExceeded: usageOf,
	usageThresholdReached: usageOf,
	licenseChanged: licenseOf,
};

function extrasOf({ event, before, reminderDays, profile }: TriggerEvent): IDataObject {
	const { company, renewalDay } = profile;
	const previous = before && PREVIOUS[event]?.(before);
	return {
		// The new values beside `previous`, even if the output leaves these fields out.
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
 * Makes the items of events: `event` and `detectedAt` (ISO 8601 in the workflow's time zone), then the output of Search.
 */
export function eventItems(
	events: TriggerEvent[],
	settings: Pick<TriggerSettings, 'output' | 'thresholds'>,
	{ dayOrder, timezone }: { dayOrder: DayOrder; timezone: string },
): INodeExecutionData[] {
	const toJson = itemMaker(settings.output, { thresholds: settings.thresholds, dayOrder });
	const detectedAt = DateTime.now().setZone(timezone).toISO();
	// Two events of one company are two items: a list that a workflow changes in one must not change in the other.
	const used = new Set<CompanyProfile>();
	const ownJson = (profile: CompanyProfile) => {
		const json = toJson(profile);
		if (used.has(profile)) return deepCopy(json);
		used.add(profile);
		return json;
	};
	return events.map((event) => {
		const head = { event: event.event, detectedAt };
		// Twice: in front, and not overwritten by a raw field of that name.
		return { json: { ...head, ...ownJson(event.profile), ...head, ...extrasOf(event) } };
	});
}

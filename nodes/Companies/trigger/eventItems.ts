import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { DayOrder } from '../company/dates';
import { roundedPercent, usagePercent } from '../company/license';
import type { RawCompany } from '../company/rawCompany';
import { itemMaker } from '../output/output';
import type { TriggerEvent } from './comparison';
import type { EventName } from '../descriptions/events';
import type { Snapshot } from './snapshot';
import type { TriggerSettings } from './settings';

function usageOf(snapshot: Snapshot): IDataObject {
	const { users, licenseLimit } = snapshot;
	return { targetUsers: users, licenseLimit, usagePercent: roundedPercent(usagePercent(snapshot)) };
}

type License = Pick<Snapshot, 'licenseType' | 'licenseLimit' | 'renewalDay'>;

function licenseOf({ licenseType, licenseLimit, renewalDay }: License): IDataObject {
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
		...(event === 'licenseChanged' && licenseOf({ ...company, renewalDay })),
		...(reminderDays !== undefined && { reminderDays }),
		...(previous && { previous }),
	};
}

/**
 * Makes the items of events: the output of Search, with `event` and `detectedAt` (ISO 8601 in the workflow's time zone) behind
 * the company's name, or in front where the output has no name.
 */
export function* eventItems(
	events: TriggerEvent[],
	settings: Pick<TriggerSettings, 'output' | 'thresholds'>,
	{ dayOrder, timezone }: { dayOrder: DayOrder; timezone: string },
): Generator<INodeExecutionData> {
	const toJson = itemMaker(settings.output, { thresholds: settings.thresholds, dayOrder });
	const detectedAt = DateTime.now().setZone(timezone).toISO();
	let last: RawCompany | undefined;
	for (const event of events) {
		const { raw } = event.profile.company;
		const json = toJson(event.profile);
		// The events of one company follow each other; a list that a workflow changes in one item must not change in the next.
		const own = last === raw ? deepCopy(json) : json;
		last = raw;
		const name = 'companyName' in own ? { companyName: own.companyName } : {};
		const head = { event: event.event, detectedAt };
		// Twice: in their place, and not overwritten by a raw field of that name.
		yield { json: { ...name, ...head, ...own, ...head, ...extrasOf(event) } };
	}
}

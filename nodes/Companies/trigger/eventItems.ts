import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { DayOrder } from '../company/dates';
import { roundedPercent, usagePercent } from '../company/license';
import type { RawCompany } from '../company/rawCompany';
import { itemMaker } from '../output/output';
import type { TriggerEvent } from './comparison';
import type { EventName } from '../descriptions/events';
import type { TriggerSettings } from './settings';

/** A field beside those of the output. */
interface EventField {
	/** The trigger has it if one of these events is chosen; then all its items have it, so that they fit into one table. */
	of: readonly EventName[];
	value(event: TriggerEvent): string | number | null | undefined;
}

const USAGE_EVENTS = ['limitExceeded', 'usageThresholdReached'] as const;
const LICENSE_EVENTS = ['licenseChanged'] as const;

/** The license as it is now stands beside the one before, even if the output leaves it out. */
const EVENT_FIELDS: Readonly<Record<string, EventField>> = {
	licenseType: { of: LICENSE_EVENTS, value: ({ profile }) => profile.company.licenseType },
	licenseLimit: { of: LICENSE_EVENTS, value: ({ profile }) => profile.company.licenseLimit },
	renewalDate: { of: LICENSE_EVENTS, value: ({ profile }) => profile.renewalDay },
	previousLicenseType: { of: LICENSE_EVENTS, value: ({ before }) => before?.licenseType },
	previousLicenseLimit: {
		of: [...USAGE_EVENTS, ...LICENSE_EVENTS],
		value: ({ before }) => before?.licenseLimit,
	},
	previousRenewalDate: { of: LICENSE_EVENTS, value: ({ before }) => before?.renewalDay },
	previousTargetUsers: { of: USAGE_EVENTS, value: ({ before }) => before?.users },
	previousUsagePercent: {
		of: USAGE_EVENTS,
		value: ({ before }) => before && roundedPercent(usagePercent(before)),
	},
	reminderDays: { of: ['renewalDue'], value: ({ reminderDays }) => reminderDays },
};

/** @returns a function that makes the fields beside those of the output; a value that an event does not have is null */
function extrasMaker(events: TriggerSettings['events']): (event: TriggerEvent) => IDataObject {
	const fields = Object.entries(EVENT_FIELDS).filter(([, { of }]) =>
		of.some((name) => events.has(name)),
	);
	return (event) =>
		Object.fromEntries(fields.map(([name, { value }]) => [name, value(event) ?? null]));
}

/**
 * Makes the items of events: the output of Search, with `event` and `detectedAt` (ISO 8601 in the workflow's time zone) behind
 * the company's name, or in front where the output has no name.
 */
export function* eventItems(
	events: TriggerEvent[],
	settings: Pick<TriggerSettings, 'output' | 'thresholds' | 'events'>,
	{ dayOrder, timezone }: { dayOrder: DayOrder; timezone: string },
): Generator<INodeExecutionData> {
	const toJson = itemMaker(settings.output, { thresholds: settings.thresholds, dayOrder });
	const extrasOf = extrasMaker(settings.events);
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

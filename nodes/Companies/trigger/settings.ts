import { UserError } from 'n8n-workflow';

import type { SignalThresholds } from '../company/profile';
import type { Output } from '../output/output';
import type { Condition } from '../filter/condition';
import type { ReadingOptions } from '../parameters/options';
import type { ReadParameter } from '../parameters/parameters';
import { readCollection } from '../parameters/parameters';
import { readSearchQuery } from '../parameters/searchQuery';
import type { SelectionContext } from '../parameters/selectionContext';
import { readBoolean, readList, readNumber, readNumberOr, readOption } from '../parameters/values';
import type { EventName } from './events';
import { DEFAULT_RENEWAL_DAYS, DEFAULT_USAGE_THRESHOLD, EVENT_NAMES } from './events';
import type { EventSettings } from './detectEvents';

/** The parameters of the trigger. */
export interface TriggerSettings extends EventSettings {
	/** Whether the first poll tells of what is there already. */
	emitExisting: boolean;
	/** Whether changes that are no events are stored by a run without items. */
	trackAcrossRestarts: boolean;
	filters: Condition[];
	output: Output;
	showsProducts: boolean;
	thresholds: SignalThresholds;
	options: ReadingOptions;
}

/** More reminders than anybody reads. */
const MAX_REMINDERS = 20;
const MAX_DAYS = 3650;

function readEvents(read: ReadParameter): ReadonlySet<EventName> {
	const events = readList(read('events', [])).map((name) =>
		readOption('Trigger On', name, EVENT_NAMES),
	);
	if (events.length > 0) return new Set(events);
	throw new UserError("'Trigger On' is empty, so nothing would ever be reported", {
		description: 'Choose at least one event.',
	});
}

function readRenewalDays(read: ReadParameter): number[] {
	const label = 'Days Before Renewal';
	const value = read('renewalDays', DEFAULT_RENEWAL_DAYS);
	const entries = readList(typeof value === 'number' ? [value] : value);
	const days = entries.flatMap(
		(entry) => readNumber(label, entry, { most: MAX_DAYS, whole: true }) ?? [],
	);
	if (days.length > 0 && days.length <= MAX_REMINDERS) return days;
	throw new UserError(
		days.length === 0 ? `'${label}' is empty` : `'${label}' has too many values`,
		{
			description: `Enter one to ${MAX_REMINDERS} numbers of days with commas between them, for example ${DEFAULT_RENEWAL_DAYS}.`,
		},
	);
}

/**
 * Reads the parameters of the trigger. Filters, output and options are those of Search.
 *
 * @throws UserError that names the parameter; ApiError where a list of names cannot be read
 */
export async function readSettings(
	read: ReadParameter,
	context: SelectionContext,
): Promise<TriggerSettings> {
	const events = readEvents(read);
	const { trackAcrossRestarts } = readCollection(read, 'options', 'Options');
	const own = {
		events,
		usageThreshold: events.has('usageThresholdReached')
			? readNumberOr(
					DEFAULT_USAGE_THRESHOLD,
					'Usage Threshold (%)',
					read('usageThreshold', DEFAULT_USAGE_THRESHOLD),
				)
			: DEFAULT_USAGE_THRESHOLD,
		renewalDays: events.has('renewalDue') ? readRenewalDays(read) : [],
		emitExisting: readBoolean('Emit Existing', read('emitExisting', false), false),
		trackAcrossRestarts: readBoolean('Track Across Restarts', trackAcrossRestarts, true),
	};
	const { conditions, output, showsProducts, thresholds, options } = await readSearchQuery(
		read,
		context,
	);
	return { ...own, filters: conditions, output, showsProducts, thresholds, options };
}

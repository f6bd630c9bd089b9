import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import {
	emitExistingProperty,
	eventsProperty,
	renewalDaysProperty,
	trackAcrossRestartsProperty,
	triggerThresholdProperty,
} from '../descriptions/trigger';
import type { Condition } from '../filter/condition';
import { optionsOf } from '../parameters/options';
import type { ReadParameter } from '../parameters/reader';
import { readBoolean, readList, readNumber, readOption } from '../parameters/reader';
import type { SearchQuery } from '../parameters/searchQuery';
import { readSearchQuery } from '../parameters/searchQuery';
import type { SelectionContext } from '../parameters/fieldCondition';
import type { EventSettings } from './detectEvents';
import type { EventName } from '../descriptions/events';

/** The parameters of the trigger. */
export interface TriggerSettings
	extends EventSettings,
		Pick<SearchQuery, 'output' | 'showsProducts' | 'thresholds' | 'options'> {
	/** Whether the first poll also reports what is already true. */
	emitExisting: boolean;
	/** Whether a run without items stores changes that are not events. */
	trackAcrossRestarts: boolean;
	filters: Condition[];
}

/** More reminders than anybody reads. */
const MAX_REMINDERS = 20;

function readEvents(read: ReadParameter): ReadonlySet<EventName> {
	const events = readList(read(eventsProperty)).map((name) =>
		readOption(eventsProperty, () => name),
	);
	if (events.length > 0) return new Set(events);
	const { displayName } = eventsProperty;
	throw new UserError(`'${displayName}' is empty, so nothing would ever be reported`, {
		description: 'Choose at least one event.',
	});
}

/** One of the numbers in the text. */
const REMINDER: INodeProperties = {
	...renewalDaysProperty,
	type: 'number',
	typeOptions: { maxValue: 3650 },
};

function readRenewalDays(read: ReadParameter): number[] {
	const { displayName, default: example } = renewalDaysProperty;
	const days = readList(read(renewalDaysProperty)).flatMap(
		(entry) => readNumber(REMINDER, () => entry) ?? [],
	);
	const description = `Enter one to ${MAX_REMINDERS} numbers of days with commas between them, for example ${example}.`;
	if (days.length === 0) throw new UserError(`'${displayName}' is empty`, { description });
	if (days.length <= MAX_REMINDERS) return days;
	throw new UserError(`'${displayName}' has too many values`, { description });
}

/** Reads the parameters as they are set: a poll has no input items. */
export const readerOf =
	(context: IPollFunctions): ReadParameter =>
	(property) =>
		context.getNodeParameter(property.name, property.default);

/**
 * Reads the parameters of the trigger. Filters, output and options are those of Search.
 *
 * @throws UserError that names the parameter; ApiError where a list of names cannot be read
 */
export async function readSettings(
	context: IPollFunctions,
	selection: SelectionContext,
): Promise<TriggerSettings> {
	const read = readerOf(context);
	const events = readEvents(read);
	const own = {
		events,
		usageThreshold: events.has('usageThresholdReached')
			? readNumber(triggerThresholdProperty, read)
			: triggerThresholdProperty.default,
		renewalDays: events.has('renewalDue') ? readRenewalDays(read) : [],
		emitExisting: readBoolean(emitExistingProperty, read),
		trackAcrossRestarts: readBoolean(trackAcrossRestartsProperty, optionsOf(read)),
	};
	const { conditions: filters, ...search } = await readSearchQuery(read, selection);
	return { ...search, ...own, filters };
}

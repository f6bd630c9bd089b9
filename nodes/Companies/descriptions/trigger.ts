import type { INodeProperties } from 'n8n-workflow';

import type { EventName } from './events';
import { EVENT_NAMES, EVENTS } from './events';
import { filtersProperty } from './filters';
import { searchOptionsProperty } from './options';
import { fieldsProperty, outputProperty } from './output';
import type { BooleanProperty, ListProperty, NumberProperty } from './property';
import { usageThresholdProperty } from './segment';

/** Have no meaning here, because every poll reads the whole list and filters it itself. */
const ONLY_IN_SEARCH = ['filterMode', 'onIncomplete'];

export const trackAcrossRestartsProperty: BooleanProperty = {
	displayName: 'Track Across Restarts',
	name: 'trackAcrossRestarts',
	type: 'boolean',
	default: true,
	description:
		"Whether to run the workflow with no items when only the trigger's memory changed (for example, a company is back under its limit). Without it, a restart of n8n can hide that company's next event.",
};

const options: INodeProperties = {
	...searchOptionsProperty,
	options: [
		...((searchOptionsProperty.options ?? []) as INodeProperties[]).filter(
			({ name }) => !ONLY_IN_SEARCH.includes(name),
		),
		trackAcrossRestartsProperty,
	],
};

export const eventsProperty: ListProperty<EventName> = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: EVENT_NAMES.map((value) => ({
		name: EVENTS[value].displayName,
		value,
		description: EVENTS[value].description,
	})),
	default: ['limitExceeded', 'renewalDue'],
	required: true,
};

export const triggerThresholdProperty: NumberProperty = {
	...usageThresholdProperty,
	type: 'number',
	displayOptions: { show: { events: ['usageThresholdReached'] } },
	default: 90,
	description: 'The usage from which Usage Threshold Reached is reported',
};

export const renewalDaysProperty = {
	displayName: 'Days Before Renewal',
	name: 'renewalDays',
	type: 'string',
	displayOptions: { show: { events: ['renewalDue'] } },
	default: '90, 60, 30',
	placeholder: 'e.g. 90, 60, 30',
	description:
		'How many days ahead to report that a renewal is due. Several numbers with commas between them: each is reported once per renewal date.',
} satisfies INodeProperties;

export const emitExistingProperty: BooleanProperty = {
	displayName: 'Emit Existing',
	name: 'emitExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether the first poll also reports what is already true, such as companies that are over their limit. Otherwise it only records the current state.',
};

/** Also said in the panel of the node. */
export const ONE_RUN = 'Several events of one poll come in one run, one item each.';

export const triggerProperties: INodeProperties[] = [
	{
		displayName: `Every poll reads the whole list of companies. Once an hour is often enough for most; with tens of thousands of companies, choose a few times a day. ${ONE_RUN}`,
		name: 'pollingNotice',
		type: 'notice',
		default: '',
	},
	eventsProperty,
	triggerThresholdProperty,
	renewalDaysProperty,
	emitExistingProperty,
	{
		...filtersProperty,
		description: 'Report an event only if the company matches every filter at that moment',
	},
	outputProperty,
	fieldsProperty,
	options,
];

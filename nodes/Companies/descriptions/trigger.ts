import type { INodeProperties } from 'n8n-workflow';

import type { EventName } from '../trigger/events';
import { EVENT_NAMES, EVENTS } from '../trigger/events';
import { filtersProperty } from './filters';
import { searchOptionsProperty } from './options';
import { fieldsProperty, outputProperty } from './output';
import type { BooleanProperty, ListProperty, NumberProperty } from './property';
import { usageThresholdProperty } from './segment';

/** What has no meaning here: every poll reads the whole list and filters it itself. */
const ONLY_IN_SEARCH = ['filterMode', 'onIncomplete'];

export const trackAcrossRestartsProperty: BooleanProperty = {
	displayName: 'Track Across Restarts',
	name: 'trackAcrossRestarts',
	type: 'boolean',
	default: true,
	description:
		'Whether to start a run without items when a change has to be stored that is no event, such as a company that is back under its limit. n8n stores nothing else between events, so without it a restart of n8n at that moment can hide the next event of that company.',
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
	})).sort((left, right) => left.name.localeCompare(right.name)),
	default: ['limitExceeded', 'renewalDue'],
	required: true,
};

export const triggerThresholdProperty: NumberProperty = {
	...usageThresholdProperty,
	type: 'number',
	displayOptions: { show: { events: ['usageThresholdReached'] } },
	default: 90,
	description:
		'How much of its license limit a company has filled when Usage Threshold Reached is reported',
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
		'Whether the first poll tells everything that is true already, such as companies that are over their limit. Otherwise it only takes note, and events are what happens from then on.',
};

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Every poll reads the whole list of companies, one request for each 100 of them. Once an hour is often enough for most; choose a longer interval the more companies you have.',
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
		description:
			'Only companies that pass these filters when something happens to them. All filters must hold together.',
	},
	outputProperty,
	fieldsProperty,
	options,
];

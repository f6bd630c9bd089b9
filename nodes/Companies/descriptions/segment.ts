import type { INodeProperties } from 'n8n-workflow';

import {
	SEGMENT_NAMES,
	type SegmentName,
	SEGMENTS,
	type SegmentSettings,
} from '../filter/segments';
import type { OptionProperty } from './property';

/** The segments that the API can select by itself. */
export const EXPORTABLE_SEGMENTS = SEGMENT_NAMES.filter((name) => !SEGMENTS[name].onlyHere);

const segmentPropertyOf = (names: readonly SegmentName[]): OptionProperty<SegmentName> => ({
	displayName: 'Segment',
	name: 'segment',
	type: 'options',
	noDataExpression: false,
	options: names.map((value) => ({
		name: SEGMENTS[value].displayName,
		value,
		description: SEGMENTS[value].description,
	})),
	default: 'all',
	description: 'Which companies to return',
});

export const segmentProperty = segmentPropertyOf(SEGMENT_NAMES);

export const usageThresholdProperty: INodeProperties = {
	displayName: 'Usage Threshold (%)',
	name: 'usageThreshold',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: '',
};

const WITHIN_DAYS: INodeProperties = {
	displayName: 'Within Days',
	name: 'withinDays',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: '',
};

/** A hundred years. The editor accepts more, but not every date that far away can be compared. */
export const MAX_WITHIN_DAYS = 36_500;

type SettingName = keyof SegmentSettings;

/** A parameter of some segments, and what differs in each of them. */
interface Setting {
	property: INodeProperties;
	inSegment: Partial<Record<SegmentName, Partial<INodeProperties>>>;
}

const SETTINGS: Readonly<Record<SettingName, Setting>> = {
	usageThreshold: {
		property: usageThresholdProperty,
		inSegment: {
			nearLimit: { description: 'Lowest usage to include, up to 100%' },
			underused: { description: 'Usage below which a company is included' },
		},
	},
	withinDays: {
		property: WITHIN_DAYS,
		inSegment: {
			renewalDue: {
				displayName: 'Days Ahead',
				description: 'How many days ahead to look, today included',
			},
			recentlyCreated: {
				displayName: 'Days Back',
				description: 'How many days to look back, today included',
			},
		},
	},
};

/** A parameter as the editor shows it for a segment, with its default there. */
export function settingProperty(name: SettingName, segment: SegmentName): INodeProperties {
	const { property, inSegment } = SETTINGS[name];
	return {
		...property,
		...inSegment[segment],
		default: SEGMENTS[segment].defaults?.[name] ?? property.default,
	};
}

/**
 * A setting for each segment that has it, and one without a default for a segment that an expression gives. The engine
 * shows everything whose `show` depends on an expression, and would fill in the default of the last one; only what is
 * hidden by `hide` stays out. The editor looks at the result of the expression, which is nothing before there is input. So
 * each is hidden for everything but its own segment.
 */
function settingProperties(name: SettingName, names: readonly SegmentName[]): INodeProperties[] {
	const { property, inSegment } = SETTINGS[name];
	const used = names.filter((segment) => inSegment[segment]);
	if (used.length === 0) return [];
	const defaults = used.map(
		(segment) => `${SEGMENTS[segment].defaults?.[name]} for ${SEGMENTS[segment].displayName}`,
	);
	return [
		...used.map((segment) => ({
			...settingProperty(name, segment),
			displayOptions: { hide: { segment: [{ _cnd: { not: segment } }] } },
		})),
		{
			...property,
			displayOptions: { hide: { segment: [...SEGMENT_NAMES] } },
			description: `Only for segments that use it. If empty: ${defaults.join(', ')}.`,
		},
	];
}

/** Segment and the parameters that some segments have. */
export function segmentProperties(
	names: readonly SegmentName[] = SEGMENT_NAMES,
): INodeProperties[] {
	return [
		segmentPropertyOf(names),
		...settingProperties('usageThreshold', names),
		...settingProperties('withinDays', names),
	];
}

import type { INodeProperties } from 'n8n-workflow';

import {
	SEGMENT_NAMES,
	type SegmentName,
	SEGMENTS,
	type SegmentSettings,
} from '../filter/segments';
import { choice } from './filters';
import type { OptionProperty } from './property';

/** The segments that the API can select by itself. */
export const EXPORTABLE_SEGMENTS = SEGMENT_NAMES.filter((name) => !SEGMENTS[name].localOnly);

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

type SettingName = keyof SegmentSettings;

const setting = (displayName: string, name: SettingName): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: '',
});

export const usageThresholdProperty = setting('Usage Threshold (%)', 'usageThreshold');

const SETTINGS = {
	usageThreshold: usageThresholdProperty,
	withinDays: setting('Within Days', 'withinDays'),
};

/** A hundred years. The editor accepts more, but not every date that far away can be compared. */
export const MAX_WITHIN_DAYS = 36_500;

/** What is special to the parameter of each segment that has one. */
const IN_SEGMENT: Readonly<Partial<Record<SegmentName, Partial<INodeProperties>>>> = {
	nearLimit: { description: 'Lowest usage to include, up to 100%' },
	underused: { description: 'Usage below which a company is included' },
	renewalDue: {
		displayName: 'Days Ahead',
		description: 'How many days ahead to look, today included',
	},
	recentlyCreated: {
		displayName: 'Days Back',
		description: 'How many days to look back, today included',
	},
};

/** A parameter as the editor shows it for a segment, with its default there. */
export function settingProperty(name: SettingName, segment: SegmentName): INodeProperties {
	const value = SEGMENTS[segment].defaults?.[name];
	return value === undefined
		? SETTINGS[name]
		: { ...SETTINGS[name], ...IN_SEGMENT[segment], default: value };
}

/**
 * A setting for each segment that has it, and one without a default for a segment that an expression gives. The engine
 * shows everything whose `show` depends on an expression, and would fill in the default of the last one; only what is
 * hidden by `hide` stays out. The editor looks at the result of the expression, which is nothing before there is input. So
 * each is hidden for everything but its own segment.
 */
function settingProperties(name: SettingName, names: readonly SegmentName[]): INodeProperties[] {
	const used = names.filter((segment) => SEGMENTS[segment].defaults?.[name] !== undefined);
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
			...SETTINGS[name],
			displayOptions: { hide: { segment: [...SEGMENT_NAMES] } },
			description: `Only for segments that use it. If empty: ${defaults.join(', ')}.`,
		},
	];
}

/** Also for a segment that an expression gives, of which the editor may know nothing yet. */
const onlyFor = (segment: SegmentName): INodeProperties['displayOptions'] => ({
	hide: { segment: SEGMENT_NAMES.filter((name) => name !== segment) },
});

export const productsToSellProperty: INodeProperties = {
	...choice(
		'Products to Sell',
		'productsToSell',
		'products',
		'Only companies that lack at least one of these products. If empty: any product that you can sell.',
	),
	displayOptions: onlyFor('missingProduct'),
};

/** Segment and the parameters that some segments have. */
export function segmentProperties(
	names: readonly SegmentName[] = SEGMENT_NAMES,
): INodeProperties[] {
	return [
		segmentPropertyOf(names),
		...settingProperties('usageThreshold', names),
		...settingProperties('withinDays', names),
		...(names.includes('missingProduct') ? [productsToSellProperty] : []),
	];
}

import type { INodeProperties } from 'n8n-workflow';

import type { SegmentName } from '../filter/segments';
import { SEGMENT_NAMES, SEGMENTS } from '../filter/segments';

function segmentProperty(names: readonly SegmentName[]): INodeProperties {
	return {
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
		description: 'Which companies you want to look at',
	};
}

const USAGE_THRESHOLD: INodeProperties = {
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

/** A parameter of some segments, with what it means in each of them. */
interface Setting {
	property: INodeProperties;
	meanings: Partial<Record<SegmentName, string>>;
}

const SETTINGS: Setting[] = [
	{
		property: USAGE_THRESHOLD,
		meanings: {
			nearLimit: 'From this much of the license limit up to all of it',
			underused: 'Below this much of the license limit',
		},
	},
	{
		property: WITHIN_DAYS,
		meanings: {
			renewalDue: 'How many days ahead to look, today included',
			recentlyCreated: 'How many days to look back, today included',
		},
	},
];

/**
 * A setting for each segment that has it, with its default there, and one without a default for a segment that comes by
 * an expression. The engine shows everything whose `show` depends on an expression, and would fill in the default of the
 * last one; only what is hidden by `hide` stays out. The editor looks at what the expression gives, which is nothing before
 * the input is there. So each is hidden for whatever is not its own segment.
 */
function settingProperties(
	{ property, meanings }: Setting,
	names: readonly SegmentName[],
): INodeProperties[] {
	const used = names.filter((name) => meanings[name] !== undefined);
	if (used.length === 0) return [];
	const defaultOf = (name: SegmentName) => Object.values(SEGMENTS[name].defaults)[0];
	const usual = used.map((name) => `${defaultOf(name)} for ${SEGMENTS[name].displayName}`);
	return [
		...used.map((name) => ({
			...property,
			displayOptions: {
				hide: { segment: [{ _cnd: { not: name } }] },
			},
			default: defaultOf(name),
			description: meanings[name],
		})),
		{
			...property,
			displayOptions: { hide: { segment: [...SEGMENT_NAMES] } },
			description: `Where the segment has it. Empty: ${usual.join(', ')}.`,
		},
	];
}

/** Segment and the parameters that some segments have. */
export function segmentProperties(
	names: readonly SegmentName[] = SEGMENT_NAMES,
): INodeProperties[] {
	return [
		segmentProperty(names),
		...SETTINGS.flatMap((setting) => settingProperties(setting, names)),
	];
}

/** The segments that the API can select by itself. */
export const EXPORTABLE_SEGMENTS = SEGMENT_NAMES.filter((name) => SEGMENTS[name].exportable);

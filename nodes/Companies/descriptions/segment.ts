import type { INodeProperties } from 'n8n-workflow';

import type { SegmentName } from '../plan/segments';
import { SEGMENT_NAMES, SEGMENTS } from '../plan/segments';
import { shown, showFor } from './visibility';

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
	default: 0,
};

const WITHIN_DAYS: INodeProperties = {
	displayName: 'Within Days',
	name: 'withinDays',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
};

const threshold = (segment: SegmentName, description: string): INodeProperties => ({
	...USAGE_THRESHOLD,
	default: SEGMENTS[segment].defaults.usageThreshold,
	description,
});

const days = (segment: SegmentName, description: string): INodeProperties => ({
	...WITHIN_DAYS,
	default: SEGMENTS[segment].defaults.withinDays,
	description,
});

/** Segment and the parameters that some segments have, for the given operations. */
export function segmentProperties(
	operations: string[],
	names: readonly SegmentName[] = SEGMENT_NAMES,
): INodeProperties[] {
	const settings: Array<[SegmentName, INodeProperties]> = [
		['nearLimit', threshold('nearLimit', 'From this much of the license limit up to all of it')],
		['underused', threshold('underused', 'Below this much of the license limit')],
		['renewalDue', days('renewalDue', 'How many days ahead to look, today included')],
		['recentlyCreated', days('recentlyCreated', 'How many days to look back, today included')],
	];
	return [
		shown(segmentProperty(names), showFor(operations)),
		...settings
			.filter(([segment]) => names.includes(segment))
			.map(([segment, property]) => shown(property, showFor(operations, { segment: [segment] }))),
	];
}

/** The segments that the API can select by itself. */
export const EXPORTABLE_SEGMENTS = SEGMENT_NAMES.filter((name) => SEGMENTS[name].exportable);

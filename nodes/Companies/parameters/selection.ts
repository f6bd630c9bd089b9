import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Condition } from '../filter/condition';
import type { SegmentName, SegmentSettings } from '../filter/segments';
import { SEGMENT_NAMES, SEGMENTS } from '../filter/segments';
import { combineRows, readConditionRows } from './conditionRows';
import { readFilters } from './filters';
import type { ReadParameter } from './parameters';
import { readCollection } from './parameters';
import type { SelectionContext } from './selectionContext';
import { completeAll } from './selectionContext';
import { readNumberOr, readOption } from './values';

/** Reads Segment. Throws UserError for one that does not exist. */
export function readSegment(read: ReadParameter): SegmentName {
	return readOption('Segment', read('segment', 'all'), SEGMENT_NAMES);
}

function readSegmentSettings(read: ReadParameter, segment: SegmentName): SegmentSettings {
	const { usageThreshold = 0, withinDays = 0 } = SEGMENTS[segment].defaults;
	return {
		usageThreshold: readNumberOr(
			usageThreshold,
			'Usage Threshold (%)',
			read('usageThreshold', usageThreshold),
		),
		withinDays: readNumberOr(withinDays, 'Within Days', read('withinDays', withinDays), {
			most: 36_500,
			whole: true,
		}),
	};
}

function readRows(read: ReadParameter): IDataObject[] {
	const { condition = [] } = readCollection(read, 'conditions', 'Conditions');
	const rows: unknown[] = Array.isArray(condition) ? condition : [condition];
	return rows.map((row) => (typeof row === 'object' && row !== null ? (row as IDataObject) : {}));
}

function checkNearLimit({ usageThreshold }: SegmentSettings): void {
	if (usageThreshold <= 100) return;
	throw new UserError("'Usage Threshold (%)' is above 100, so no company can be near its limit", {
		description: "Enter a value from 0 to 100, or choose the segment 'Over License Limit'.",
	});
}

/**
 * Reads Segment, Filters, Must Match and Conditions: which companies are meant. They all hold together.
 *
 * @throws UserError that names the parameter; ApiError where a list of names cannot be read
 */
export async function readConditions(
	read: ReadParameter,
	context: SelectionContext,
): Promise<Condition[]> {
	const segment = readSegment(read);
	const settings = readSegmentSettings(read, segment);
	if (segment === 'nearLimit') checkNearLimit(settings);
	const ofSegment = SEGMENTS[segment].condition(settings, context.today);
	const match = readOption('Must Match', read('match', 'all'), ['all', 'any']);
	const filters = readFilters(readCollection(read, 'filters', 'Filters'), context);
	const rows = readConditionRows(readRows(read), context);
	return [
		...(ofSegment ? [ofSegment] : []),
		...(await completeAll(filters)),
		...combineRows(await completeAll(rows), match),
	];
}

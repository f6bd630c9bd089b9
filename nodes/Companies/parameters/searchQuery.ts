import { type INodeProperties, UserError } from 'n8n-workflow';

import { allInOrder } from '../errors/allInOrder';
import type { SignalThresholds } from '../company/profile';
import { matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { outputProperty, PAGING } from '../descriptions/output';
import {
	MAX_WITHIN_DAYS,
	productsToSellProperty,
	segmentProperty,
	settingProperty,
} from '../descriptions/segment';
import { directionProperty, orderByProperty, searchSortProperty } from '../descriptions/sort';
import type { Condition } from '../filter/condition';
import { type Order, sortName } from '../filter/order';
import { type SegmentName, SEGMENTS, type SegmentSettings } from '../filter/segments';
import { needsProducts, type Output } from '../output/output';
import { combineRows, readConditionRows } from './conditionRows';
import type { PendingCondition, SelectionContext } from './fieldCondition';
import { readFilters } from './filters';
import { pendingMissingProducts } from './missingProducts';
import { type ReadingOptions, readListFormat, readOptions } from './options';
import { readFields } from './outputFields';
import { readMonthOption, withNeededSettings } from './settings';
import {
	entriesOf,
	readBoolean,
	readCollection,
	readNumber,
	readOption,
	readOptionOrDefault,
	type ReadParameter,
	readText,
} from './reader';

function readSegmentSettings(read: ReadParameter, segment: SegmentName): SegmentSettings {
	const withinDays = settingProperty('withinDays', segment);
	const typeOptions = { ...withinDays.typeOptions, maxValue: MAX_WITHIN_DAYS };
	return {
		usageThreshold: readNumber(settingProperty('usageThreshold', segment), read) ?? 0,
		withinDays: readNumber({ ...withinDays, typeOptions }, read) ?? 0,
	};
}

/** Reads Segment and its own parameters. */
function readSegment(read: ReadParameter, context: SelectionContext): PendingCondition[] {
	const segment = readOption(segmentProperty, read);
	const settings = readSegmentSettings(read, segment);
	if (segment === 'nearLimit') checkNearLimit(settings);
	const isSale = segment === 'missingProduct';
	const chosen = isSale && pendingMissingProducts(productsToSellProperty, read, context);
	const condition = chosen || SEGMENTS[segment].condition(settings, context.today);
	return condition ? [condition] : [];
}

function checkNearLimit({ usageThreshold }: SegmentSettings): void {
	if (usageThreshold <= 100) return;
	const { displayName } = settingProperty('usageThreshold', 'nearLimit');
	throw new UserError(`'${displayName}' is above 100, so no company can be near its limit`, {
		description: `Enter a value from 0 to 100, or choose the segment '${SEGMENTS.overLimit.displayName}'.`,
	});
}

/** Reads the lists that are still needed, all at once. */
async function completeAll(pending: PendingCondition[]): Promise<Condition[]> {
	return await allInOrder(
		pending.map(async (entry) => (typeof entry === 'function' ? await entry() : entry)),
	);
}

/**
 * Reads Segment, Filters, Must Match, Conditions and the month for Monthly Users: which companies are meant, and what of them
 * is counted. A company must match all of them.
 *
 * @throws UserError that names the parameter; ApiError where a list of names cannot be read
 */
export async function readConditions(
	read: ReadParameter,
	context: SelectionContext,
): Promise<Condition[]> {
	const ofSegment = readSegment(read, context);
	const match = readOption(matchProperty, read);
	const filters = readFilters(readCollection(filtersProperty, read), context);
	const month = readMonthOption(read);
	const rows = readConditionRows(read, context);
	const settled = withNeededSettings([...(month ? [month] : []), ...rows]);
	const [chosen, inRows] = await allInOrder([
		completeAll([...ofSegment, ...filters]),
		completeAll(settled),
	]);
	return [...chosen, ...combineRows(inRows, match)];
}

const inSort = <Property extends INodeProperties>(property: Property): Property => ({
	...property,
	displayName: `${searchSortProperty.displayName}: ${property.displayName}`,
});

/**
 * Reads Sort. Without a field, the segment's own order applies; a chosen field is sorted in ascending order by default.
 *
 * @throws UserError that names the parameter
 */
export function readOrder(read: ReadParameter, segment: SegmentName): Order {
	const sort = entriesOf(readCollection(searchSortProperty, read));
	const own = SEGMENTS[segment].order;
	const chosen = readText(inSort(orderByProperty), sort);
	const usual = chosen !== undefined || own.ascending ? 'asc' : 'desc';
	const direction = readOptionOrDefault({ ...inSort(directionProperty), default: usual }, sort);
	return {
		orderBy: chosen === undefined ? own.orderBy : sortName(chosen),
		ascending: direction === 'asc',
	};
}

/** Everything that a Search asks for. */
export interface SearchQuery {
	conditions: Condition[];
	order: Order;
	/** How many companies to return; undefined for all. */
	limit: number | undefined;
	output: Output;
	showsProducts: boolean;
	thresholds: SignalThresholds;
	options: ReadingOptions;
}

/** @throws UserError that names the parameter; ApiError where a list of names cannot be read */
export async function readSearchQuery(
	read: ReadParameter,
	context: SelectionContext,
): Promise<SearchQuery> {
	const name = readOption(outputProperty, read);
	const fields = name === 'selected' ? readFields(read) : [];
	const output = { name, fields, listFormat: readListFormat(read) };
	const settings = {
		limit: readBoolean(PAGING.returnAll, read) ? undefined : readNumber(PAGING.limit, read),
		output,
		showsProducts: needsProducts(output),
		...readOptions(read),
		order: readOrder(read, readOption(segmentProperty, read)),
	};
	return { ...settings, conditions: await readConditions(read, context) };
}

import type { INodeProperties } from 'n8n-workflow';

import { directionProperty, orderByProperty, searchSortProperty } from '../descriptions/sort';
import type { Order } from '../filter/order';
import { type SegmentName, SEGMENTS } from '../filter/segments';
import {
	entriesOf,
	readCollection,
	readOptionOrDefault,
	type ReadParameter,
	readText,
} from './reader';

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
	return { orderBy: chosen ?? own.orderBy, ascending: direction === 'asc' };
}

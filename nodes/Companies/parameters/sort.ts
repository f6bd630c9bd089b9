import type { Order } from '../list/order';
import type { SegmentName } from '../filter/segments';
import { SEGMENTS } from '../filter/segments';
import { searchSortProperty } from '../descriptions/sort';
import type { ReadParameter } from './reader';
import { readCollection } from './reader';
import { readOption, readText } from './values';

/** Reads Sort. Without a field the segment's own order holds; a chosen field is sorted upwards unless told otherwise. */
export function readOrder(read: ReadParameter, segment: SegmentName): Order {
	const sort = readCollection(searchSortProperty, read);
	const own = SEGMENTS[segment].order;
	const chosen = readText('Sort: Order By', sort.orderBy);
	const orderBy = chosen ?? own.orderBy;
	const usual = chosen !== undefined || own.ascending ? 'asc' : 'desc';
	const direction = readOption('Sort: Direction', sort.direction, ['asc', 'desc'], usual);
	return { orderBy, ascending: direction === 'asc' };
}

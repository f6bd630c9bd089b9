import type { INodeExecutionData } from 'n8n-workflow';

import { conditionProperties } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { outputProperties, PAGING } from '../descriptions/output';
import { segmentProperties } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { partsWithBreaks } from '../breaks';
import { itemMaker } from '../output/output';
import { limitHints, readingHints, unknownHints, unknownOrderHint } from '../list/hints';
import { compareKeys, isSortable, type Order } from '../filter/order';
import { MissingFields } from '../parameters/outputFields';
import { readSearchQuery } from '../parameters/searchQuery';
import { sortWithBreaks } from './sortWithBreaks';
import type { Operation, OperationInput } from './operation';
import { collect, type CollectedList, type Entry } from './collect';
import { checkComplete } from '../run/openList';

/** Brings the companies into the requested order, as far as the API has not done so. */
async function arrange<T>(
	{ reading, entries, mustSort }: CollectedList<T>,
	order: Order,
): Promise<Array<Entry<T>>> {
	const { scan, breaks } = reading;
	if (scan.inOneSweep && !mustSort) {
		const byRank = (left: Entry<T>, right: Entry<T>) => left.key.rank - right.key.rank;
		return await sortWithBreaks(entries, byRank, breaks);
	}
	const present = entries.filter(({ id }) => scan.isPresent(id));
	if (!isSortable(order)) return present;
	const compare = compareKeys(order);
	return await sortWithBreaks(present, (left, right) => compare(left.key, right.key), breaks);
}

async function execute({ read, run }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readSearchQuery(read, run);
	const { output, thresholds, limit } = query;
	const missing = new MissingFields(output.fields);
	const list = await collect(run, query, (dayOrder) => {
		const toJson = itemMaker(output, { thresholds, dayOrder });
		return (profile) => {
			missing.see(profile);
			return toJson(profile);
		};
	});
	const { reading, limitReached } = list;
	if (!limitReached) checkComplete(run, reading, query.options);
	const arranged = await arrange(list, query.order);
	const returned = arranged.slice(0, limit);
	const ids = returned.map(({ id }) => id);
	run.addHints([
		...(isSortable(query.order) ? [] : [unknownOrderHint(query.order.orderBy)]),
		...limitHints(returned.length, limitReached ? reading.counted : arranged.length),
		...readingHints(reading),
		...unknownHints(reading, ids),
		...missing.hints(),
	]);
	const items: INodeExecutionData[] = [];
	for await (const part of partsWithBreaks(returned, reading.breaks)) {
		for (const { value } of part) items.push({ json: value });
	}
	// n8n copies all items as soon as it gets them.
	await reading.breaks.take();
	return items;
}

export const searchCompanies: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search companies',
	description: 'List the companies of a segment, filtered and sorted',
	subject: 'companies',
	properties: [
		...segmentProperties(),
		...Object.values(PAGING),
		filtersProperty,
		...outputProperties,
		...conditionProperties,
		searchOptionsProperty,
		searchSortProperty,
	],
	execute,
};

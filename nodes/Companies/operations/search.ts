import type { INodeExecutionData } from 'n8n-workflow';

import { conditionsProperty, matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { outputProperties } from '../descriptions/output';
import { pagingProperties } from '../descriptions/paging';
import { segmentProperties } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { shown, showFor } from '../descriptions/visibility';
import type { Insight } from '../insight/assess';
import { itemMaker } from '../items/output';
import { readingHints } from '../pages/hints';
import { comparator, isComputed } from '../plan/order';
import type { SearchQuery } from '../query/searchQuery';
import { readSearchQuery } from '../query/searchQuery';
import type { Operation, OperationInput } from './operation';
import type { StartedList } from './readList';
import { checkComplete, startList } from './readList';
import type { Session } from './session';

const OPERATIONS = ['search'];

interface CollectedList extends StartedList {
	kept: Insight[];
}

/** Reads until the list ends or the limit is reached, whichever comes first. */
async function collect(session: Session, query: SearchQuery): Promise<CollectedList> {
	const kept: Insight[] = [];
	const limit = query.limit ?? Infinity;
	const isPlain = query.conditions.length === 0 && !isComputed(query.order);
	const pageSize = isPlain ? Math.min(query.options.pageSize, limit) : query.options.pageSize;
	let enough = Infinity;
	const pagesNeeded = () => Math.ceil((enough - kept.length) / pageSize);
	const started = await startList(session, query, pageSize, pagesNeeded);
	if (!started.list.sortHere) enough = limit;
	for await (const insights of started.reading.matching()) {
		for (const insight of insights) kept.push(insight);
		if (kept.length >= enough) break;
	}
	return { ...started, kept };
}

/** Brings what was collected into the order asked for, where the API has not done so. */
function arrange({ list, reading, kept }: CollectedList, query: SearchQuery) {
	const { scan } = reading;
	const present = scan.inOneRead ? kept : kept.filter(({ company }) => scan.isPresent(company.raw));
	const compare = comparator(query.order);
	return compare && (list.sortHere || !scan.inOneRead) ? present.sort(compare) : present;
}

async function execute({ read, session }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readSearchQuery(read, session);
	const collected = await collect(session, query);
	const { list, reading, kept } = collected;
	const limit = query.limit ?? Infinity;
	if (kept.length < limit || list.sortHere) checkComplete(session, reading, query.options);
	const insights = arrange(collected, query);
	session.addHints(readingHints(list, reading, insights.length));
	const toJson = itemMaker(query.output, {
		thresholds: query.thresholds,
		dayOrder: reading.dayOrder,
	});
	return (insights.length > limit ? insights.slice(0, limit) : insights).map((insight) => ({
		json: toJson(insight),
	}));
}

export const searchCompanies: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search companies',
	description: 'List the companies of a segment, filtered and sorted',
	subject: 'companies',
	properties: [
		...segmentProperties(OPERATIONS),
		...pagingProperties(OPERATIONS),
		shown(filtersProperty, showFor(OPERATIONS)),
		shown(matchProperty, showFor(OPERATIONS)),
		shown(conditionsProperty, showFor(OPERATIONS)),
		...outputProperties(OPERATIONS),
		shown(searchOptionsProperty, showFor(OPERATIONS)),
		shown(searchSortProperty, showFor(OPERATIONS)),
	],
	execute,
};

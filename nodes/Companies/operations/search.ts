import type { INodeExecutionData } from 'n8n-workflow';

import { toCompany } from '../company/company';
import { DateEvidence } from '../company/dateOrder';
import { conditionsProperty, matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { outputProperties } from '../descriptions/output';
import { pagingProperties } from '../descriptions/paging';
import { segmentProperties } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { shown, showFor } from '../descriptions/visibility';
import type { Insight } from '../insight/assess';
import { assess } from '../insight/assess';
import { itemMaker } from '../items/output';
import { readingHints } from '../pages/hints';
import { hasSortValue, isComputed, isSortable, sortHere, unknownLast } from '../plan/order';
import type { SearchQuery } from '../query/searchQuery';
import { readSearchQuery } from '../query/searchQuery';
import type { Operation, OperationInput } from './operation';
import type { StartedList } from './readList';
import { checkComplete, startList } from './readList';
import type { Session } from './session';

const OPERATIONS = ['search'];

interface CollectedList extends StartedList {
	kept: Insight[];
	/** Whether reading ended because there were enough. */
	isCut: boolean;
}

/**
 * Whether a first page that is as small as the limit is all that is needed. Where some of its companies do not count, many
 * more may not, and pages of that size would take forever.
 */
function suffices(
	{ list }: StartedList,
	{ options, order, limit }: SearchQuery,
	{ today }: Session,
) {
	const { rows, pageSize, total = Infinity } = list.first;
	const isWhole = rows.length < pageSize || rows.length >= total;
	const isCapped = pageSize < (limit ?? Infinity);
	if (isWhole || isCapped) return true;
	const companies = rows.map(toCompany);
	const evidence = new DateEvidence(options.dateFormat);
	companies.forEach((company) => evidence.add(company));
	if (list.sortHere || evidence.isOpen) return false;
	const hasPlace = hasSortValue(order);
	return companies.every((company) =>
		hasPlace(assess(company, { today, dayOrder: evidence.order })),
	);
}

/**
 * Reads until the list ends or the limit is reached, whichever comes first. Companies without a value to sort by come
 * last, so they count only once the list has ended.
 */
async function collect(session: Session, query: SearchQuery): Promise<CollectedList> {
	const kept: Insight[] = [];
	let placed = 0;
	const limit = query.limit ?? Infinity;
	let enough = Infinity;
	let { pageSize } = query.options;
	const pagesNeeded = () => Math.ceil((enough - placed) / pageSize);
	const start = async (size: number) => {
		pageSize = size;
		return await startList(session, query, size, pagesNeeded);
	};
	const isPlain = query.conditions.length === 0 && !isComputed(query.order);
	let started = await start(isPlain ? Math.min(pageSize, limit) : pageSize);
	const isTooSmall = pageSize < query.options.pageSize && !suffices(started, query, session);
	if (isTooSmall) started = await start(query.options.pageSize);
	if (!started.list.sortHere) enough = limit;
	const hasPlace = hasSortValue(query.order);
	for await (const insights of started.reading.matching()) {
		for (const insight of insights) {
			kept.push(insight);
			if (hasPlace(insight)) placed++;
		}
		if (placed >= enough) break;
	}
	return { ...started, kept, isCut: placed >= enough };
}

/** Brings what was collected into the order asked for, as far as the API has not done so. */
function arrange({ list, reading, kept }: CollectedList, { order }: SearchQuery) {
	const { scan } = reading;
	if (scan.inOneRead && !list.sortHere) return unknownLast(kept, order);
	const present = scan.inOneRead ? kept : kept.filter(({ company }) => scan.isPresent(company.raw));
	return isSortable(order) ? sortHere(present, order) : present;
}

async function execute({ read, session }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readSearchQuery(read, session);
	const collected = await collect(session, query);
	const { list, reading, isCut } = collected;
	const limit = query.limit ?? Infinity;
	if (!isCut) checkComplete(session, reading, query.options);
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

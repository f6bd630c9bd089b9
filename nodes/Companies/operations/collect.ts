import type { CompanyProfile } from '../company/profile';
import { profileRows } from './profileRows';
import { hasSortValue, isComputed } from '../filter/order';
import { OrderWatch } from '../list/orderWatch';
import type { SearchQuery } from '../parameters/searchQuery';
import type { StartedList } from '../run/startList';
import { startList } from '../run/startList';
import type { RunContext } from '../run/context';

const NOT_SORTED = 'Keepnet did not sort the companies as asked, so this node did.';

/** A list that was read as far as needed. */
export interface CollectedList extends StartedList {
	kept: CompanyProfile[];
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
	{ today }: RunContext,
) {
	const { rows, count, pageSize, total = Infinity } = list.first;
	const isWhole = count < pageSize || count >= total;
	const isCapped = pageSize < (limit ?? Infinity);
	if (isWhole || isCapped) return true;
	const { profiles, evidence } = profileRows(rows, options.dateFormat, { today });
	if (list.mustSort || evidence.isOpen) return false;
	const watch = new OrderWatch(order);
	watch.see(profiles);
	return !watch.isBroken && profiles.every(hasSortValue(order));
}

/**
 * Reads until the list ends or the limit is reached, whichever comes first. Companies without a value to sort by come
 * last, so they count only once the list has ended. Where the API turns out not to sort, the whole list is read.
 *
 * @throws ApiError
 */
export async function collect(run: RunContext, query: SearchQuery): Promise<CollectedList> {
	const kept: CompanyProfile[] = [];
	let placed = 0;
	const limit = query.limit ?? Infinity;
	let enough = Infinity;
	let { pageSize } = query.options;
	const pagesNeeded = () => Math.ceil((enough - placed) / pageSize);
	const start = async (size: number) => {
		pageSize = size;
		return await startList(run, query, size, pagesNeeded);
	};
	const isPlain = query.conditions.length === 0 && !isComputed(query.order);
	let started = await start(isPlain ? Math.min(pageSize, limit) : pageSize);
	const isTooSmall = pageSize < query.options.pageSize && !suffices(started, query, run);
	if (isTooSmall) started = await start(query.options.pageSize);
	if (!started.list.mustSort) enough = limit;
	const hasPlace = hasSortValue(query.order);
	const watch = new OrderWatch(query.order);
	for await (const profiles of started.reading.matching()) {
		// What is read again comes in another order on purpose.
		if (started.reading.scan.inOneRead) watch.see(profiles);
		if (watch.isBroken) enough = Infinity;
		for (const profile of profiles) {
			kept.push(profile);
			if (hasPlace(profile)) placed++;
		}
		if (placed >= enough) break;
	}
	if (watch.isBroken) run.addHints([NOT_SORTED]);
	const mustSort = started.list.mustSort || watch.isBroken;
	return { ...started, list: { ...started.list, mustSort }, kept, isCut: placed >= enough };
}

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { hasSortValue, isComputed, type SortKey, sortKeyOf } from '../filter/order';
import { profileRows, type CompanyReading } from '../list/companyReading';
import { OrderWatch } from '../list/orderWatch';
import { type PageSizes, pageSizesFor } from '../list/pageSize';
import type { SearchQuery } from '../parameters/searchQuery';
import type { RunContext } from '../run/context';
import { openList } from '../run/openList';

const NOT_SORTED = 'Keepnet did not sort the companies as asked, so this node did.';

/** What is kept of a company: its row would take many times the memory, and a list may have 100,000. */
export interface Entry<T> {
	id: string | null;
	key: SortKey;
	value: T;
}

/** A list that was read as far as needed. */
export interface CollectedList<T> {
	reading: CompanyReading;
	entries: Array<Entry<T>>;
	/** Whether reading ended at the limit. */
	limitReached: boolean;
	/** Whether the companies came in another order than requested. */
	mustSort: boolean;
}

/** Whether the companies seen are the first ones of the list: where they do not show it themselves, its end does. */
async function isTrusted(
	watch: OrderWatch,
	reading: CompanyReading,
	dayOrder: DayOrder,
): Promise<boolean> {
	if (watch.isBroken || watch.isProven) return !watch.isBroken;
	return watch.isProvenBy(await reading.end(dayOrder));
}

/**
 * Whether a first page that is as small as the limit is enough. If one of its companies does not count, many more may not, and
 * reading pages of that size would take very long.
 */
async function firstPageIsEnough(
	reading: CompanyReading,
	{ options, order, limit = Infinity }: SearchQuery,
	{ today }: RunContext,
): Promise<boolean> {
	const { first, mustSort } = reading.accepted;
	const { rows, count, pageSize, total = Infinity } = first;
	const isWhole = count < pageSize || count >= total;
	const isCapped = pageSize < limit;
	if (isWhole || isCapped) return true;
	const { profiles, evidence } = profileRows(rows, options.dateFormat, { today });
	const keys = profiles.map(sortKeyOf(order));
	if (mustSort || evidence.isOpen || !keys.every(hasSortValue)) return false;
	const watch = new OrderWatch(order);
	watch.see(profiles);
	return await isTrusted(watch, reading, evidence.order);
}

/** Opens the list, in pages as small as the limit where its first page is enough. */
async function openForLimit(
	run: RunContext,
	query: SearchQuery,
	pagesNeeded: (pageSize: number) => number,
): Promise<CompanyReading> {
	const { conditions, limit, options, order } = query;
	const open = async (sizes: PageSizes) => await openList(run, query, sizes, pagesNeeded);
	const usual = pageSizesFor(options.pageSize);
	const isPlain = conditions.length === 0 && !isComputed(order);
	const sizes = isPlain ? pageSizesFor(options.pageSize, limit) : usual;
	const reading = await open(sizes);
	const isEnough = sizes.first === usual.first || (await firstPageIsEnough(reading, query, run));
	return isEnough ? reading : await open(usual);
}

/**
 * Reads until the list ends or the limit is reached. Companies without a value to sort by come last, so they count only once
 * the list has ended. Where the API turns out not to sort, the whole list is read.
 *
 * @param keeper makes what to keep of each company, once it is known how dates are written
 * @throws ApiError
 */
export async function collect<T>(
	run: RunContext,
	query: SearchQuery,
	keeper: (dayOrder: DayOrder) => (profile: CompanyProfile) => T,
): Promise<CollectedList<T>> {
	const { limit = Infinity, order } = query;
	let entries: Array<Entry<T>> = [];
	let [sortable, needed, ignored] = [0, Infinity, 0];
	const pagesNeeded = (pageSize: number) => Math.ceil((needed - sortable) / pageSize);
	const reading = await openForLimit(run, query, pagesNeeded);
	const { mustSort: isUnsorted } = reading.accepted;
	if (!isUnsorted) needed = limit;
	const keyOf = sortKeyOf(order);
	let keep: ((profile: CompanyProfile) => T) | undefined;
	const watch = new OrderWatch(order);
	for await (const profiles of reading.matching()) {
		// Later sweeps come in another order on purpose.
		if (reading.scan.inOneSweep) watch.see(profiles);
		if (watch.isBroken) needed = Infinity;
		for (const profile of profiles) {
			keep ??= keeper(reading.dayOrder);
			const key = keyOf(profile);
			entries.push({ id: profile.company.id, key, value: keep(profile) });
			if (hasSortValue(key)) sortable++;
		}
		if (reading.notes.ignored.size > ignored) {
			// Companies that may match are left out once Keepnet turns out to ignore a filter.
			ignored = reading.notes.ignored.size;
			entries = entries.filter(({ id }) => reading.unknown.isKept(id));
			sortable = entries.filter(({ key }) => hasSortValue(key)).length;
		}
		if (sortable < needed) continue;
		if (await isTrusted(watch, reading, reading.dayOrder)) break;
		needed = Infinity;
	}
	if (watch.isBroken || (isUnsorted && !isComputed(order))) run.addHints([NOT_SORTED]);
	const limitReached = sortable >= needed;
	const mustSort = isUnsorted || watch.isBroken || (!limitReached && watch.isDoubtful);
	return { reading, entries, limitReached, mustSort };
}

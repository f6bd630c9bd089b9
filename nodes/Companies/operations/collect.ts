import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { hasSortValue, isComputed } from '../filter/order';
import { profileRows, type CompanyReading } from '../list/companyReading';
import { OrderWatch } from '../list/orderWatch';
import type { SearchQuery } from '../parameters/searchQuery';
import type { RunContext } from '../run/context';
import { openList } from '../run/openList';

const NOT_SORTED = 'Keepnet did not sort the companies as asked, so this node did.';

/** A list that was read as far as needed. */
export interface CollectedList {
	reading: CompanyReading;
	collected: CompanyProfile[];
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
	if (mustSort || evidence.isOpen || !profiles.every(hasSortValue(order))) return false;
	const watch = new OrderWatch(order);
	watch.see(profiles);
	return await isTrusted(watch, reading, evidence.order);
}

/**
 * Reads until the list ends or the limit is reached. Companies without a value to sort by come last, so they count only once
 * the list has ended. Where the API turns out not to sort, the whole list is read.
 *
 * @throws ApiError
 */
export async function collect(run: RunContext, query: SearchQuery): Promise<CollectedList> {
	const { limit = Infinity, options, order } = query;
	let collected: CompanyProfile[] = [];
	let sortable = 0;
	let needed = Infinity;
	let ignored = 0;
	const open = async (pageSize: number) =>
		await openList(run, query, pageSize, () => Math.ceil((needed - sortable) / pageSize));
	const isPlain = query.conditions.length === 0 && !isComputed(order);
	const pageSize = isPlain ? Math.min(options.pageSize, limit) : options.pageSize;
	let reading = await open(pageSize);
	const isEnough = pageSize === options.pageSize || (await firstPageIsEnough(reading, query, run));
	if (!isEnough) reading = await open(options.pageSize);
	if (!reading.accepted.mustSort) needed = limit;
	const isSortable = hasSortValue(order);
	const watch = new OrderWatch(order);
	for await (const profiles of reading.matching()) {
		// Later sweeps come in another order on purpose.
		if (reading.scan.inOneSweep) watch.see(profiles);
		if (watch.isBroken) needed = Infinity;
		for (const profile of profiles) {
			collected.push(profile);
			if (isSortable(profile)) sortable++;
		}
		if (reading.notes.ignored.size > ignored) {
			// Companies that may match are left out once Keepnet turns out to ignore a filter.
			ignored = reading.notes.ignored.size;
			collected = collected.filter(({ company }) => reading.unknown.isKept(company.id));
			sortable = collected.filter(isSortable).length;
		}
		if (sortable < needed) continue;
		if (await isTrusted(watch, reading, reading.dayOrder)) break;
		needed = Infinity;
	}
	if (watch.isBroken) run.addHints([NOT_SORTED]);
	const limitReached = sortable >= needed;
	const mustSort =
		reading.accepted.mustSort || watch.isBroken || (!limitReached && watch.isDoubtful);
	return { reading, collected, limitReached, mustSort };
}

import type { Page } from '../api/search';
import type { RequestOrder } from '../api/searchRequest';
import { LOW_TIE_ORDERS } from '../filter/order';

/**
 * Reads a page of a sweep over the list.
 *
 * @param abandoned aborted when the sweep has ended, so that the page is not needed any more
 */
export type ReadPage = (
	pageNumber: number,
	pageSize: number,
	abandoned: AbortSignal,
) => Promise<Page>;

/** How many pages may be asked for at once, given how many have been read but not used. */
export type InFlight = (unused: number) => number;

/** A list that grows while it is read, or is longer than its total, is read up to this many times its first length. */
const MAX_LENGTHS = 10;

/** How many rows the total promises on a page and after it; undefined where no total is stated. */
function rowsFrom({ pageNumber, total }: Page, pageSize: number): number | undefined {
	return total === undefined ? undefined : total - (pageNumber - 1) * pageSize;
}

/**
 * The last page, as far as a page shows. If the last page by the total is full, the page after it is asked for too: some
 * servers stop counting at a round number.
 */
function lastPage(page: Page, pageSize: number): number {
	const byRows = page.count >= pageSize ? page.pageNumber + 1 : page.pageNumber;
	if (page.total === undefined) return page.count > 0 ? page.pageNumber + 1 : byRows;
	return Math.max(byRows, Math.floor(page.total / pageSize) + 1);
}

/** Whether the server uses another page size than before, so that page numbers have another meaning from here on. */
function isResized(page: Page, pageSize: number): boolean {
	if (page.pageSize === pageSize) return false;
	return page.count !== Math.min(pageSize, rowsFrom(page, pageSize) ?? pageSize);
}

/** An empty page is the end. If the total promises more, it takes two in a row. */
function isEnd(page: Page, pageSize: number, emptyInARow: number): boolean {
	const isPromised = (rowsFrom(page, pageSize) ?? 0) > 0;
	return emptyInARow >= (isPromised ? 2 : 1);
}

/**
 * Reads the list once, from the first page (already read) to the last, several pages at a time, and yields them in order.
 * Ends where the pages end, whatever the total; where they never end, the caller has to stop.
 *
 * @param first page 1; or a page 0 without rows, which has the size and the total: then page 1 is read too
 * @param inFlight evaluated before each request, so that no more pages are asked for than are still needed
 */
export async function* readSweep(
	first: Page,
	readPage: ReadPage,
	inFlight: InFlight,
): AsyncGenerator<Page> {
	const { pageSize } = first;
	const abandoned = new AbortController();
	const ahead: Array<Promise<Page>> = [];
	const bound = first.total === undefined ? Infinity : lastPage(first, pageSize) * MAX_LENGTHS;
	let last = 1;
	let next = first.pageNumber + 1;
	let emptyInARow = 0;
	const ask = (max: number) => {
		while (next <= Math.min(last, bound) && ahead.length < max) {
			const page = readPage(next++, pageSize, abandoned.signal);
			// Errors surface when the page is awaited; this avoids an unhandled rejection.
			page.catch(() => undefined);
			ahead.push(page);
		}
	};
	try {
		for (let current: Page | undefined = first; current; current = await ahead.shift()) {
			const isRead = current.pageNumber > 0;
			emptyInARow = isRead && current.count === 0 ? emptyInARow + 1 : 0;
			const isLast = isResized(current, pageSize) || isEnd(current, pageSize, emptyInARow);
			last = Math.max(last, lastPage(current, pageSize));
			// The server works on the next page while this one is used.
			if (!isLast) ask(inFlight(1));
			if (isRead) yield current;
			if (isLast) return;
			ask(Math.max(1, inFlight(0)));
		}
	} finally {
		abandoned.abort();
		await Promise.allSettled(ahead);
	}
}

/**
 * The order of each sweep over a list. A list that came in pieces is read again in another order, so that companies that
 * were hidden at the edge of a page are in the middle of one.
 */
export class SweepOrders {
	private others: RequestOrder[];

	/** @param first the order of the first sweep */
	constructor(private readonly first: RequestOrder) {
		this.others = LOW_TIE_ORDERS.filter(
			({ orderBy, ascending }) => orderBy !== first.orderBy || ascending !== first.ascending,
		);
	}

	/** @param sweep from 1 */
	of(sweep: number): RequestOrder {
		const other = this.others[(sweep - 2) % this.others.length];
		return sweep === 1 ? this.first : (other ?? this.first);
	}

	/** Uses an order no more that the API refuses. */
	refuse({ orderBy }: RequestOrder): void {
		this.others = this.others.filter((other) => other.orderBy !== orderBy);
	}
}

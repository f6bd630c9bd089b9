import type { Page } from '../api/search';

/**
 * Reads a page of a pass over the list.
 *
 * @param abandoned aborted when the pass has ended and nobody wants the page any more
 */
export type ReadPage = (
	pageNumber: number,
	pageSize: number,
	abandoned: AbortSignal,
) => Promise<Page>;

/** How many pages may be asked for at once, given how many that are there already have not been used yet. */
export type InFlight = (unused: number) => number;

/** A list that grows while it is read, or is longer than it says, is followed up to so many times its first length. */
const MAX_LENGTHS = 10;

/** The rows that must be on a page and behind it for the total to be true; undefined where no total is stated. */
function rowsFrom({ pageNumber, total }: Page, pageSize: number): number | undefined {
	return total === undefined ? undefined : total - (pageNumber - 1) * pageSize;
}

/**
 * The last page as far as is known after a page. Where the last page by the total is a full one, the page after it is
 * asked for too: some servers count no further than a round number.
 */
function lastPage(page: Page, pageSize: number): number {
	const byRows = page.count >= pageSize ? page.pageNumber + 1 : page.pageNumber;
	if (page.total === undefined) return page.count > 0 ? page.pageNumber + 1 : byRows;
	return Math.max(byRows, Math.floor(page.total / pageSize) + 1);
}

/** The server uses another page size than before, so that page numbers mean something else from here on. */
function isResized(page: Page, pageSize: number): boolean {
	if (page.pageSize === pageSize) return false;
	return page.count !== Math.min(pageSize, rowsFrom(page, pageSize) ?? pageSize);
}

/** An empty page is the end, but one among pages that the total promises is only believed with a second one. */
function isEnd(page: Page, pageSize: number, emptyInARow: number): boolean {
	const isPromised = (rowsFrom(page, pageSize) ?? 0) > 0;
	return emptyInARow >= (isPromised ? 2 : 1);
}

/**
 * Reads the list once, from the first page (already there) to the last, several pages at a time, and gives them in
 * order. Ends where the pages end, whatever total the server states; where they never end, the caller has to stop when
 * nothing new comes.
 *
 * @param inFlight how many pages may be asked for at once, asked again before each: never more than are still needed
 * when so many that are there already have been used
 */
export async function* readPass(
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
	const ask = (most: number) => {
		while (next <= Math.min(last, bound) && ahead.length < most) {
			ahead.push(readPage(next++, pageSize, abandoned.signal));
			// A page that fails is told of when its turn comes, not as a rejection that nobody handles.
			ahead[ahead.length - 1].catch(() => undefined);
		}
	};
	try {
		for (let current: Page | undefined = first; current; current = await ahead.shift()) {
			emptyInARow = current.count === 0 ? emptyInARow + 1 : 0;
			const isLast = isResized(current, pageSize) || isEnd(current, pageSize, emptyInARow);
			last = Math.max(last, lastPage(current, pageSize));
			// The server works on the next page while this one is used.
			if (!isLast) ask(inFlight(1));
			yield current;
			if (isLast) return;
			ask(Math.max(1, inFlight(0)));
		}
	} finally {
		abandoned.abort();
		await Promise.allSettled(ahead);
	}
}

import type { Page } from './page';

/** Reads a page of a pass over the list. */
export type ReadPage = (pageNumber: number, pageSize: number) => Promise<Page>;

/** A list that grows while it is read is followed up to this many times its first length. */
const MOST_GROWTH = 2;
const MOST_EXTRA_PAGES = 10;

/** The last page as far as is known after a page: by the total, or one more where there is no total and rows came. */
function lastPage({ pageNumber, rows, total }: Page, pageSize: number): number {
	if (rows.length === 0) return pageNumber;
	return total === undefined ? pageNumber + 1 : Math.ceil(total / pageSize);
}

/**
 * Reads the list once, from the first page (already there) to the last, several pages at a time, and gives them in
 * order. Ends at the first empty page, whatever total the server states; where it states none, the caller has to stop
 * when nothing new comes.
 *
 * @param inFlight how many pages may be asked for at once, asked again before each: never more than are still needed
 */
export async function* readPass(
	first: Page,
	readPage: ReadPage,
	inFlight: () => number,
): AsyncGenerator<Page> {
	const { pageSize } = first;
	let last = lastPage(first, pageSize);
	const bound = first.total === undefined ? Infinity : last * MOST_GROWTH + MOST_EXTRA_PAGES;
	const ahead: Array<Promise<Page>> = [];
	let next = first.pageNumber + 1;
	let current: Page | undefined = first;
	try {
		while (current) {
			last = Math.max(last, lastPage(current, pageSize));
			yield current;
			if (current.rows.length === 0) return;
			while (next <= Math.min(last, bound) && ahead.length < Math.max(1, inFlight())) {
				ahead.push(readPage(next++, pageSize));
				// A page that fails is told of when its turn comes, not as a rejection that nobody handles.
				ahead[ahead.length - 1].catch(() => undefined);
			}
			current = await ahead.shift();
		}
	} finally {
		await Promise.allSettled(ahead);
	}
}

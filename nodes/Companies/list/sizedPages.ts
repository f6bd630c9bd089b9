import type { Page } from '../api/search';
import { ApiError, orApiError } from '../errors/apiError';
import { isAboutSize, isWorthLarger, type PageSizes } from './pageSize';
import { readSweep, type InFlight, type ReadPage } from './sweep';

/**
 * Reads a page. The number of the sweep (from 1) lets the reader ask for another order when ties are in the way.
 *
 * @param abandoned as for `ReadPage`
 */
export type ReadPageOfSweep = (
	pageNumber: number,
	pageSize: number,
	sweep: number,
	abandoned?: AbortSignal,
) => Promise<Page>;

/** The requests for pages. */
export interface PageRequests {
	page: ReadPageOfSweep;
	/**
	 * Reads a page as for the first sweep, in a size that the server may not have.
	 *
	 * @param first the request for page 1 in this size, of which it depends whether the others are needed
	 */
	larger(
		pageNumber: number,
		pageSize: number,
		abandoned: AbortSignal,
		first?: Promise<Page>,
	): Promise<Page>;
}

/** How pages are read. */
export interface PageOptions {
	/** How many pages may be asked for at once. */
	inFlight: InFlight;
	/** Of the first page, and of the rest. */
	pageSizes: PageSizes;
}

/** What happens around the pages of a sweep. */
export interface SweepEvents {
	/** Comes before the first request of a list with more pages than one; the requests wait for its end. */
	beforeMore(): Promise<unknown> | undefined;
	/** Pages were read for nothing, because later ones do not come in their size: the list begins anew. */
	restart(): void;
}

/** The pages of a list, sweep by sweep: in larger ones than the first where the server has them. */
export class SizedPages {
	/** While larger pages are in use: the first page in the size that is known to work. */
	private smaller: Page | undefined;

	/** @param first page 1, already read */
	constructor(
		private first: Page,
		private readonly requests: PageRequests,
		private readonly options: PageOptions,
	) {}

	/** How many companies are on a page. */
	get pageSize(): number {
		return this.first.pageSize;
	}

	/** Has the list read in larger pages from here on, if that is worth it; none of them is read yet. */
	enlarge(): void {
		const { inFlight, pageSizes } = this.options;
		const { first } = this;
		const { larger: pageSize = 0 } = pageSizes;
		if (inFlight(1) <= 0 || !isWorthLarger(first, pageSizes)) return;
		this.smaller = first;
		this.first = { ...first, pageNumber: 0, rows: [], count: 0, pageSize };
	}

	/** Reads page 1 for another sweep. */
	async begin(sweep: number): Promise<void> {
		this.first = await this.requests.page(1, this.first.pageSize, sweep);
	}

	/**
	 * The pages of a sweep. Where larger pages turn out not to work, another sweep with smaller ones follows at once.
	 *
	 * @param order the sweep whose order the pages have: one that was not finished is read again in the same order
	 */
	async *sweep(order: number, events: SweepEvents): AsyncGenerator<Page> {
		const { first } = this;
		const pages = readSweep(first, this.pageReader(order, events), this.options.inFlight);
		let hasBegun = false;
		let isUnreachable = false;
		try {
			for (;;) {
				const next = await orApiError(
					pages.next(),
					(error) => this.smaller !== undefined && isAboutSize(error),
				);
				if (next instanceof ApiError) {
					this.shrink();
					isUnreachable = next.isOutage;
					break;
				}
				if (next.done) return;
				if (!hasBegun && this.isSmaller(next.value)) {
					this.shrink(next.value);
					break;
				}
				hasBegun = true;
				yield next.value;
			}
		} finally {
			await pages.return(undefined);
		}
		if (hasBegun) events.restart();
		// A server that is gone is asked for one page before it is asked for several.
		if (hasBegun || isUnreachable) await this.begin(order);
		yield* this.sweep(order, events);
	}

	/** Whether the first page is not as large as it was asked for, or has fewer companies than the smaller one. */
	private isSmaller({ pageSize, count }: Page): boolean {
		const { first, smaller } = this;
		return first.pageNumber === 0 && (pageSize < first.pageSize || count < (smaller?.count ?? 0));
	}

	/** @param page the first one, of the size that the server gives, if it gives larger ones at all */
	private shrink(page?: Page): void {
		const { first, smaller = first } = this;
		const isLarger =
			page !== undefined && page.pageSize > smaller.pageSize && page.count >= smaller.count;
		this.first = isLarger ? page : smaller;
		if (!isLarger) this.smaller = undefined;
	}

	private pageReader(order: number, events: SweepEvents): ReadPage {
		const { first } = this;
		const isTried = first.pageNumber === 0;
		const hasMore = (first.total ?? 0) > (isTried ? first.pageSize : first.count);
		let before: Promise<unknown> | undefined;
		let tried: Promise<Page> | undefined;
		return async (pageNumber, pageSize, abandoned) => {
			if (hasMore) await (before ??= events.beforeMore());
			if (!isTried) return await this.requests.page(pageNumber, pageSize, order, abandoned);
			const page = this.requests.larger(pageNumber, pageSize, abandoned, tried);
			tried ??= page;
			return await page;
		};
	}
}

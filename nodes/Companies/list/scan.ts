import type { Page } from '../api/search';
import type { RawCompany } from '../company/rawCompany';
import { ApiError, orApiError } from '../errors/apiError';
import { LIMITS } from '../limits';
import { SweepEvaluator, type Evaluation } from './evaluateSweep';
import { ListWatch, type WatchRequests } from './listWatch';
import { isAboutSize, isWorthLarger, type PageSizes } from './pageSize';
import { readSweep, type InFlight, type ReadPage } from './sweep';
import { Tally } from './tally';

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

/** A list that changed or came in pieces is read at most this often. */
const MAX_SWEEPS = 5;
/** A list that grows while it is read is not read again after this many times the pages of its first total. */
const MAX_LENGTHS_IN_ALL = 20;

/** What is known about the list after it was read. */
export interface ScanReport {
	sweeps: number;
	/** How many different companies were read. */
	found: number;
	/** Rows of the last sweep that are no companies. */
	leftOut: number;
	/** The last total that was stated. */
	total: number | undefined;
	/** Whether nothing is missing but those rows. */
	complete: boolean;
	/** Whether reading ended at `LIMITS.maxRows`. */
	isTooLong: boolean;
	/**
	 * How many companies the list lacks although another reading would show no more: those rows, or the difference to a total
	 * that no sweep reaches. Undefined where another reading may show more.
	 */
	lacking: number | undefined;
}

/** The requests of a scan. */
export interface ScanRequests extends Pick<WatchRequests, 'newest'> {
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

/** How a list is read. */
export interface ScanOptions {
	/** Whether the first sweep is newest first. */
	newestFirst: boolean;
	/** Whether a list without a total is complete only once two sweeps in a row are the same. */
	confirmUncounted: boolean;
	/** How many pages may be asked for at once. */
	inFlight: InFlight;
	/** Of the first page, and of the rest. */
	pageSizes: PageSizes;
}

/** Whether the total promises no rows from this page on. */
const isBeyondTotal = ({ pageNumber, pageSize, total }: Page) =>
	total === undefined || (pageNumber - 1) * pageSize >= total;

/**
 * Reads the whole list, every company once. The list may change meanwhile: as long as it is not shown to be complete, it is
 * read again, a limited number of times, and what is new is added.
 */
export class CompanyScan {
	private readonly tally = new Tally();
	private readonly watch: ListWatch;
	private readonly evaluator: SweepEvaluator;
	private evaluation: Evaluation = 'open';
	/** While larger pages are in use: the first page in the size that is known to work. */
	private smaller: Page | undefined;

	/** @param first page 1, already read */
	constructor(
		private first: Page,
		private readonly requests: ScanRequests,
		private readonly options: ScanOptions,
	) {
		this.watch = new ListWatch(first, options.newestFirst, this.tally, {
			newest: requests.newest,
			firstPage: async () => await requests.page(1, first.pageSize, 1),
		});
		this.evaluator = new SweepEvaluator(this.tally, this.watch, options.confirmUncounted);
	}

	/** How many companies are on a page. */
	get pageSize(): number {
		return this.first.pageSize;
	}

	/** Yields the companies page by page, in the order of the list; what later sweeps add comes after. */
	async *read(): AsyncGenerator<RawCompany[]> {
		this.enlarge();
		const { total = Infinity, pageSize } = this.first;
		const maxPages = (Math.ceil(total / pageSize) + 1) * MAX_LENGTHS_IN_ALL;
		const { tally, watch } = this;
		for (;;) {
			tally.startSweep();
			watch.startSweep();
			yield* this.readOnce();
			if (this.isTooLong) return;
			this.evaluation = await this.evaluator.evaluate();
			const isLast = tally.sweep === MAX_SWEEPS || tally.pages > maxPages;
			if (this.evaluation !== 'open' || isLast) return;
			if (tally.totals.size > 0) await watch.compare();
			this.first = await this.requests.page(1, this.first.pageSize, tally.sweep + 1);
		}
	}

	get report(): ScanReport {
		const { sweep: sweeps, found, lastTotal: total, counts } = this.tally;
		const { leftOut } = counts;
		const complete = this.evaluation === 'complete';
		const shortBy = this.evaluation === 'exhausted' ? (total ?? found) - found : undefined;
		const lacking = complete ? leftOut : shortBy;
		return { sweeps, found, leftOut, total, complete, isTooLong: this.isTooLong, lacking };
	}

	/** Whether the list came in one piece, so that its order is right. */
	get inOneSweep(): boolean {
		return this.tally.sweep <= 1;
	}

	/** Whether the last complete sweep showed a company. Without one, every company that was seen counts. */
	isPresent(id: string | null): boolean {
		const { completeSweep: sweep } = this.evaluator;
		const { tally } = this;
		return sweep === undefined ? tally.isKnown(id ?? '') : tally.isLastSeenIn(sweep, id ?? '');
	}

	private get isTooLong(): boolean {
		return this.tally.found > LIMITS.maxRows;
	}

	/** Has the list read in larger pages from here on, if that is worth it; none of them is read yet. */
	private enlarge(): void {
		const { inFlight, pageSizes } = this.options;
		const { first } = this;
		const { larger: pageSize = 0 } = pageSizes;
		if (inFlight(1) <= 0 || !isWorthLarger(first, pageSizes)) return;
		this.smaller = first;
		this.first = { ...first, pageNumber: 0, rows: [], count: 0, pageSize };
	}

	/**
	 * The pages of a sweep. Where larger pages turn out not to work, another sweep with smaller ones follows at once.
	 *
	 * @param order the sweep whose order the pages have: one that was not finished is read again in the same order
	 */
	private async *pages(order = this.tally.sweep): AsyncGenerator<Page> {
		const { first } = this;
		const pages = readSweep(first, this.pageReader(order), this.options.inFlight);
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
				const isCapped = first.pageNumber === 0 && next.value.pageSize < first.pageSize;
				if (isCapped && !hasBegun) {
					this.shrink(next.value);
					break;
				}
				hasBegun = true;
				yield next.value;
			}
		} finally {
			await pages.return(undefined);
		}
		if (hasBegun) {
			this.tally.startSweep();
			this.watch.startSweep();
		}
		// A server that is gone is asked for one page before it is asked for several.
		if (hasBegun || isUnreachable) {
			this.first = await this.requests.page(1, this.first.pageSize, order);
		}
		yield* this.pages(order);
	}

	/** @param page the first one, of the size that the server gives, if it gives larger ones at all */
	private shrink(page?: Page): void {
		const { first, smaller = first } = this;
		const isLarger = page !== undefined && page.pageSize > smaller.pageSize;
		this.first = isLarger ? page : smaller;
		if (!isLarger) this.smaller = undefined;
	}

	private async *readOnce(): AsyncGenerator<RawCompany[]> {
		const { tally } = this;
		let pagesWithoutNew = 0;
		for await (const page of this.pages()) {
			const { distinct } = tally.counts;
			yield tally.record(page);
			pagesWithoutNew = tally.counts.distinct === distinct ? pagesWithoutNew + 1 : 0;
			const isOver = pagesWithoutNew > 0 && isBeyondTotal(page);
			if (isOver || pagesWithoutNew >= LIMITS.maxPagesWithoutNew || this.isTooLong) return;
		}
	}

	/** Reads the pages of this sweep. Where companies may slip past the reader, a look at the list comes first. */
	private pageReader(order: number): ReadPage {
		const { first } = this;
		const isTried = first.pageNumber === 0;
		const hasMore = (first.total ?? 0) > (isTried ? first.pageSize : first.count);
		const isWatched = this.tally.sweep === 1 && !this.options.newestFirst && hasMore;
		let look: Promise<unknown> | undefined;
		let tried: Promise<Page> | undefined;
		return async (pageNumber, pageSize, abandoned) => {
			if (isWatched) await (look ??= this.watch.look());
			if (!isTried) return await this.requests.page(pageNumber, pageSize, order, abandoned);
			const page = this.requests.larger(pageNumber, pageSize, abandoned, tried);
			tried ??= page;
			return await page;
		};
	}
}

import type { Page } from '../api/search';
import type { RawCompany } from '../company/rawCompany';
import { LIMITS } from '../limits';
import { SweepEvaluator, type Evaluation } from './evaluateSweep';
import { ListWatch, type WatchRequests } from './listWatch';
import { SizedPages, type PageOptions, type PageRequests } from './sizedPages';
import { Tally } from './tally';

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
export type ScanRequests = PageRequests & Pick<WatchRequests, 'newest'>;

/** How a list is read. */
export interface ScanOptions extends PageOptions {
	/** Whether the first sweep is newest first. */
	newestFirst: boolean;
	/** Whether a list without a total is complete only once two sweeps in a row are the same. */
	confirmUncounted: boolean;
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
	private readonly pages: SizedPages;

	/** @param first page 1, already read */
	constructor(
		private readonly first: Page,
		requests: ScanRequests,
		private readonly options: ScanOptions,
	) {
		this.pages = new SizedPages(first, requests, options);
		this.watch = new ListWatch(first, options.newestFirst, this.tally, {
			newest: requests.newest,
			firstPage: async () => await requests.page(1, first.pageSize, 1),
		});
		this.evaluator = new SweepEvaluator(this.tally, this.watch, options.confirmUncounted);
	}

	/** How many companies are on a page. */
	get pageSize(): number {
		return this.pages.pageSize;
	}

	/** Yields the companies page by page, in the order of the list; what later sweeps add comes after. */
	async *read(): AsyncGenerator<RawCompany[]> {
		const { tally, watch, pages } = this;
		pages.enlarge();
		for (;;) {
			this.startSweep();
			// Where larger pages replace the first one, they have to count as many companies.
			if (tally.sweep === 1) tally.recordTotal(this.first.total);
			yield* this.readOnce();
			if (this.isTooLong) return;
			this.evaluation = await this.evaluator.evaluate();
			if (this.evaluation !== 'open' || this.isLastSweep) return;
			if (tally.totals.size > 0) await watch.compare();
			await pages.begin(tally.sweep + 1);
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

	private get isLastSweep(): boolean {
		const { total = Infinity } = this.first;
		const pagesOfFirstTotal = Math.ceil(total / this.pageSize) + 1;
		const { sweep, pages } = this.tally;
		return sweep === MAX_SWEEPS || pages > pagesOfFirstTotal * MAX_LENGTHS_IN_ALL;
	}

	private get isTooLong(): boolean {
		return this.tally.found > LIMITS.maxRows;
	}

	private startSweep(): void {
		this.tally.startSweep();
		this.watch.startSweep();
	}

	/** Looks at the list before the pages of the first sweep, where companies may slip past the reader. */
	private beforeMore(): Promise<unknown> | undefined {
		const isWatched = this.tally.sweep === 1 && !this.options.newestFirst;
		return isWatched ? this.watch.look() : undefined;
	}

	private async *readOnce(): AsyncGenerator<RawCompany[]> {
		const { tally } = this;
		let pagesWithoutNew = 0;
		const pages = this.pages.sweep(tally.sweep, {
			beforeMore: () => this.beforeMore(),
			restart: () => this.startSweep(),
		});
		for await (const page of pages) {
			const { distinct } = tally.counts;
			yield tally.record(page);
			pagesWithoutNew = tally.counts.distinct === distinct ? pagesWithoutNew + 1 : 0;
			const isOver = pagesWithoutNew > 0 && isBeyondTotal(page);
			if (isOver || pagesWithoutNew >= LIMITS.maxPagesWithoutNew || this.isTooLong) return;
		}
	}
}

import type { RawCompany } from '../company/rawCompany';
import { companyIdOf } from '../company/rawCompany';
import { LIMITS } from '../limits';
import type { ListWatch } from './listWatch';
import type { Page } from '../api/search';
import type { InFlight, ReadPage } from './sweep';
import { readPass } from './sweep';

/**
 * Reads a page; the number of the pass (from 1) lets the reader ask for another order when ties are in the way.
 *
 * @param abandoned as for `ReadPage`
 */
export type ReadPageOfPass = (
	pageNumber: number,
	pageSize: number,
	pass: number,
	abandoned?: AbortSignal,
) => Promise<Page>;

/** The list is read again at most this often when it moved or came in pieces. */
const MAX_PASSES = 5;
/** A list that grows as fast as it is read is not read again once so many times its first length was read. */
const MAX_LENGTHS_IN_ALL = 20;

/** What one pass over the list showed. */
interface PassResult {
	/** The total that the pages of the pass stated; undefined where they differ or none is stated. */
	steadyTotal: number | undefined;
	distinct: number;
	repeated: number;
	/** Companies that no pass had shown before. */
	added: number;
	/** Companies that the pass before had shown too. */
	again: number;
	/** Rows that are no companies. */
	leftOut: number;
}

const NOTHING: PassResult = {
	steadyTotal: undefined,
	distinct: 0,
	repeated: 0,
	added: 0,
	again: 0,
	leftOut: 0,
};

/** What is known about the list after it was read. */
export interface ScanReport {
	passes: number;
	pages: number;
	/** Distinct companies that were read. */
	found: number;
	/** Rows of the last pass that are no companies. */
	leftOut: number;
	/** The last total that was stated. */
	total: number | undefined;
	/** Whether it is shown that nothing is missing but those rows. */
	complete: boolean;
	/** Whether reading ended at `LIMITS.maxRows`. */
	isTooLong: boolean;
	/**
	 * How many companies the list lacks although reading it again shows no more: those rows, or the difference to a total that
	 * no pass reaches; 0 for a list that lacks none. Undefined where another reading may show more.
	 */
	lacking: number | undefined;
}

/** How a list is read. */
export interface ScanOptions {
	/** Whether the first pass is newest first. */
	newestFirst: boolean;
	/** Whether a list without a total only counts as complete once two passes in a row were the same. */
	confirmUncounted: boolean;
}

/** What the passes so far have shown: everything, nothing to rely on, or that more of them would show no more. */
type Verdict = 'complete' | 'open' | 'settled';

const keyOf = (row: RawCompany) => companyIdOf(row) ?? '';

/** Whether the total had promised no rows from this page on. */
const isBeyondTotal = ({ pageNumber, pageSize, total }: Page) =>
	total === undefined || (pageNumber - 1) * pageSize >= total;

/**
 * Reads the whole list, every company once. The list may change meanwhile: where the totals, repeated companies, their
 * number or another newest company show that it did, it is read again and what is new is added, a bounded number of times.
 *
 * What a pass shows is everything if its rows are as many companies as the total says, and no company came or went
 * meanwhile: then a company that slipped to a page already read would leave another one there twice. Newest first, nobody
 * has to be asked about that: as long as the total holds still, each company that is removed lets the others come no
 * nearer, because the one that makes up for it comes at the front.
 */
export class CompanyScan {
	private readonly lastSeen = new Map<string, number>();
	private readonly totals = new Set<number>();
	private result = NOTHING;
	private previous = NOTHING;
	private wholePass?: number;
	private steadyPass?: number;
	private pages = 0;
	private pass = 0;
	private total?: number;
	private verdict: Verdict = 'open';
	/** The answer for the pass just read, once it was asked for. */
	private held?: Promise<boolean | undefined>;
	/** Passes from the first on during which no company came or went. */
	private heldPasses = 0;
	private isTooLong = false;

	/**
	 * @param first page 1, already read
	 * @param inFlight as for `readPass`
	 */
	constructor(
		private first: Page,
		private readonly readPage: ReadPageOfPass,
		private readonly inFlight: InFlight,
		private readonly watch: ListWatch,
		private readonly options: ScanOptions,
	) {}

	/** Gives the companies page by page, in the order of the list; what later passes add comes after. */
	async *read(): AsyncGenerator<RawCompany[]> {
		const { total = Infinity, pageSize } = this.first;
		const mostPages = (Math.ceil(total / pageSize) + 1) * MAX_LENGTHS_IN_ALL;
		if (this.options.newestFirst) this.watch.startWith(this.first);
		for (this.pass = 1; ; this.pass++) {
			this.previous = this.result;
			this.held = undefined;
			yield* this.readOnce();
			this.verdict = this.isTooLong ? 'open' : await this.judge();
			const isLast = this.pass === MAX_PASSES || this.pages > mostPages || this.isTooLong;
			if (this.verdict !== 'open' || isLast) return;
			// The look after this pass is the one before the next.
			if (this.totals.size > 0) await this.look();
			this.first = await this.readPage(1, this.first.pageSize, this.pass + 1);
		}
	}

	get report(): ScanReport {
		const { pass, pages, total, verdict, isTooLong } = this;
		const complete = verdict === 'complete';
		const { leftOut } = this.result;
		const found = this.lastSeen.size;
		const shortBy = verdict === 'settled' ? (total ?? found) - found : undefined;
		const lacking = complete ? leftOut : shortBy;
		return { passes: pass, pages, found, leftOut, total, complete, isTooLong, lacking };
	}

	/** Whether the list came in one piece, so that its order holds. */
	get inOneRead(): boolean {
		return this.pass <= 1;
	}

	/** Whether a company was still there in the last complete pass. Without one, whatever was seen counts. */
	isPresent(id: string | null): boolean {
		return this.steadyPass === undefined || this.lastSeen.get(id ?? '') === this.steadyPass;
	}

	private async *readOnce(): AsyncGenerator<RawCompany[]> {
		const result = { ...NOTHING };
		this.result = result;
		const totals = new Set<number>();
		let pagesWithoutNew = 0;
		for await (const page of readPass(this.first, this.pageReader(), this.inFlight)) {
			this.pages++;
			result.leftOut += page.count - page.rows.length;
			// A page that states none says nothing about it.
			if (page.total !== undefined) {
				this.total = page.total;
				totals.add(page.total);
				this.totals.add(page.total);
			}
			const { distinct } = result;
			yield this.take(page.rows);
			pagesWithoutNew = result.distinct === distinct ? pagesWithoutNew + 1 : 0;
			this.isTooLong = this.lastSeen.size > LIMITS.maxRows;
			const isOver = pagesWithoutNew > 0 && isBeyondTotal(page);
			if (isOver || pagesWithoutNew >= LIMITS.maxPagesWithoutNew || this.isTooLong) break;
		}
		result.steadyTotal = totals.size === 1 ? this.total : undefined;
	}

	/** Reads the pages of this pass. Where companies may slip past the reader, none is read before a look at the list. */
	private pageReader(): ReadPage {
		const { pass, first } = this;
		const isWatched = pass === 1 && !this.options.newestFirst && (first.total ?? 0) > first.count;
		let look: Promise<unknown> | undefined;
		return async (pageNumber, pageSize, abandoned) => {
			if (isWatched) await (look ??= this.watch.look());
			return await this.readPage(pageNumber, pageSize, pass, abandoned);
		};
	}

	/** Counts the rows of a page, and gives those that no pass has shown before. */
	private take(rows: RawCompany[]): RawCompany[] {
		const { pass, result } = this;
		return rows.filter((row) => {
			const key = keyOf(row);
			const seen = this.lastSeen.get(key);
			this.lastSeen.set(key, pass);
			if (seen === pass) result.repeated++;
			else result.distinct++;
			if (seen === undefined) result.added++;
			else if (seen === pass - 1) result.again++;
			return seen === undefined;
		});
	}

	private async judge(): Promise<Verdict> {
		const { steadyTotal, distinct, repeated, added, leftOut } = this.result;
		if (this.totals.size === 0) return this.judgeUncounted();
		if (steadyTotal === undefined) return 'open';
		if (distinct + leftOut === steadyTotal) return await this.judgeWhole();
		if (added > 0) return 'open';
		const found = this.lastSeen.size;
		if (
			this.totals.size === 1 &&
			found + leftOut === steadyTotal &&
			(await this.heldThroughout())
		) {
			// Ties in another order on every page: no pass has everything, but all of them together do.
			return 'complete';
		}
		if (repeated > 0 || distinct < found) return 'open';
		// Two passes in different orders agree, so it is the total that is wrong. With more companies than it says there
		// is nothing that could be missing; with fewer, nobody knows.
		return found > steadyTotal ? await this.judgeWhole() : 'settled';
	}

	/** Without a total, a company that slips past the reader while another is removed shows only in a second pass. */
	private judgeUncounted(): Verdict {
		const { distinct, repeated, again } = this.result;
		const isSameAgain = distinct === again && distinct === this.previous.distinct;
		if (this.pass > 1 && isSameAgain) {
			this.steadyPass = this.pass;
			return 'complete';
		}
		return repeated === 0 && !this.options.confirmUncounted ? 'complete' : 'open';
	}

	/**
	 * The pass just read has everything that it counts. If no company came or went meanwhile, what it has not is gone.
	 * Where that cannot be told, it may also have changed places with what was created, so two such passes in a row have to
	 * say so.
	 */
	private async judgeWhole(): Promise<Verdict> {
		const held = await this.isHeld();
		if (held === false) return 'open';
		const isConfirmed = this.wholePass === this.pass - 1;
		this.wholePass = this.pass;
		const goneFor = isConfirmed ? 2 : Infinity;
		for (const seen of held ? [] : this.lastSeen.values()) {
			if (seen < this.pass && this.pass - seen < goneFor) return 'open';
		}
		this.steadyPass = this.pass;
		return 'complete';
	}

	/** Whether no company came or went during this pass; undefined where that cannot be told. */
	private async isHeld(): Promise<boolean | undefined> {
		if (this.pass === 1 && this.options.newestFirst) return true;
		// A list of one page is not looked at: it was there all at once.
		return this.watch.hasLooked ? await this.look() : undefined;
	}

	/** Whether no company came or went since the first page was read. */
	private async heldThroughout(): Promise<boolean> {
		await this.look();
		return this.watch.seesNothing || this.heldPasses === this.pass;
	}

	/** Looks at the list after a pass, once. */
	private async look(): Promise<boolean | undefined> {
		this.held ??= this.compare();
		return await this.held;
	}

	private async compare(): Promise<boolean | undefined> {
		const [isSame, isFirstSame] = await Promise.all([
			this.watch.isSame(this.result.steadyTotal, (id) => this.lastSeen.has(id)),
			this.isFirstPageSame(),
		]);
		const held = isSame && isFirstSame;
		if (held && this.heldPasses === this.pass - 1) this.heldPasses = this.pass;
		return held;
	}

	/**
	 * Whether the first page of the first pass, which was there before the first look at the list, still has all its
	 * companies. Later passes begin after a look, and newest first the page is a look itself.
	 */
	private async isFirstPageSame(): Promise<boolean> {
		if (this.pass > 1 || this.options.newestFirst || !this.watch.hasLooked) return true;
		const { rows } = await this.readPage(1, this.first.pageSize, this.pass);
		const now = new Set(rows.map(keyOf));
		return this.first.rows.every((row) => now.has(keyOf(row)));
	}
}

import type { RawCompany } from '../company/rawCompany';
import { companyIdOf } from '../company/rawCompany';
import type { Page } from './page';
import type { InFlight } from './pass';
import { readPass } from './pass';

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
const MOST_PASSES = 5;
/** A list that grows as fast as it is read is not read again once so many times its first length was read. */
const MOST_LENGTHS_IN_ALL = 20;

/** What one pass over the list showed. */
interface PassResult {
	/** The total that every page of the pass stated; undefined where they differ or none is stated. */
	steadyTotal: number | undefined;
	distinct: number;
	repeated: number;
	/** Companies that no pass had shown before. */
	added: number;
}

/** What is known about the list after it was read. */
export interface ScanReport {
	passes: number;
	pages: number;
	/** Distinct companies that were read. */
	found: number;
	/** The total of the last page. */
	total: number | undefined;
	/** Whether it is shown that nothing is missing. */
	complete: boolean;
}

/** What the passes so far have shown: everything, nothing to rely on, or that more of them would show no more. */
type Verdict = 'complete' | 'open' | 'settled';

/** Companies are told apart by their ID; a row without one by everything it says. */
const keyOf = (row: RawCompany) => companyIdOf(row) ?? JSON.stringify(row);

/** Whether the total had promised no rows from this page on. */
const isBeyondTotal = ({ pageNumber, pageSize, total }: Page) =>
	total === undefined || (pageNumber - 1) * pageSize >= total;

/**
 * Reads the whole list, every company once. The list may change meanwhile: where the totals, repeated companies or their
 * number show that it did, it is read again and what is new is added, a bounded number of times.
 */
export class CompanyScan {
	private readonly lastSeen = new Map<string, number>();
	private readonly totals = new Set<number | undefined>();
	private wholePass?: number;
	private steadyPass?: number;
	private pages = 0;
	private pass = 0;
	private total?: number;
	private verdict: Verdict = 'open';

	/**
	 * @param first page 1, already read
	 * @param inFlight as for `readPass`
	 */
	constructor(
		private first: Page,
		private readonly readPage: ReadPageOfPass,
		private readonly inFlight: InFlight,
	) {}

	/** Gives the companies page by page, in the order of the list; what later passes add comes after. */
	async *read(): AsyncGenerator<RawCompany[]> {
		const { total = Infinity, pageSize } = this.first;
		const mostPages = (Math.ceil(total / pageSize) + 1) * MOST_LENGTHS_IN_ALL;
		for (this.pass = 1; ; this.pass++) {
			const result: PassResult = { steadyTotal: undefined, distinct: 0, repeated: 0, added: 0 };
			yield* this.readOnce(result);
			this.verdict = this.judge(result);
			if (this.verdict !== 'open' || this.pass === MOST_PASSES || this.pages > mostPages) return;
			this.first = await this.readPage(1, this.first.pageSize, this.pass + 1);
		}
	}

	get report(): ScanReport {
		const { pass, pages, total, verdict } = this;
		const complete = verdict === 'complete';
		return { passes: pass, pages, found: this.lastSeen.size, total, complete };
	}

	/** Whether the list came in one piece, so that its order holds. */
	get inOneRead(): boolean {
		return this.pass <= 1;
	}

	/** Whether a company was still there in the last complete pass. Without one, whatever was seen counts. */
	isPresent(row: RawCompany): boolean {
		return this.steadyPass === undefined || this.lastSeen.get(keyOf(row)) === this.steadyPass;
	}

	private async *readOnce(result: PassResult): AsyncGenerator<RawCompany[]> {
		const { pass } = this;
		const totals = new Set<number | undefined>();
		const pages = readPass(
			this.first,
			async (pageNumber, pageSize, abandoned) =>
				await this.readPage(pageNumber, pageSize, pass, abandoned),
			this.inFlight,
		);
		for await (const page of pages) {
			this.pages++;
			this.total = page.total;
			totals.add(page.total);
			this.totals.add(page.total);
			const { distinct } = result;
			yield this.take(page.rows, result);
			if (result.distinct === distinct && isBeyondTotal(page)) break;
		}
		result.steadyTotal = totals.size === 1 ? this.total : undefined;
	}

	/** Counts the rows of a page, and gives those that no pass has shown before. */
	private take(rows: RawCompany[], result: PassResult): RawCompany[] {
		return rows.filter((row) => {
			const key = keyOf(row);
			const seen = this.lastSeen.get(key);
			this.lastSeen.set(key, this.pass);
			if (seen === this.pass) result.repeated++;
			else result.distinct++;
			if (seen === undefined) result.added++;
			return seen === undefined;
		});
	}

	private judge({ steadyTotal, distinct, repeated, added }: PassResult): Verdict {
		if (this.totals.has(undefined)) {
			return this.totals.size === 1 && repeated === 0 ? 'complete' : 'open';
		}
		if (steadyTotal === undefined) return 'open';
		if (distinct === steadyTotal) return this.judgeWhole();
		if (added > 0) return 'open';
		// Ties in another order on every page: no pass has everything, but all of them together do.
		const found = this.lastSeen.size;
		if (this.totals.size === 1 && found === steadyTotal) return 'complete';
		if (repeated > 0 || distinct < found) return 'open';
		// Two passes in different orders agree, so it is the total that is wrong. With more companies than it says there
		// is nothing that could be missing; with fewer, nobody knows.
		return found > steadyTotal ? this.judgeWhole() : 'settled';
	}

	/**
	 * The pass just read has everything that it counts. What it has not, but passes before it had, is gone; or it has
	 * changed places with what was created meanwhile, so that is only believed when two such passes in a row say so.
	 */
	private judgeWhole(): Verdict {
		const isConfirmed = this.wholePass === this.pass - 1;
		this.wholePass = this.pass;
		const goneFor = isConfirmed ? 2 : Infinity;
		for (const seen of this.lastSeen.values()) {
			if (seen < this.pass && this.pass - seen < goneFor) return 'open';
		}
		this.steadyPass = this.pass;
		return 'complete';
	}
}

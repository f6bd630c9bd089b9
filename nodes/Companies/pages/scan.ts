import type { RawCompany } from '../company/rawCompany';
import { companyIdOf } from '../company/rawCompany';
import type { Page } from './page';
import { readPass } from './pass';

/** Reads a page; the number of the pass (from 1) lets the reader ask for another order when ties are in the way. */
export type ReadPageOfPass = (pageNumber: number, pageSize: number, pass: number) => Promise<Page>;

/** The list is read again at most this often when it moved or came in pieces. */
const MOST_PASSES = 5;

/** What one pass over the list showed. */
interface PassResult {
	/** The total that every page of the pass stated; undefined where they differ or none is stated. */
	steadyTotal: number | undefined;
	distinct: number;
	repeated: number;
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

/** Companies are told apart by their ID; a row without one by everything it says. */
const keyOf = (row: RawCompany) => companyIdOf(row) ?? JSON.stringify(row);

/**
 * Reads the whole list, every company once. The list may change meanwhile: where the totals, repeated companies or their
 * number show that it did, it is read again and what is new is added, a bounded number of times.
 */
export class CompanyScan {
	private readonly lastSeen = new Map<string, number>();
	private readonly totals = new Set<number | undefined>();
	private steadyPass?: number;
	private pages = 0;
	private pass = 0;
	private total?: number;
	private complete = false;

	/**
	 * @param first page 1, already read
	 * @param inFlight how many pages may be asked for at once; asked before each request
	 */
	constructor(
		private first: Page,
		private readonly readPage: ReadPageOfPass,
		private readonly inFlight: () => number,
	) {}

	/** Gives the companies page by page, in the order of the list; what later passes add comes after. */
	async *read(): AsyncGenerator<RawCompany[]> {
		for (this.pass = 1; ; this.pass++) {
			const result: PassResult = { steadyTotal: undefined, distinct: 0, repeated: 0 };
			yield* this.readOnce(result);
			this.complete = this.isComplete(result);
			if (this.complete || this.pass === MOST_PASSES) return;
			this.first = await this.readPage(1, this.first.pageSize, this.pass + 1);
		}
	}

	get report(): ScanReport {
		const { pass, pages, total, complete } = this;
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
		const readPage = async (pageNumber: number, pageSize: number) =>
			await this.readPage(pageNumber, pageSize, pass);
		const totals = new Set<number | undefined>();
		for await (const page of readPass(this.first, readPage, this.inFlight)) {
			this.pages++;
			this.total = page.total;
			totals.add(page.total);
			this.totals.add(page.total);
			const unseen = this.unseen(page.rows, result);
			if (page.total === undefined && unseen.length === 0) break;
			yield unseen;
		}
		result.steadyTotal = totals.size === 1 ? this.total : undefined;
	}

	private unseen(rows: RawCompany[], result: PassResult): RawCompany[] {
		return rows.filter((row) => {
			const key = keyOf(row);
			const seen = this.lastSeen.get(key);
			this.lastSeen.set(key, this.pass);
			if (seen === this.pass) result.repeated++;
			else result.distinct++;
			return seen === undefined;
		});
	}

	private isComplete({ steadyTotal, distinct, repeated }: PassResult): boolean {
		if (this.totals.has(undefined)) return this.totals.size === 1 && repeated === 0;
		if (steadyTotal === undefined) return false;
		if (distinct === steadyTotal && repeated === 0) {
			this.steadyPass = this.pass;
			return true;
		}
		// Ties in another order on every page: no pass has everything, but all of them together do.
		return this.totals.size === 1 && this.lastSeen.size === steadyTotal;
	}
}

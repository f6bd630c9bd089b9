import type { Page } from '../api/search';
import { companyIdOf, type RawCompany } from '../company/rawCompany';

/** What one sweep over the list shows. */
const NOTHING = {
	/** Different companies. */
	distinct: 0,
	/** Rows of companies that the same sweep showed already. */
	repeated: 0,
	/** Companies that no earlier sweep showed. */
	added: 0,
	/** Companies that the sweep before showed too. */
	again: 0,
	/** Rows that are no companies. */
	leftOut: 0,
};

/** Counts the companies of every sweep over a list. */
export class Tally {
	/** The current sweep, from 1. */
	sweep = 0;
	counts = { ...NOTHING };
	/** `distinct` of the sweep before. */
	distinctBefore = 0;
	pages = 0;
	/** The last total that a page stated. */
	lastTotal: number | undefined;
	/** The totals that the pages stated, of all sweeps and of the current one. A page without one says nothing. */
	readonly totals = new Set<number>();
	private sweepTotals = new Set<number>();
	/** The last sweep that showed a company, by its ID. */
	private readonly lastSeen = new Map<string, number>();

	startSweep(): void {
		this.sweep++;
		this.distinctBefore = this.counts.distinct;
		this.counts = { ...NOTHING };
		this.sweepTotals = new Set();
	}

	/** @returns the companies of the page that are new */
	record({ rows, count, total }: Page): RawCompany[] {
		this.pages++;
		this.counts.leftOut += count - rows.length;
		this.recordTotal(total);
		return rows.filter((row) => this.recordCompany(companyIdOf(row) ?? ''));
	}

	/** Counts the total of an answer whose companies are read again. */
	recordTotal(total: number | undefined): void {
		if (total === undefined) return;
		this.lastTotal = total;
		this.totals.add(total);
		this.sweepTotals.add(total);
	}

	/** The total of the current sweep; undefined where its pages differ or none states one. */
	get steadyTotal(): number | undefined {
		return this.sweepTotals.size === 1 ? this.lastTotal : undefined;
	}

	/** How many different companies all sweeps showed. */
	get found(): number {
		return this.lastSeen.size;
	}

	isKnown(id: string): boolean {
		return this.lastSeen.has(id);
	}

	/** Whether a sweep showed a company and none after it did. */
	isLastSeenIn(sweep: number, id: string): boolean {
		return this.lastSeen.get(id) === sweep;
	}

	/** Whether the current sweep shows every company but those that at least `sweeps` sweeps in a row lack. */
	hasAllBut(sweeps: number): boolean {
		for (const seen of this.lastSeen.values()) {
			if (seen < this.sweep && this.sweep - seen < sweeps) return false;
		}
		return true;
	}

	private recordCompany(id: string): boolean {
		const { sweep, counts } = this;
		const seen = this.lastSeen.get(id);
		this.lastSeen.set(id, sweep);
		if (seen === sweep) counts.repeated++;
		else counts.distinct++;
		if (seen === undefined) counts.added++;
		else if (seen === sweep - 1) counts.again++;
		return seen === undefined;
	}
}

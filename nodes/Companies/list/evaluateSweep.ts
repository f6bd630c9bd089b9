import type { ListWatch } from './listWatch';
import type { Tally } from './tally';

/** `complete`, `open` (sweep again) or `exhausted` (another sweep would find nothing new). */
export type Evaluation = 'complete' | 'open' | 'exhausted';

/**
 * Evaluates the sweeps over a list. A sweep is complete if its count equals the total and the list did not change during
 * it: otherwise a company may have moved to a page that was read already, and another may be there twice.
 */
export class SweepEvaluator {
	/** The last complete sweep. A company that it lacks is gone. */
	completeSweep: number | undefined;
	/** The last sweep that has as many companies as it counts, without a known change. */
	private wholeSweep: number | undefined;

	/** @param confirmUncounted as in `ScanOptions` */
	constructor(
		private readonly tally: Tally,
		private readonly watch: ListWatch,
		private readonly confirmUncounted: boolean,
	) {}

	/** Evaluates the sweep that has just ended. */
	async evaluate(): Promise<Evaluation> {
		const { counts, steadyTotal, found, totals } = this.tally;
		const { distinct, repeated, added, leftOut } = counts;
		if (totals.size === 0) return this.evaluateUncounted();
		if (steadyTotal === undefined) return 'open';
		if (distinct + leftOut === steadyTotal) return await this.evaluateWhole();
		if (added > 0) return 'open';
		// Ties may come in another order on every page: no sweep has everything, but all of them together do.
		const isUnionComplete = totals.size === 1 && found + leftOut === steadyTotal;
		if (isUnionComplete && (await this.watch.isStableSinceStart())) return 'complete';
		if (repeated > 0 || distinct < found) return 'open';
		// Two sweeps in different orders agree, so the total is wrong. If it is too high, nobody knows what is missing.
		return found > steadyTotal ? await this.evaluateWhole() : 'exhausted';
	}

	/** Without a total, only a second sweep shows a company that slipped past the reader while another was removed. */
	private evaluateUncounted(): Evaluation {
		const { sweep, counts, distinctBefore } = this.tally;
		const { distinct, repeated, again } = counts;
		if (sweep > 1 && distinct === again && distinct === distinctBefore) return this.complete();
		return repeated === 0 && !this.confirmUncounted ? 'complete' : 'open';
	}

	/** Where changes cannot be seen, a company that is missing may have moved, so two whole sweeps in a row must lack it. */
	private async evaluateWhole(): Promise<Evaluation> {
		const isStable = await this.watch.isStable();
		if (isStable === false) return 'open';
		const isConfirmed = this.wholeSweep === this.tally.sweep - 1;
		this.wholeSweep = this.tally.sweep;
		const isWhole = isStable ?? this.tally.hasAllBut(isConfirmed ? 2 : Infinity);
		return isWhole ? this.complete() : 'open';
	}

	private complete(): Evaluation {
		this.completeSweep = this.tally.sweep;
		return 'complete';
	}
}

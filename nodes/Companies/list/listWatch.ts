import type { Page } from '../api/search';
import { toCompany } from '../company/company';
import { companyIdOf } from '../company/rawCompany';
import { ApiError, orApiError, type ErrorKind } from '../errors/apiError';
import type { Tally } from './tally';

/** Errors that show that this deployment does not sort by creation, or not a page of one row. */
const NO_ANSWER: readonly ErrorKind[] = ['badRequest', 'server', 'refused', 'unusable'];

const createdAt = ({ rows: [newest] }: Page) => newest && toCompany(newest).writtenCreatedAt;

/** The requests of a watch, for the same list that is read. */
export interface WatchRequests {
	/**
	 * Reads page 1, newest first; one row is enough.
	 *
	 * @param isFirst whether the server may fail because it does not sort by creation, so that many retries are not worth it
	 */
	newest(isFirst: boolean): Promise<Page>;
	/** Reads page 1 as for the first sweep. */
	firstPage(): Promise<Page>;
}

/**
 * Tells whether companies were created and others removed while a list was read. If the total does not change, as many
 * were created as removed, so another company is the newest. One that was created and removed again in between leaves no
 * trace, but takes no other's place either.
 */
export class ListWatch {
	/** The last look at the newest company; undefined where there was none, or where nothing can be seen. */
	private last: Page | undefined;
	private hasAnswered = false;
	private isBlind = false;
	/** The comparison after the current sweep, once it was asked for. */
	private comparison: Promise<boolean | undefined> | undefined;
	/** Sweeps from the first on without a change. */
	private stableSweeps = 0;

	/**
	 * @param first page 1 of the first sweep
	 * @param isNewestFirst whether that sweep is newest first, so that the page is a look itself
	 */
	constructor(
		private readonly first: Page,
		private readonly isNewestFirst: boolean,
		private readonly tally: Tally,
		private readonly requests: WatchRequests,
	) {
		if (isNewestFirst) this.last = first;
	}

	startSweep(): void {
		this.comparison = undefined;
	}

	/**
	 * Looks at the newest company.
	 *
	 * @returns undefined where the API refuses to sort by creation
	 * @throws any other ApiError
	 */
	async look(): Promise<Page | undefined> {
		if (this.isBlind) return undefined;
		const page = await orApiError(
			this.requests.newest(!this.hasAnswered),
			({ kind }) => !this.hasAnswered && NO_ANSWER.includes(kind),
		);
		this.isBlind = page instanceof ApiError;
		this.hasAnswered = !this.isBlind;
		this.last = page instanceof ApiError ? undefined : page;
		return this.last;
	}

	/**
	 * Whether the companies stayed the same during the sweep. In the first sweep, newest first, no look is needed: each company
	 * that is removed moves the others no nearer, because the one that makes up for it comes at the front.
	 *
	 * @returns undefined where that is unknown; a list of one page needs no look, because it came all at once
	 */
	async isStable(): Promise<boolean | undefined> {
		if (this.tally.sweep === 1 && this.isNewestFirst) return true;
		return this.last && (await this.compare());
	}

	/** Whether nothing shows that the companies changed since the first page was read. */
	async isStableSinceStart(): Promise<boolean> {
		await this.compare();
		return this.isBlind || this.stableSweeps === this.tally.sweep;
	}

	/** Looks again after a sweep, once; the look is also the one before the next sweep. */
	async compare(): Promise<boolean | undefined> {
		this.comparison ??= this.compareNow();
		return await this.comparison;
	}

	private async compareNow(): Promise<boolean | undefined> {
		const { sweep } = this.tally;
		const [isNewestSame, isFirstSame] = await Promise.all([
			this.isNewestSame(),
			this.isFirstPageSame(),
		]);
		const isSame = isNewestSame && isFirstSame;
		if (isSame && this.stableSweeps === sweep - 1) this.stableSweeps = sweep;
		return isSame;
	}

	private async isNewestSame(): Promise<boolean | undefined> {
		const before = this.last;
		const after = await this.look();
		if (!before || !after) return undefined;
		const { steadyTotal } = this.tally;
		const [newest] = after.rows;
		const id = newest ? companyIdOf(newest) : null;
		return (
			before.total === steadyTotal &&
			after.total === steadyTotal &&
			(id === null || this.tally.isKnown(id)) &&
			// Companies of the same moment may change places with every request.
			createdAt(before) === createdAt(after)
		);
	}

	/**
	 * Whether the first page of the first sweep, which came before the first look, still has all its companies. Later sweeps
	 * begin after a look.
	 */
	private async isFirstPageSame(): Promise<boolean> {
		if (this.tally.sweep > 1 || this.isNewestFirst || !this.last) return true;
		const { rows } = await this.requests.firstPage();
		const now = new Set(rows.map(companyIdOf));
		return this.first.rows.every((row) => now.has(companyIdOf(row)));
	}
}

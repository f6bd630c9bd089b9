import type { ErrorKind } from '../errors/apiError';
import { ApiError, orApiError } from '../errors/apiError';
import { toCompany } from '../company/company';
import { companyIdOf } from '../company/rawCompany';
import type { Page } from '../api/search';

/** What says that this deployment does not sort by creation, or not for a page of one row. */
const NO_ANSWER: readonly ErrorKind[] = ['badRequest', 'server', 'refused', 'unusable'];

const createdAt = ({ rows: [newest] }: Page) => newest && toCompany(newest).writtenCreatedAt;

/**
 * Tells whether companies were created and others removed while a list was read. As long as the total holds still, as
 * many were created as removed, so another company is the newest. One that was created and removed again in between
 * leaves no trace, but takes no other's place either.
 */
export class ListWatch {
	private last?: Page;
	private hasAnswered = false;
	private isBlind = false;

	/** @param askNewest reads page 1 of the same list, newest first; one row is enough */
	constructor(private readonly askNewest: () => Promise<Page>) {}

	/** Takes a page that begins with the newest company for a look. */
	startWith(page: Page): void {
		this.last = page;
	}

	/**
	 * Looks at the list. Throws ApiError, but not where the API refuses to sort by creation.
	 *
	 * @returns undefined where nothing can be seen
	 */
	async look(): Promise<Page | undefined> {
		if (this.isBlind) return undefined;
		const page = await orApiError(
			this.askNewest(),
			({ kind }) => !this.hasAnswered && NO_ANSWER.includes(kind),
		);
		this.isBlind = page instanceof ApiError;
		this.hasAnswered = !this.isBlind;
		this.last = page instanceof ApiError ? undefined : page;
		return this.last;
	}

	/**
	 * Looks again, and compares with the look before. Throws ApiError.
	 *
	 * @param total what every page in between stated
	 * @param isKnown whether a company with this ID was read
	 * @returns whether the companies were the same all the time; undefined where that cannot be told
	 */
	async isSame(
		total: number | undefined,
		isKnown: (id: string) => boolean,
	): Promise<boolean | undefined> {
		const before = this.last;
		const after = await this.look();
		if (!before || !after) return undefined;
		const [newest] = after.rows;
		const id = newest ? companyIdOf(newest) : null;
		return (
			before.total === total &&
			after.total === total &&
			(id === null || isKnown(id)) &&
			// Companies of the same moment may change places with every request.
			createdAt(before) === createdAt(after)
		);
	}

	/** Whether there is a look to compare the next one with. */
	get hasLooked(): boolean {
		return this.last !== undefined;
	}

	/** Whether the API does not say which company is the newest. */
	get seesNothing(): boolean {
		return this.isBlind;
	}
}

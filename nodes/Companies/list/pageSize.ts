import type { Page } from '../api/search';
import type { ApiError, ErrorKind } from '../errors/apiError';

/** The first page of a list: quick to get, and enough for most lists that people look at. */
const FIRST_SIZE = 100;
/** The largest page that the vendor's own clients ask for all the time (contract section 3). */
const LARGER_SIZE = 1000;
/** A page that may take longer is not asked for, in milliseconds: in front of Keepnet, something may end the request. */
const MAX_LARGER_MS = 10_000;

/** How a server or something in front of it may answer where a page is too large for it. */
const SIZE_TROUBLE: readonly ErrorKind[] = [
	'badRequest',
	'server',
	'timeout',
	'unreachable',
	'intermediary',
	'unusable',
	'refused',
	'tooLarge',
	'notFound',
	'baseUrl',
];

/** The sizes of the pages of a list. */
export interface PageSizes {
	first: number;
	/** Of all pages, if the first one shows that it can be had; undefined where the size was chosen. */
	larger?: number;
}

/**
 * @param chosen by the user
 * @param limit how many companies are needed, if they are surely the first ones
 */
export function pageSizesFor(chosen: number | undefined, limit = Infinity): PageSizes {
	if (chosen !== undefined) return { first: Math.min(chosen, limit) };
	return { first: Math.min(FIRST_SIZE, limit), larger: Math.min(LARGER_SIZE, limit) };
}

/**
 * Whether the list should be read in larger pages.
 *
 * @param page its first page
 */
export function isWorthLarger({ count, pageSize, total, ms }: Page, sizes: PageSizes): boolean {
	const { first, larger = 0 } = sizes;
	const isWhole = count < pageSize || count >= (total ?? Infinity);
	// A server that gives less than it is asked for gives no more than that.
	const isCapped = pageSize < first;
	return !isWhole && !isCapped && larger > first && (ms * larger) / first <= MAX_LARGER_MS;
}

/** Whether smaller pages may work. */
export const isAboutSize = ({ kind }: ApiError) => SIZE_TROUBLE.includes(kind);

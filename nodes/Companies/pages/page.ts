import type { KeepnetClient } from '../client/client';
import type { RawCompany } from '../company/rawCompany';
import { amount } from '../company/rawCompany';
import type { SearchRequest } from '../plan/searchRequest';

export const SEARCH_PATH = '/api/companies/search';

/** One page of the search answer (contract section 3), with what the server says of itself. */
export interface Page {
	pageNumber: number;
	rows: RawCompany[];
	/** The page size that the server really used. */
	pageSize: number;
	/** How many companies there are; undefined where the server does not say. */
	total: number | undefined;
}

interface SearchData {
	results?: unknown;
	pageSize?: unknown;
	totalNumberOfRecords?: unknown;
	totalNumberOfPages?: unknown;
}

function readTotal(data: SearchData, pageSize: number): number | undefined {
	const total = amount(data.totalNumberOfRecords);
	if (total !== null) return total;
	const pages = amount(data.totalNumberOfPages);
	return pages === null ? undefined : pages * pageSize;
}

/**
 * The size that the server used. A first page that is shorter than it says, although more companies follow, shows that
 * the server capped it without saying so.
 */
function usedPageSize(data: SearchData, request: SearchRequest, count: number): number {
	const said = amount(data.pageSize) || request.pageSize;
	const total = readTotal(data, said) ?? 0;
	const expected = Math.min(said, total - (request.pageNumber - 1) * said);
	return request.pageNumber === 1 && count > 0 && count < expected ? count : said;
}

/** @returns undefined where the data is no page: a success without a list */
function toPage(data: unknown, request: SearchRequest): Page | undefined {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
	const { results } = data as SearchData;
	if (!Array.isArray(results ?? [])) return undefined;
	const rows = ((results ?? []) as unknown[]).filter(
		(row): row is RawCompany => typeof row === 'object' && row !== null,
	);
	const pageSize = usedPageSize(data, request, rows.length);
	return { pageNumber: request.pageNumber, rows, pageSize, total: readTotal(data, pageSize) };
}

/**
 * Reads one page. Throws ApiFailure.
 *
 * @param abandoned aborted when nobody wants the page any more
 */
export async function readPage(
	client: KeepnetClient,
	request: SearchRequest,
	abandoned?: AbortSignal,
): Promise<Page> {
	return await client.post(SEARCH_PATH, request, (data) => toPage(data, request), abandoned);
}

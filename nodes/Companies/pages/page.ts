import type { IDataObject } from 'n8n-workflow';

import type { KeepnetClient } from '../client/client';
import type { RawCompany } from '../company/rawCompany';
import { amount } from '../company/rawValues';
import type { SearchRequest } from '../plan/searchRequest';
import { spelledAs } from '../spelling';

const SEARCH_PATH = '/api/companies/search';

/** One page of the search answer (contract section 3), with what the server says of itself. */
export interface Page {
	pageNumber: number;
	rows: RawCompany[];
	/** The page size that the server really used. */
	pageSize: number;
	/** How many companies there are; undefined where the server does not say: then only an empty page ends the list. */
	total: number | undefined;
}

/** The parts of the answer's data that are read, with one spelling. */
interface SearchData {
	results: unknown;
	pageSize: number | null;
	total: number | undefined;
}

const withUsualNames = spelledAs(['results', 'pageSize', 'totalNumberOfRecords']);

function readSearchData(data: IDataObject): SearchData {
	const { results, pageSize, totalNumberOfRecords } = withUsualNames(data);
	return {
		results: results ?? null,
		pageSize: amount(pageSize),
		total: amount(totalNumberOfRecords) ?? undefined,
	};
}

/**
 * The size that the server used. A first page that is shorter than it says, although more companies follow, shows that
 * the server capped it without saying so.
 */
function usedPageSize(data: SearchData, request: SearchRequest, count: number): number {
	const said = data.pageSize || request.pageSize;
	const expected = Math.min(said, data.total ?? 0);
	return request.pageNumber === 1 && count > 0 && count < expected ? count : said;
}

/**
 * The rows of the answer. A page may come without a list (contract section 3), but only where the total says that there
 * is nothing on it; otherwise a success without a list would pass for an empty tenant.
 */
function readRows(
	{ results, pageSize, total }: SearchData,
	request: SearchRequest,
): unknown[] | undefined {
	const before = (request.pageNumber - 1) * (pageSize || request.pageSize);
	if (Array.isArray(results)) {
		const mayBeEmpty = request.pageNumber > 1 || total !== undefined;
		return results.length > 0 || mayBeEmpty ? results : undefined;
	}
	return results === null && total !== undefined && total <= before ? [] : undefined;
}

/** @returns undefined where the data is no page: a success without a list */
function toPage(data: unknown, request: SearchRequest): Page | undefined {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
	const read = readSearchData(data as IDataObject);
	const rows = readRows(read, request)?.filter(
		(row): row is RawCompany => typeof row === 'object' && row !== null,
	);
	if (!rows) return undefined;
	const pageSize = usedPageSize(read, request, rows.length);
	return { pageNumber: request.pageNumber, rows, pageSize, total: read.total };
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

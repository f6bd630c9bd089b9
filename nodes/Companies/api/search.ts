import type { IDataObject } from 'n8n-workflow';

import type { KeepnetClient } from '../transport/client';
import { companyIdOf, type RawCompany } from '../company/rawCompany';
import { orApiError, type ApiError } from '../errors/apiError';
import { parseCount } from '../company/rawValues';
import { SEARCH_PATH, type SearchRequest } from './searchRequest';
import { spelledAs } from '../spelling';

/** One page of the search answer (contract section 3). */
export interface Page {
	pageNumber: number;
	/** The companies. */
	rows: RawCompany[];
	/** How many rows the page has, including those that are no companies. */
	count: number;
	/** The page size that the server really used. */
	pageSize: number;
	/** How long the answer took, in milliseconds, without a new token and what went before a retry. */
	ms: number;
	/** How many companies there are; undefined where the server does not say, so that only an empty page ends the list. */
	total: number | undefined;
}

const withUsualNames = spelledAs(['results', 'pageSize', 'totalNumberOfRecords']);

/**
 * The rows of the answer. A page may be empty, or come without a list (contract section 3). The first page only if the total
 * is 0: otherwise a success without a list would look like an empty tenant. A later page also where the total promises rows,
 * because some servers count more companies than they return.
 *
 * @returns undefined where the answer has no rows but should
 */
function readRows(results: unknown, pageNumber: number, total?: number): unknown[] | undefined {
	const rows = results ?? [];
	if (!Array.isArray(rows)) return undefined;
	const mayBeEmpty = total === 0 || (pageNumber > 1 && (results ?? total) !== undefined);
	return rows.length > 0 || mayBeEmpty ? rows : undefined;
}

/** A row without an ID is no company: it can be neither told apart nor looked up. */
export function isCompany(row: unknown): row is RawCompany {
	const isObject = typeof row === 'object' && row !== null && !Array.isArray(row);
	return isObject && companyIdOf(row as RawCompany) !== null;
}

/**
 * @param since when it was asked for
 * @returns undefined where the data is no page: a success without a list
 */
function toPage(data: unknown, request: SearchRequest, since: number): Page | undefined {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
	const { pageNumber } = request;
	const { results, pageSize, totalNumberOfRecords } = withUsualNames(data as IDataObject);
	const total = parseCount(totalNumberOfRecords) ?? undefined;
	const all = readRows(results, pageNumber, total);
	if (!all) return undefined;
	const count = all.length;
	const stated = parseCount(pageSize) || request.pageSize;
	// A first page that is shorter than it should be shows a cap that the server does not state.
	const isCapped = pageNumber === 1 && count > 0 && count < Math.min(stated, total ?? 0);
	return {
		pageNumber,
		rows: all.filter(isCompany),
		count,
		pageSize: isCapped ? count : stated,
		ms: performance.now() - since,
		total,
	};
}

/** Whether another answer may have more: rows that the total promises, or companies in place of rows without an ID. */
function isDoubtful({ pageNumber, pageSize, rows, count, total = 0 }: Page): boolean {
	return rows.length < count || (count === 0 && total > (pageNumber - 1) * pageSize);
}

/** A server may refuse a filter or an order without an envelope, as if something in front of it had answered. */
const isBadRequest = ({ kind, details: { httpCode, isOfToken } }: ApiError) =>
	kind === 'badRequest' || (kind === 'intermediary' && httpCode === 400 && !isOfToken);

/** Whether the server failed at a request of the API: the failure of a token has no status line. */
export const isFailure = ({ kind, details: { httpCode } }: ApiError) =>
	kind === 'server' && httpCode !== undefined;

/**
 * Waits for a page or a file.
 *
 * @returns the error where the API refuses the request itself
 * @throws any other ApiError
 */
export async function orRefused<T>(call: Promise<T>): Promise<T | ApiError> {
	return await orApiError(call, isBadRequest);
}

/**
 * Waits for a page or a file that the server may fail at because of what is in the request (contract section 3).
 *
 * @param call of a client that is `probing`
 * @returns the error where the API refuses the request itself, or fails at it
 * @throws any other ApiError
 */
export async function orFailed<T>(call: Promise<T>): Promise<T | ApiError> {
	return await orApiError(call, (error) => isBadRequest(error) || isFailure(error));
}

function* inTurn<T>(all: readonly [T, ...T[]]): Generator<T, never> {
	for (;;) yield* all;
}

/**
 * Reads the page of one of several requests, where any of them will do: each attempt sends the next one.
 *
 * @param abandoned as for {@link readPage}
 * @throws ApiError
 */
export async function readOneOf(
	client: KeepnetClient,
	requests: readonly [SearchRequest, ...SearchRequest[]],
	abandoned?: AbortSignal,
): Promise<Page> {
	const turns = inTurn(requests);
	let [request] = requests;
	let since = 0;
	const next = () => {
		since = performance.now();
		return (request = turns.next().value);
	};
	return await client.post(SEARCH_PATH, next, (data) => toPage(data, request, since), abandoned);
}

/**
 * Reads one page, and once more where the answer is doubtful.
 *
 * @param abandoned aborted when the page is not needed any more
 * @throws ApiError
 */
export async function readPage(
	client: KeepnetClient,
	request: SearchRequest,
	abandoned?: AbortSignal,
): Promise<Page> {
	const read = async () => await readOneOf(client, [request], abandoned);
	const page = await read();
	if (!isDoubtful(page)) return page;
	const again = await read();
	return again.rows.length >= page.rows.length ? again : page;
}

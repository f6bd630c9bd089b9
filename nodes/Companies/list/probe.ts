import { orFailed, orRefused, readOneOf, readPage } from '../api/search';
import { buildSearchRequest, type FilterClause, type RequestOrder } from '../api/searchRequest';
import { ApiError } from '../errors/apiError';
import { FIELDS } from '../filter/fields';
import { NEWEST_FIRST } from '../filter/order';
import type { KeepnetClient } from '../transport/client';

/** Orders that the API's public documentation names, in case it fails at the newest first. */
const { CompanyName, TargetUserCount, LicenseEndDate } = FIELDS;
const OTHER_ORDERS = [CompanyName, TargetUserCount, LicenseEndDate].map(
	({ name }): RequestOrder => ({ orderBy: name, ascending: true }),
);

/**
 * Asks for a first page, to see whether the API accepts the parts of a request. Once repeated, a failure of the server counts
 * as a refusal.
 *
 * @throws ApiError where neither is clear
 */
export async function isAccepted(
	client: KeepnetClient,
	clauses: FilterClause[],
	order: RequestOrder,
	pageSize = 1,
): Promise<boolean> {
	const request = buildSearchRequest(clauses, order, 1, pageSize);
	return !((await orFailed(readPage(client.probing, request))) instanceof ApiError);
}

/**
 * Finds an order that the API accepts in a request without conditions.
 *
 * @returns the first such order; undefined where the API refuses all of them
 */
export async function firstAccepted(
	client: KeepnetClient,
	orders: readonly RequestOrder[],
): Promise<RequestOrder | undefined> {
	for (const order of orders) if (await isAccepted(client, [], order)) return order;
	return undefined;
}

/**
 * Waits for a server that failed at a request to answer the plain list: the retries that the request has left ask for it, in one
 * order after another. Once it answers, the server is not down, and fails at the request because of what is in it.
 *
 * @param failure of the request, by a client that is `probing`
 * @param pageSize that of the request
 * @throws ApiError where the server fails at the plain list too: it is down
 */
export async function waitUntilUp(
	client: KeepnetClient,
	failure: ApiError,
	pageSize = 1,
): Promise<void> {
	const plain = (order: RequestOrder) => buildSearchRequest([], order, 1, pageSize);
	const requests = [plain(NEWEST_FIRST), ...OTHER_ORDERS.map(plain)] as const;
	await orRefused(readOneOf(client.goingOnAfter(failure), requests));
}

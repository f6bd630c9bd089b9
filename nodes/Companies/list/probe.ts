import { orFailed, readPage } from '../api/search';
import { buildSearchRequest, type FilterClause, type RequestOrder } from '../api/searchRequest';
import { ApiError } from '../errors/apiError';
import { FIELDS } from '../filter/fields';
import { NEWEST_FIRST } from '../filter/order';
import type { KeepnetClient } from '../transport/client';

/**
 * Other orders of the plain list, in case the API fails at the newest first: those that its public documentation names. If it
 * fails at all of them, it is down.
 */
const { CompanyName, TargetUserCount, LicenseEndDate } = FIELDS;
const OTHER_PLAIN_ORDERS = [CompanyName, TargetUserCount, LicenseEndDate].map(
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
 * Whether the plain list can be read, so that the server is not down and fails at a request because of what is in it.
 *
 * @param pageSize that of the request
 */
export async function isUp(client: KeepnetClient, pageSize?: number): Promise<boolean> {
	const isPlainRead = async (order: RequestOrder) => await isAccepted(client, [], order, pageSize);
	if (await isPlainRead(NEWEST_FIRST)) return true;
	// Together, because a gateway may take long to say that the server is down.
	return (await Promise.all(OTHER_PLAIN_ORDERS.map(isPlainRead))).includes(true);
}

import { isFailure, orFailed } from '../api/search';
import type { FilterClause, RequestOrder } from '../api/searchRequest';
import { ApiError } from '../errors/apiError';
import { byEachName } from '../filter/order';
import { firstAccepted, isAccepted, isUp } from '../list/probe';
import { notSortable } from '../parameters/exportQuery';
import type { KeepnetClient } from '../transport/client';

/** Requests a file, sorted like this. */
type Request<T> = (client: KeepnetClient, order: RequestOrder) => Promise<T>;

/** The error for a file that the server fails at; undefined where that is not because of its filters or its order. */
async function causeOf(
	client: KeepnetClient,
	clauses: FilterClause[],
	order: RequestOrder,
	{ details }: ApiError,
): Promise<Error | undefined> {
	if ((await isAccepted(client, clauses, order)) || !(await isUp(client))) return undefined;
	if (!(await isAccepted(client, [], order))) return notSortable(order);
	return clauses.length > 0 ? new ApiError('unanswered', details) : undefined;
}

/**
 * Requests a file. If the API refuses it or fails at it, and the name of the sort field is still unknown, requests it again with
 * the name that the API accepts. A file that fails although the list can be read like this is requested as often as usual.
 *
 * @throws UserError where Keepnet cannot sort by this order, and ApiError
 */
export async function requestFile<T>(
	client: KeepnetClient,
	clauses: FilterClause[],
	order: RequestOrder,
	request: Request<T>,
): Promise<T> {
	const first = await orFailed(request(client.probing, order));
	if (!(first instanceof ApiError)) return first;
	const names = byEachName(order);
	const known = names.length > 1 ? await firstAccepted(client, names) : undefined;
	if (known && known.orderBy !== order.orderBy) return await request(client, known);
	if (!isFailure(first)) throw first;
	const cause = await causeOf(client, clauses, order, first);
	if (cause) throw cause;
	return await request(client, order);
}

import type { KeepnetClient } from '../transport/client';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import type { Order } from '../filter/order';
import {
	byEachName,
	FALLBACK_ORDERS,
	isComputed,
	isNewestFirst,
	isSortable,
	requestOrder,
} from '../filter/order';
import { clausesOf, withoutSending, type Plan } from '../filter/plan';
import { buildSearchRequest, type RequestOrder } from '../api/searchRequest';
import { isFailure, orFailed, readPage, type Page } from '../api/search';
import { firstAccepted, isAccepted, waitUntilUp } from './probe';

/** A request for the list that the API accepts, with its first page. */
export interface AcceptedRequest {
	first: Page;
	/** The conditions; those that the API refuses are not sent. */
	plan: Plan;
	refused: Condition[];
	/** What the API sorts by. */
	requestOrder: RequestOrder;
	/** Whether that is not the requested order, so that the node has to sort. */
	mustSort: boolean;
}

/** What a request depends on besides its page. */
interface RequestDraft {
	plan: Plan;
	order: RequestOrder;
}

/** The orders to try in place of one that may be refused. Only an order that the node can make itself can be replaced. */
function candidates(order: RequestOrder): RequestOrder[] {
	const names = byEachName(order);
	if (!isSortable(order)) return names;
	const isOther = ({ orderBy }: RequestOrder) => names.every((name) => name.orderBy !== orderBy);
	return [...names, ...FALLBACK_ORDERS.flatMap(byEachName).filter(isOther)];
}

/** The sent conditions that the API refuses when it gets each of them alone. */
async function refusedAlone(client: KeepnetClient, { plan, order }: RequestDraft) {
	const probed = plan.map(async ({ condition, clause }) =>
		clause && !(await isAccepted(client, [clause], order)) ? [condition] : [],
	);
	return (await Promise.all(probed)).flat();
}

/**
 * Relaxes a request that the API refuses, step by step: an order that it accepts, then without the conditions that it
 * refuses, then without any. Each step costs requests, so none is prepared before the one in front of it was refused.
 */
async function* relaxRequest(
	client: KeepnetClient,
	refused: RequestDraft,
): AsyncGenerator<RequestDraft> {
	const order = await firstAccepted(client, candidates(refused.order));
	if (!order) return;
	const { plan } = refused;
	const sent = plan.filter(({ clause }) => clause).map(({ condition }) => condition);
	// Without conditions nothing but the order can be refused: where it is accepted now, the refusal has passed.
	if (order.orderBy !== refused.order.orderBy || sent.length === 0) yield { plan, order };
	const alone = await refusedAlone(client, { plan, order });
	// Where each is accepted alone, the refusal may have passed: the whole request is worth another attempt.
	for (const conditions of alone.length < sent.length ? [alone, sent] : [sent]) {
		if (conditions.some(({ onlyApi }) => onlyApi)) return;
		if (sent.length > 0) yield { plan: withoutSending(plan, conditions), order };
	}
}

function accepted(first: Page, draft: RequestDraft, asked: Plan, wanted: Order): AcceptedRequest {
	const { plan, order } = draft;
	const refused = asked.filter(({ clause }, index) => clause && !plan[index]?.clause);
	const names = byEachName(requestOrder(wanted)).map(({ orderBy }) => orderBy);
	return {
		first,
		plan,
		refused: refused.map(({ condition }) => condition),
		requestOrder: order,
		mustSort: isComputed(wanted) || !names.includes(order.orderBy),
	};
}

const requestOf = ({ plan, order }: RequestDraft, pageSize: number) =>
	buildSearchRequest(clausesOf(plan), order, 1, pageSize);

const isPlain = ({ plan, order }: RequestDraft) =>
	clausesOf(plan).length === 0 && isNewestFirst(order);

/**
 * Reads the first page as often as makes sense: a server that is down as usual, while one that fails because of what is in the
 * request would go on failing.
 *
 * @returns the error where the API refuses the request, or fails at it while the plain list works
 * @throws any other ApiError
 */
async function readFirst(
	client: KeepnetClient,
	draft: RequestDraft,
	pageSize: number,
): Promise<Page | ApiError> {
	const first = await orFailed(readPage(client.probing, requestOf(draft, pageSize)));
	if (first instanceof ApiError && isFailure(first)) await waitUntilUp(client, first, pageSize);
	return first;
}

/**
 * Reads the first page of a request that cannot be relaxed. In case the failure passes, it is repeated as usual.
 *
 * @throws ApiError, of kind `unanswered` where the API goes on failing at the request although the plain list works
 */
async function insist(
	client: KeepnetClient,
	draft: RequestDraft,
	pageSize: number,
	refusal: ApiError,
): Promise<Page> {
	if (!isFailure(refusal)) throw refusal;
	const last = await orFailed(readPage(client, requestOf(draft, pageSize)));
	if (!(last instanceof ApiError)) return last;
	throw isFailure(last) && !isPlain(draft) ? new ApiError('unanswered', last.details) : last;
}

/**
 * Reads the first page. What the API refuses with 400, or fails at while the plain list works, is left out of the request, and
 * the node does it instead: a condition, or the order.
 *
 * @param allowFallback false: a refusal is final (`filterMode` `api`)
 * @throws ApiError, the first refusal where a relaxed request is refused too
 */
export async function negotiate(
	client: KeepnetClient,
	plan: Plan,
	order: Order,
	pageSize: number,
	allowFallback: boolean,
): Promise<AcceptedRequest> {
	const draft: RequestDraft = { plan, order: requestOrder(order) };
	const first = await readFirst(client, draft, pageSize);
	if (!(first instanceof ApiError)) return accepted(first, draft, plan, order);
	for await (const relaxed of allowFallback ? relaxRequest(client, draft) : []) {
		const page = await readFirst(client, relaxed, pageSize);
		const isDown = page instanceof ApiError && isFailure(page);
		// The server is up again: the failure may have had nothing to do with the request.
		const again = isDown ? await readFirst(client, relaxed, pageSize) : page;
		if (!(again instanceof ApiError)) return accepted(again, relaxed, plan, order);
	}
	return accepted(await insist(client, draft, pageSize, first), draft, plan, order);
}

import type { KeepnetClient } from '../transport/client';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import type { Order } from '../filter/order';
import { byEachName, FALLBACK_ORDERS, isComputed, isSortable, requestOrder } from '../filter/order';
import { clausesOf, withoutSending, type Plan } from '../filter/plan';
import { buildSearchRequest, type FilterClause, type RequestOrder } from '../api/searchRequest';
import { orRefused, readPage, type Page } from '../api/search';

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

/** Asks for one row, to see whether the API refuses a part of a request. */
async function isAccepted(
	client: KeepnetClient,
	clauses: FilterClause[],
	order: RequestOrder,
): Promise<boolean> {
	const answer = await orRefused(readPage(client, buildSearchRequest(clauses, order, 1, 1)));
	return !(answer instanceof ApiError);
}

/**
 * Finds an order that the API accepts in a request without conditions.
 *
 * @returns the first such order; undefined where the API refuses all of them
 */
export async function firstAccepted(
	client: KeepnetClient,
	orders: RequestOrder[],
): Promise<RequestOrder | undefined> {
	for (const order of orders) if (await isAccepted(client, [], order)) return order;
	return undefined;
}

/** The orders to try in place of one that may be refused. Only an order that the node can make itself can be replaced. */
function candidates(order: RequestOrder): RequestOrder[] {
	const names = byEachName(order);
	if (!isSortable(order)) return names;
	const isOther = ({ orderBy }: RequestOrder) => names.every((name) => name.orderBy !== orderBy);
	return [...names, ...FALLBACK_ORDERS.flatMap(byEachName).filter(isOther)];
}

/** The sent conditions that the API refuses when it gets each of them alone. A single one was alone already. */
async function refusedAlone(client: KeepnetClient, { plan, order }: RequestDraft) {
	const isSingle = clausesOf(plan).length === 1;
	const refused: Condition[] = [];
	for (const { condition, clause } of isSingle ? [] : plan) {
		if (clause && !(await isAccepted(client, [clause], order))) refused.push(condition);
	}
	return refused;
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
	for (const conditions of alone.length < sent.length ? [alone, sent] : [sent]) {
		if (conditions.some(({ onlyApi }) => onlyApi)) return;
		if (conditions.length > 0) yield { plan: withoutSending(plan, conditions), order };
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

/**
 * Reads the first page. What the API refuses with 400 is left out of the request, and the node does it instead: a condition,
 * or the order.
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
	const read = async (draft: RequestDraft) =>
		await readPage(client, buildSearchRequest(clausesOf(draft.plan), draft.order, 1, pageSize));
	const draft: RequestDraft = { plan, order: requestOrder(order) };
	const first = allowFallback ? await orRefused(read(draft)) : await read(draft);
	if (!(first instanceof ApiError)) return accepted(first, draft, plan, order);
	for await (const relaxed of relaxRequest(client, draft)) {
		const page = await orRefused(read(relaxed));
		if (!(page instanceof ApiError)) return accepted(page, relaxed, plan, order);
	}
	throw first;
}

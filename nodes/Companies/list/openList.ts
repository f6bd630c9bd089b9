import type { KeepnetClient } from '../transport/client';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import type { Order } from './order';
import { FALLBACK_ORDERS, isComputed, isSortable, requestOrder } from './order';
import type { Plan, PlannedCondition } from '../filter/plan';
import { clausesOf, withoutSending } from '../filter/plan';
import type { FilterClause, RequestOrder } from '../api/searchRequest';
import { buildSearchRequest } from '../api/searchRequest';
import type { Page } from '../api/search';
import { readPage } from '../api/search';
import { fieldsOf, names, saidBy, saysOrder, orRefused } from './refusal';

/** A list whose first page is read, with what the API agreed to. */
export interface OpenList {
	first: Page;
	/** The conditions, without those that the API refuses in what is sent. */
	plan: Plan;
	refused: Condition[];
	/** What the API sorts by. */
	requestOrder: RequestOrder;
	/** Whether that is not the order asked for, so that it has to be sorted here. */
	mustSort: boolean;
}

/** What the API is asked for: its part of the conditions, and the order. */
interface Terms {
	plan: Plan;
	order: RequestOrder;
}

/** Both names of the renewal date are documented (contract section 3). */
const OTHER_NAME: ReadonlyMap<string, string> = new Map([
	['LicenseEndDate', 'RenewalDate'],
	['RenewalDate', 'LicenseEndDate'],
]);

/** The same order by its other name; undefined where it has only one. */
export function byOtherName(order: RequestOrder): RequestOrder | undefined {
	const orderBy = OTHER_NAME.get(order.orderBy);
	return orderBy === undefined ? undefined : { ...order, orderBy };
}

type SentCondition = PlannedCondition & { clause: FilterClause };

const isSent = (entry: PlannedCondition): entry is SentCondition => entry.clause !== null;

/** Tries each sent condition by itself and finds those that the API refuses; all of them where it is none alone. */
async function probe(client: KeepnetClient, { plan, order }: Terms): Promise<Condition[]> {
	const sent = plan.filter(isSent);
	const refused: Condition[] = [];
	for (const { clause, condition } of sent.length > 1 ? sent : []) {
		const request = buildSearchRequest([clause], order, 1, 1);
		const answer = await orRefused(readPage(client, request));
		if (answer instanceof ApiError) refused.push(condition);
	}
	return refused.length > 0 ? refused : sent.map(({ condition }) => condition);
}

/** Another order to ask for; undefined where none is left, or where this node could not sort by the refused one. */
function nextOrder(refused: RequestOrder, tried: Set<string>): RequestOrder | undefined {
	if (!isSortable(refused)) return undefined;
	const left = [byOtherName(refused) ?? refused, ...FALLBACK_ORDERS];
	return left.find(({ orderBy }) => !tried.has(orderBy));
}

/**
 * Whether it is the order that is refused. Where a field is both filtered and sorted by, its name alone does not tell; its
 * other name costs one request and no filter.
 */
function isAboutOrder(
	said: string,
	named: SentCondition[],
	order: RequestOrder,
	tried: Set<string>,
): boolean {
	if (saysOrder(said)) return true;
	if (named.length === 0) return names(said, order.orderBy);
	const other = byOtherName(order)?.orderBy;
	const isUntried = other !== undefined && !tried.has(other);
	return isUntried && named.every(({ clause }) => fieldsOf(clause).includes(order.orderBy));
}

/** What to leave out of a request that was refused; undefined where nothing is left to leave out. */
async function concede(
	client: KeepnetClient,
	refusal: ApiError,
	terms: Terms,
	tried: Set<string>,
): Promise<Terms | undefined> {
	const sent = terms.plan.filter(isSent);
	const said = saidBy(refusal, clausesOf(terms.plan));
	const named = sent.filter(({ clause }) => fieldsOf(clause).some((field) => names(said, field)));
	const aboutOrder = isAboutOrder(said, named, terms.order, tried);
	if (sent.length === 0 && said !== '' && !aboutOrder) return undefined;
	const order = sent.length === 0 || aboutOrder ? nextOrder(terms.order, tried) : undefined;
	if (order || sent.length === 0) return order && { ...terms, order };
	const refused =
		named.length > 0 ? named.map(({ condition }) => condition) : await probe(client, terms);
	if (refused.some(({ onlyApi }) => onlyApi)) return undefined;
	return { ...terms, plan: withoutSending(terms.plan, refused) };
}

/**
 * Reads the first page. What the API refuses with 400 is left out of the request and applied here instead: a condition,
 * or the order.
 *
 * @param mayConcede false: the API's answer stands (`filterMode` `api`)
 * @throws ApiError, the first refusal where leaving out does not help
 */
export async function openList(
	client: KeepnetClient,
	plan: Plan,
	order: Order,
	pageSize: number,
	mayConcede: boolean,
): Promise<OpenList> {
	let terms: Terms = { plan, order: requestOrder(order) };
	const tried = new Set<string>();
	let firstRefusal: ApiError | undefined;
	for (;;) {
		tried.add(terms.order.orderBy);
		const request = buildSearchRequest(clausesOf(terms.plan), terms.order, 1, pageSize);
		const page = readPage(client, request);
		const first = mayConcede ? await orRefused(page) : await page;
		if (!(first instanceof ApiError)) return opened(first, terms, plan, order);
		firstRefusal ??= first;
		const conceded = await concede(client, first, terms, tried);
		if (!conceded) throw firstRefusal;
		terms = conceded;
	}
}

function opened(first: Page, { plan, order }: Terms, asked: Plan, wanted: Order): OpenList {
	const left = asked.filter((entry, index) => entry.clause !== null && plan[index].clause === null);
	const wantedOrder = requestOrder(wanted);
	const asWanted = [wantedOrder.orderBy, byOtherName(wantedOrder)?.orderBy];
	return {
		first,
		plan,
		refused: left.map(({ condition }) => condition),
		requestOrder: order,
		mustSort: isComputed(wanted) || !asWanted.includes(order.orderBy),
	};
}

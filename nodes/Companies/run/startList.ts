import { ApiFailure } from '../errors/apiError';
import type { Catalogue } from '../company/products';
import { CompanyReading } from '../list/companyReading';
import { incompleteText } from '../list/hints';
import type { OpenList } from '../list/openList';
import { openList } from '../list/openList';
import type { Condition } from '../filter/condition';
import type { Order } from '../list/order';
import { planSearch } from '../filter/plan';
import type { ReadingOptions } from '../parameters/options';
import { readNeededCatalogue, readOptionalCatalogue } from './readCatalogue';
import type { Session } from './context';

/** What is to be read. */
export interface ListQuery {
	conditions: Condition[];
	order: Order;
	options: ReadingOptions;
	/** Whether the items show products. A condition on products asks for them anyway. */
	showsProducts: boolean;
	/** Whether a list without a total only counts as complete once two readings in a row were the same. Default no. */
	confirmUncounted?: boolean;
}

/** A list whose first page is there. */
export interface StartedList {
	list: OpenList;
	reading: CompanyReading;
}

async function catalogueFor(
	session: Session,
	{ conditions, showsProducts }: ListQuery,
): Promise<Catalogue | undefined> {
	const isNeeded = conditions.some(({ needsProducts }) => needsProducts);
	if (isNeeded) return await readNeededCatalogue(session);
	return showsProducts ? await readOptionalCatalogue(session) : undefined;
}

/**
 * Asks for the first page and prepares to read the rest.
 *
 * @param pagesNeeded how many more pages are surely needed at this moment
 */
export async function startList(
	session: Session,
	query: ListQuery,
	pageSize: number,
	pagesNeeded: () => number,
): Promise<StartedList> {
	const { concurrency, dateFormat, filterMode } = query.options;
	const list = await openList(
		session.client,
		planSearch(query.conditions, filterMode),
		query.order,
		pageSize,
		filterMode !== 'api',
	);
	const catalogue = await catalogueFor(session, query);
	const reading = new CompanyReading(
		session.client,
		list,
		{ today: session.today, catalogue },
		dateFormat,
		(unused) => Math.min(concurrency, pagesNeeded() - unused),
		query.confirmUncounted ?? false,
	);
	return { list, reading };
}

/** Tells of a list that may be incomplete, as the option says. Throws ApiFailure of kind `incomplete`. */
export function checkComplete(
	session: Session,
	reading: CompanyReading,
	{ onIncomplete }: ReadingOptions,
): void {
	const text = incompleteText(reading);
	if (text === undefined) return;
	if (onIncomplete === 'error') throw new ApiFailure('incomplete', { reason: text });
	session.addHints([text], 'warning');
}

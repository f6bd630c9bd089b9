import { ApiError } from '../errors/apiError';
import type { Catalogue } from '../company/products';
import { CompanyReading } from '../list/companyReading';
import { incompleteText } from '../list/hints';
import type { AcceptedRequest } from '../list/negotiate';
import { negotiate } from '../list/negotiate';
import type { Condition } from '../filter/condition';
import type { Order } from '../filter/order';
import { planSearch } from '../filter/plan';
import type { ReadingOptions } from '../parameters/options';
import { readNeededCatalogue, readOptionalCatalogue } from './readCatalogue';
import type { RunContext } from './context';

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
	list: AcceptedRequest;
	reading: CompanyReading;
}

async function catalogueFor(
	run: RunContext,
	{ conditions, showsProducts }: ListQuery,
): Promise<Catalogue | undefined> {
	const isNeeded = conditions.some(({ needsProducts }) => needsProducts);
	if (isNeeded) return await readNeededCatalogue(run);
	return showsProducts ? await readOptionalCatalogue(run) : undefined;
}

/**
 * Asks for the first page and prepares to read the rest.
 *
 * @param pagesNeeded how many more pages are surely needed at this moment
 */
export async function startList(
	run: RunContext,
	query: ListQuery,
	pageSize: number,
	pagesNeeded: () => number,
): Promise<StartedList> {
	const { concurrency, dateFormat, filterMode } = query.options;
	const list = await negotiate(
		run.client,
		planSearch(query.conditions, filterMode),
		query.order,
		pageSize,
		filterMode !== 'api',
	);
	const catalogue = await catalogueFor(run, query);
	const reading = new CompanyReading(
		run.client,
		list,
		{ today: run.today, catalogue },
		dateFormat,
		(unused) => Math.min(concurrency, pagesNeeded() - unused),
		query.confirmUncounted ?? false,
	);
	return { list, reading };
}

/** Tells of a list that may be incomplete, as the option says. Throws ApiError of kind `incomplete`. */
export function checkComplete(
	run: RunContext,
	reading: CompanyReading,
	{ onIncomplete }: ReadingOptions,
): void {
	const text = incompleteText(reading);
	if (text === undefined) return;
	if (onIncomplete === 'error') throw new ApiError('incomplete', { reason: text });
	run.addHints([text], 'warning');
}

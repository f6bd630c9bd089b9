import { allInOrder } from '../errors/allInOrder';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import { planSearch } from '../filter/plan';
import { CompanyReading } from '../list/companyReading';
import { incompleteText } from '../list/hints';
import type { Catalogue } from '../company/products';
import { negotiate } from '../list/negotiate';
import { pageSizesFor } from '../list/pageSize';
import type { Order } from '../filter/order';
import type { ReadingOptions } from '../parameters/options';
import type { KeepnetClient } from '../transport/client';
import type { RunContext } from './context';

/** What to read. */
export interface ListQuery {
	conditions: Condition[];
	order: Order;
	options: ReadingOptions;
	/** Whether the items show products. A condition on products asks for them anyway. */
	showsProducts: boolean;
	/** As in `ScanOptions`. Default no. */
	confirmUncounted?: boolean;
}

/**
 * The catalogue, as far as the companies need it.
 *
 * @throws as {@link RunContext.neededCatalogue} and {@link RunContext.optionalCatalogue}
 */
async function catalogueFor(
	run: RunContext,
	{ conditions, showsProducts }: ListQuery,
	client: KeepnetClient,
): Promise<Catalogue | undefined> {
	const needed = await run.neededCatalogue(conditions, client);
	return needed ?? (showsProducts ? await run.optionalCatalogue(client) : undefined);
}

/**
 * Reads the first page of a list, and the catalogue meanwhile, and prepares the rest.
 *
 * @param pageSizes by default those of the option
 * @param pagesNeeded how many more pages of a size are surely needed at this moment
 * @throws ApiError, and UserError where a condition needs products that the client may not read
 */
export async function openList(
	run: RunContext,
	query: ListQuery,
	pageSizes = pageSizesFor(query.options.pageSize),
	pagesNeeded: (pageSize: number) => number = () => Infinity,
): Promise<CompanyReading> {
	const { conditions, confirmUncounted = false } = query;
	const { concurrency, dateFormat, filterMode } = query.options;
	const plan = planSearch(conditions, filterMode);
	const allowFallback = filterMode !== 'api';
	const list = negotiate(run.client, plan, query.order, pageSizes.first, allowFallback);
	const [accepted, catalogue] = await allInOrder([
		list,
		catalogueFor(run, query, run.client.beside(list)),
	]);
	const reading: CompanyReading = new CompanyReading(run.client, accepted, {
		context: { today: run.today, catalogue },
		dateFormat,
		inFlight: (unused) => Math.min(concurrency, pagesNeeded(reading.scan.pageSize) - unused),
		confirmUncounted,
		pageSizes,
	});
	return reading;
}

/**
 * Reports a list that may be incomplete, as the option says.
 *
 * @throws ApiError of kind `incomplete`
 */
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

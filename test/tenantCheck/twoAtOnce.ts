import { inParallel } from '../../nodes/Companies/operations/inParallel';

/**
 * Works on items in their order, on two at the same time. Where work on one fails, no other is begun, and those under way are
 * waited for.
 *
 * @returns the results, in the order of the items
 * @throws what the work on the first item that failed threw
 */
export async function twoAtOnce<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
): Promise<R[]> {
	return await inParallel(items.length, 2, async (at) => await work(items[at]));
}

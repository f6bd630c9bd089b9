/** Each item once, for whoever asks next; ends for all where one of them fails. */
function* turns<T>(items: readonly T[]): Generator<[at: number, item: T]> {
	yield* items.entries();
}

/**
 * Works on items in their order, on two at the same time. Where work on one fails, no other is begun, and those under way are
 * waited for.
 *
 * @returns the results, in the order of the items
 * @throws what the first failed work threw
 */
export async function twoAtOnce<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const left = turns(items);
	const lane = async () => {
		for (const [at, item] of left) results[at] = await work(item);
	};
	const lanes = await Promise.allSettled([lane(), lane()]);
	for (const one of lanes) if (one.status === 'rejected') throw one.reason;
	return results;
}

/**
 * Runs a task for each index from 0, up to `limit` at once. Once a task has thrown, no other begins.
 *
 * @param signal no task begins after it is aborted
 * @returns the results in the order of their indexes, as far as the tasks ran
 * @throws what the task with the lowest index threw, after all tasks that had begun have ended
 */
export async function inParallel<T>(
	count: number,
	limit: number,
	task: (index: number) => Promise<T>,
	signal?: AbortSignal,
): Promise<T[]> {
	const results: T[] = [];
	const failures = new Map<number, unknown>();
	let next = 0;
	const work = async () => {
		while (next < count && failures.size === 0 && !signal?.aborted) {
			const index = next++;
			try {
				results[index] = await task(index);
			} catch (error) {
				failures.set(index, error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, work));
	if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
	return results;
}

/**
 * Waits for work that goes on at the same time. Like `Promise.all`, but the order of the list decides which error is thrown, and
 * not which one comes first.
 *
 * @returns the results in the order of the list
 * @throws what the first of the list throws that fails; the others may still be at work
 */
export async function allInOrder<T extends readonly unknown[] | []>(
	work: T,
): Promise<{ -readonly [Key in keyof T]: Awaited<T[Key]> }> {
	// Nobody waits for what comes after the one that fails.
	void Promise.allSettled(work);
	for (const part of work) await part;
	return await Promise.all(work);
}

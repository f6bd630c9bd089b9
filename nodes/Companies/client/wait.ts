import { sleep } from 'n8n-workflow';

import { ApiFailure } from './failure';

/** n8n 1.x cannot end a `sleep` early, so a wait is slept in slices and the stop button is looked at between them. */
const SLICE_MS = 250;

/** Whether nobody waits for the result any more: the user has stopped the execution, or whoever asked has given up. */
export type IsOver = () => boolean;

/**
 * Waits, and ends early when nobody waits for the result any more.
 *
 * @throws ApiFailure of kind `cancelled`
 */
export async function wait(ms: number, isOver: IsOver): Promise<void> {
	const until = Date.now() + ms;
	for (let left = ms; left > 0 && !isOver(); left = until - Date.now()) {
		await sleep(Math.min(SLICE_MS, left));
	}
	if (isOver()) throw new ApiFailure('cancelled');
}

/**
 * Waits for work that nobody can end, and leaves it alone when it takes too long or nobody waits for it any more.
 *
 * @throws what the work throws, ApiFailure of kind `cancelled`, or an error that says `ETIMEDOUT`
 */
export async function withinTime<T>(work: Promise<T>, ms: number, isOver: IsOver): Promise<T> {
	let isDone = false;
	const late = async (): Promise<never> => {
		await wait(ms, () => isDone || isOver());
		throw new Error('ETIMEDOUT');
	};
	try {
		return await Promise.race([work, late()]);
	} finally {
		isDone = true;
	}
}

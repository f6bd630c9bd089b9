import { sleep } from 'n8n-workflow';

import { ApiFailure } from './failure';

/** n8n 1.x cannot end a `sleep` early, so a wait is slept in slices and the stop button is looked at between them. */
const SLICE_MS = 250;

/**
 * Waits, and ends early when the user stops the execution.
 *
 * @throws ApiFailure of kind `cancelled`
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const until = Date.now() + ms;
	for (let left = ms; left > 0; left = until - Date.now()) {
		if (signal?.aborted) break;
		await sleep(Math.min(SLICE_MS, left));
	}
	if (signal?.aborted) throw new ApiFailure('cancelled');
}

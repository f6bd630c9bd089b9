import { sleep } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';

/** n8n 1.x cannot end a `sleep` early, so a wait is slept in slices and the signal is looked at between them. */
const SLICE_MS = 250;

/**
 * Why a call has ended early: its time is up, or the execution was stopped or the read abandoned.
 *
 * @param signal aborted; the deadline of a poll aborts with a `TimeoutError`
 */
export function endOf(signal: AbortSignal): ApiError {
	const { name } = (signal.reason ?? {}) as { name?: unknown };
	return new ApiError(name === 'TimeoutError' ? 'overtime' : 'cancelled');
}

/**
 * Waits `ms` milliseconds, and ends early with the signal. Changes of the clock do not matter.
 *
 * @throws ApiError of kind `cancelled` or `overtime`
 */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
	const until = performance.now() + ms;
	for (let left = ms; left > 0 && !signal.aborted; left = until - performance.now()) {
		await sleep(Math.min(SLICE_MS, left));
	}
	if (signal.aborted) throw endOf(signal);
}

/**
 * Calls back once `ms` milliseconds have passed.
 *
 * @returns calls that off; unlike a `sleep`, which n8n 1.x cannot end, it leaves no timer behind
 */
export function after(ms: number, then: () => void): () => void {
	const signal = AbortSignal.timeout(Math.ceil(ms));
	signal.addEventListener('abort', then, { once: true });
	return () => signal.removeEventListener('abort', then);
}

/**
 * Waits for work that may never end, and leaves it alone once the signal is aborted.
 *
 * @throws what the work throws, or ApiError of kind `cancelled` or `overtime`
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return await new Promise<T>((resolve, reject) => {
		const leave = () => reject(endOf(signal));
		if (signal.aborted) leave();
		else signal.addEventListener('abort', leave, { once: true });
		void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
	});
}

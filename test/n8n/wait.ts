import { setTimeout as sleep } from 'node:timers/promises';

interface WaitOptions {
	/** Ends the sentence "Waited 60 seconds for". */
	what: string;
	timeout?: number;
	interval?: number;
	/** What else the reader of the error should know. */
	details?: () => string;
}

/** Polls until the answer is not `undefined`. */
export async function waitFor<T>(
	ask: () => Promise<T | undefined>,
	{ what, timeout = 60_000, interval = 100, details }: WaitOptions,
): Promise<T> {
	const end = Date.now() + timeout;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > end) {
			throw new Error(`Waited ${timeout / 1000} seconds for ${what}\n${details?.() ?? ''}`);
		}
		await sleep(interval);
	}
}

import { waitFor } from '../n8n/wait';
import type { Simulator } from '../simulator';

/** n8n polls no more often than once a minute, and now and then a little late. */
export const ONE_INTERVAL_MS = 90_000;

/**
 * Waits until the trigger has begun to read the list and has read it to its end. Between two pages nothing is in flight
 * either, so it has to stay quiet for a moment.
 */
export async function waitForPoll({ statistics }: Simulator): Promise<void> {
	const before = statistics.apiRequests;
	let seen = before;
	await waitFor(
		async () => {
			const isQuiet = seen === statistics.apiRequests && statistics.inFlight === 0;
			seen = statistics.apiRequests;
			return isQuiet && seen > before ? true : undefined;
		},
		{ what: 'a poll', timeout: ONE_INTERVAL_MS, interval: 2000 },
	);
}

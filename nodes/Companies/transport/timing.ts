/** How long the client waits for what, in milliseconds. Apart from the code, so that tests need not wait as long. */
export const TIMING = {
	/** Before the first repeat after a fault that passes; every further wait is twice as long. */
	firstWaitMs: 250,
	/** Before the first repeat after a rate limit that does not say how long to wait. */
	firstRateLimitWaitMs: 1000,
	/** No single wait of those that grow is longer. */
	longestWaitMs: 60_000,
	/** All waits of one call together. */
	patienceMs: 10 * 60_000,
	/** A server that says nothing for so long is given up; the time of a whole download is not limited. */
	silenceMs: 60_000,
	/** How long the answer to a request that nobody waits for any more may still take. */
	abandonedMs: 1000,
	/** A token is a short answer. This leaves time for another try in the shortest poll that n8n has (36 seconds). */
	tokenMs: 15_000,
};

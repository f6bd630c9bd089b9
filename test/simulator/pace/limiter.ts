import type { RateLimit } from '../behaviour';

/** Counts requests per window of time. */
export class Limiter {
	private start = 0;

	private count = 0;

	/** How many milliseconds are left until the next request is let in; 0: it is in. */
	wait(now: number, { requests, perMs }: RateLimit): number {
		if (now >= this.start + perMs) {
			this.start = now;
			this.count = 0;
		}
		if (this.count < requests) {
			this.count++;
			return 0;
		}
		return this.start + perMs - now;
	}
}

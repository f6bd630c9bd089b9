import type { RateLimit } from '../behaviour';

/** Counts requests per window of time. */
export class Limiter {
	private start = 0;

	private count = 0;

	/** Milliseconds until the next request is allowed; 0: this one is allowed. */
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

import { untilAborted, wait } from './signals';

/** After a rate limit, the limit grows by one each time this many requests went well. */
const SUCCESSES_PER_STEP = 10;

/**
 * Limits how many requests are in flight, for all calls of one execution: fewer after a rate limit, none before the time
 * that the server has announced, more again while all goes well.
 */
export class Throttle {
	private inFlight = 0;
	private allowed: number;
	private successes = 0;
	private pausedUntil = 0;
	private readonly waiting: Array<() => void> = [];

	/** @param max the number of requests in flight when nothing is wrong, at least 1 */
	constructor(private readonly max: number) {
		this.allowed = max;
	}

	/**
	 * Runs a task as soon as there is room for it.
	 *
	 * @throws ApiError once the signal is aborted, and what the task throws
	 */
	async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
		for (;;) {
			const pauseMs = this.pausedUntil - performance.now();
			if (pauseMs > 0) await wait(pauseMs, signal);
			else if (this.inFlight < this.allowed) break;
			else await untilAborted(new Promise<void>((resolve) => this.waiting.push(resolve)), signal);
		}
		this.inFlight++;
		try {
			return await task();
		} finally {
			this.inFlight--;
			this.waiting.splice(0).forEach((wake) => wake());
		}
	}

	/** Halves the limit and pauses all requests for `pauseMs` milliseconds. */
	slowDown(pauseMs: number): void {
		const now = performance.now();
		// Requests that were in flight together meet the same rate limit together: it counts once.
		if (now >= this.pausedUntil) {
			this.allowed = Math.max(1, Math.floor(Math.min(this.allowed, this.inFlight + 1) / 2));
			this.successes = 0;
		}
		this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs);
	}

	/** Call when a request went well. */
	speedUp(): void {
		this.successes++;
		if (this.allowed >= this.max || this.successes < SUCCESSES_PER_STEP) return;
		this.successes = 0;
		this.allowed++;
	}
}

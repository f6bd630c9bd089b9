import { untilAborted, wait } from './wait';

/** After a rate limit, one more request at once is allowed for every so many that went well. */
const SUCCESSES_PER_STEP = 10;

/**
 * How many requests may be in flight, shared by all calls of one execution: fewer after a rate limit, none before the
 * time that the server has announced, more again while all goes well. They do not start together: they would be answered
 * together, and then wait for each other at the server and here.
 */
export class Throttle {
	private inFlight = 0;
	private allowed: number;
	private successes = 0;
	private pausedUntil = 0;
	private lastStart = 0;
	/** How long requests took lately. */
	private usualMs?: number;
	private readonly waiting: Array<() => void> = [];

	/** @param most the number of requests in flight when nothing is wrong, at least 1 */
	constructor(private readonly most: number) {
		this.allowed = most;
	}

	/** Runs a task when there is room for it. Throws what the task throws, and what {@link wait} throws. */
	async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
		for (;;) {
			const now = performance.now();
			const hasRoom = this.inFlight < this.allowed;
			const ms = Math.max(this.pausedUntil - now, hasRoom ? this.tooEarlyMs(now) : 0);
			if (ms > 0) await wait(ms, signal);
			else if (hasRoom) break;
			else await untilAborted(new Promise<void>((resolve) => this.waiting.push(resolve)), signal);
		}
		const start = performance.now();
		this.lastStart = start;
		this.inFlight++;
		try {
			return await task();
		} finally {
			this.inFlight--;
			const ms = performance.now() - start;
			this.usualMs = ((this.usualMs ?? ms) + ms) / 2;
			this.waiting.splice(0).forEach((wake) => wake());
		}
	}

	private tooEarlyMs(now: number): number {
		// Half of what spreads them evenly, so that a late one can be caught up with.
		const apart = this.inFlight === 0 ? 0 : (this.usualMs ?? 0) / (2 * this.allowed);
		return this.lastStart + apart - now;
	}

	/** Halves the concurrency limit and pauses all requests for `silenceMs`. */
	slowDown(silenceMs: number): void {
		const now = performance.now();
		// Requests that were in flight together meet the same limit together: it counts once.
		if (now >= this.pausedUntil) {
			this.allowed = Math.max(1, Math.floor(Math.min(this.allowed, this.inFlight + 1) / 2));
			this.successes = 0;
		}
		this.pausedUntil = Math.max(this.pausedUntil, now + silenceMs);
	}

	/** A request went well. */
	speedUp(): void {
		this.successes++;
		if (this.allowed >= this.most || this.successes < SUCCESSES_PER_STEP) return;
		this.successes = 0;
		this.allowed++;
	}
}

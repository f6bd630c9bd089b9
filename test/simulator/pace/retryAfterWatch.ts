/** Requests that were in flight when a 429 was sent could not know of it. */
const underWay = 100;

/** The client's timers may fire slightly early. */
const tolerance = 5;

/** Tracks the announced waits and detects clients that ignore them. */
export class RetryAfterWatch {
	private announcedAt = 0;

	private until = 0;

	/** Records that clients were told at `now` to wait until `until`. */
	announce(now: number, until: number): void {
		if (now >= this.until) this.announcedAt = now;
		this.until = Math.max(this.until, until);
	}

	/** Whether a request at this moment is too early. */
	isTooEarly(now: number): boolean {
		return now > this.announcedAt + underWay && now < this.until - tolerance;
	}
}

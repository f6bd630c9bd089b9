/** Requests that were under way when a 429 was sent cannot have known of it. */
const underWay = 100;

/** Timers of the client may be early by a little. */
const tolerance = 5;

/** Knows until when clients were told to wait, and notices those that do not. */
export class Patience {
	private announcedAt = 0;

	private until = 0;

	/** Clients are told now to come back then. */
	announce(now: number, until: number): void {
		if (now >= this.until) this.announcedAt = now;
		this.until = Math.max(this.until, until);
	}

	/** Whether a request that comes now comes too early. */
	isImpatient(now: number): boolean {
		return now > this.announcedAt + underWay && now < this.until - tolerance;
	}
}

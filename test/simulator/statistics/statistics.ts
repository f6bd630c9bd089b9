import type { RouteName } from '../routes/route';

/** What has been counted since the start or the last `reset()`. */
export class Statistics {
	tokensIssued = 0;

	tokensRefused = 0;

	/** Requests per route. */
	requests: Partial<Record<RouteName, number>> = {};

	/** Answers per HTTP status; an answer that never began is not counted. */
	statuses: Record<number, number> = {};

	/** API requests (except tokens) in flight. */
	inFlight = 0;

	maxInFlight = 0;

	/** 429 answers, by the limiter and by faults. */
	rateLimited = 0;

	/** API requests that came before an announced `Retry-After` had passed. */
	impatientRepeats = 0;

	/** TCP connections opened. */
	connections = 0;

	/** Bytes sent, of heads and bodies. */
	bytesSent = 0;

	/** Requests of all routes but tokens. */
	get apiRequests(): number {
		const all = Object.values(this.requests).reduce((sum, count) => sum + count, 0);
		return all - (this.requests.token ?? 0);
	}

	/** Resets all counts but that of requests in flight. */
	reset(): void {
		Object.assign(this, new Statistics(), { inFlight: this.inFlight, maxInFlight: this.inFlight });
	}

	/** Counts a request; call the returned function when it is over. */
	enter(route: RouteName): () => void {
		this.requests[route] = (this.requests[route] ?? 0) + 1;
		if (route === 'token') return () => {};
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		return () => {
			this.inFlight--;
		};
	}

	/** Counts an answer whose headers have been sent. */
	answered(status: number): void {
		this.statuses[status] = (this.statuses[status] ?? 0) + 1;
		if (status === 429) this.rateLimited++;
	}
}

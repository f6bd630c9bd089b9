import type { RouteName } from '../routes/route';

/** What has been counted since the start or the last `reset()`. */
export class Statistics {
	tokensIssued = 0;

	tokensRefused = 0;

	/** Requests per route. */
	requests: Partial<Record<RouteName, number>> = {};

	/** Answers per HTTP status; one that was never begun has none. */
	statuses: Record<number, number> = {};

	/** API requests (tokens aside) that are being answered now. */
	inFlight = 0;

	maxInFlight = 0;

	/** 429 answers, by the limiter and by faults. */
	rateLimited = 0;

	/** API requests that came before an announced `Retry-After` had passed. */
	impatientRepeats = 0;

	/** TCP connections opened. */
	connections = 0;

	/** Bytes of bodies sent. */
	bytesSent = 0;

	/** Requests of all routes but tokens. */
	get apiRequests(): number {
		const all = Object.values(this.requests).reduce((sum, count) => sum + count, 0);
		return all - (this.requests.token ?? 0);
	}

	/** Starts again; requests in flight stay counted as such. */
	reset(): void {
		Object.assign(this, new Statistics(), { inFlight: this.inFlight, maxInFlight: this.inFlight });
	}

	/** A request has come; call what is returned when it is over. */
	enter(route: RouteName): () => void {
		this.requests[route] = (this.requests[route] ?? 0) + 1;
		if (route === 'token') return () => {};
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		return () => {
			this.inFlight--;
		};
	}

	/** An answer's head has been written. */
	answered(status: number): void {
		this.statuses[status] = (this.statuses[status] ?? 0) + 1;
		if (status === 429) this.rateLimited++;
	}
}

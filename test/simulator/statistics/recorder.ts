import type { RouteName } from '../routes/route';

/** A request as received, and its answer. */
export interface RecordedRequest {
	at: number;
	route: RouteName;
	method: string;
	/** Path with query. */
	path: string;
	/** Names in lower case. */
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
	/** `undefined` until the request is answered. */
	status: number | undefined;
	/** The client, if its token was valid; empty for a request of a token. */
	clientId: string | undefined;
}

/** Adds a record, and drops the oldest beyond the maximum. */
export function record(requests: RecordedRequest[], entry: RecordedRequest, most: number): void {
	requests.push(entry);
	if (requests.length > most) requests.splice(0, requests.length - most);
}

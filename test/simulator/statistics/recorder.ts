import type { RouteName } from '../routes/route';

/** A request as it came, and how it was answered. */
export interface RecordedRequest {
	at: number;
	route: RouteName;
	method: string;
	/** Path with query. */
	path: string;
	/** Names in small letters. */
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
	/** `undefined` while there is no answer. */
	status: number | undefined;
	/** Whose token it carried, if the token was good; for a token request, who asked. */
	clientId: string | undefined;
}

/** Adds a record, and forgets the oldest where there are too many. */
export function record(requests: RecordedRequest[], entry: RecordedRequest, most: number): void {
	requests.push(entry);
	if (requests.length > most) requests.splice(0, requests.length - most);
}

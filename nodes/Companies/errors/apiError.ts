/** Why a call to the API gave no result; each kind has its own sentence for the user (`failureTexts.ts`). */
export type ErrorKind =
	| 'badRequest'
	| 'credentials'
	| 'role'
	| 'ipRestricted'
	| 'notFound'
	| 'rateLimit'
	| 'server'
	| 'refused'
	| 'unusable'
	| 'tooLarge'
	| 'unreachable'
	| 'timeout'
	| 'overtime'
	| 'certificate'
	| 'baseUrl'
	| 'intermediary'
	| 'blocked'
	| 'emptyBaseUrl'
	| 'invalidBaseUrl'
	| 'incomplete'
	| 'storage'
	| 'cancelled';

/** The server cannot be reached: the next call would wait as long for the same result. */
export const isOutage = (kind: ErrorKind) => kind === 'unreachable' || kind === 'timeout';

export interface ErrorDetails {
	/** The status line, where there was an answer. */
	httpCode?: number;
	/** The envelope's status, e.g. `FAILED`; fits into a first line. */
	status?: string;
	/** The server's own words, secrets taken out; together no longer than a few sentences. */
	words?: string[];
	/** How often the call was tried in all. */
	attempts?: number;
	/** How long was waited between the tries, in milliseconds. */
	waitedMs?: number;
	/** How long the server asks to wait, in milliseconds. */
	retryAfterMs?: number;
	/** What the network or the reader of the answer says, e.g. `ECONNRESET`. */
	reason?: string;
	/** Of the credential, as it is used. */
	baseUrl?: string;
	/** Whether it was the request for a token that failed. */
	isOfToken?: boolean;
	/** Whether the credential ignores certificates. */
	ignoreSslIssues?: boolean;
}

/** A call that failed for good. Operations turn it into the n8n error that the user reads. */
export class ApiError extends Error {
	constructor(
		readonly kind: ErrorKind,
		readonly details: ErrorDetails = {},
	) {
		super(`Keepnet API: ${kind}`);
		this.name = 'ApiError';
	}
}

/**
 * Waits for a call and gives a failure of certain kinds as a value, for callers that can go on without the result. Any other
 * failure is thrown.
 */
export async function orApiError<T>(
	call: Promise<T>,
	kinds: readonly ErrorKind[],
): Promise<T | ApiError> {
	return await call.catch((error: unknown) => {
		if (error instanceof ApiError && kinds.includes(error.kind)) return error;
		throw error;
	});
}

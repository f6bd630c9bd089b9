import type { Envelope } from './envelope';
import type { FailureKind } from './failure';

/** What one attempt at a call ended in; `value` is what was made of the answer. */
export type Outcome<T> = { success: true; value: T } | Fault;

/** An attempt without a result, before anybody decided whether to repeat it. */
export interface Fault {
	success: false;
	kind: FailureKind;
	httpCode?: number;
	status?: string;
	words?: string[];
	reason?: string;
	/** The `Retry-After` header as it came. */
	retryAfter?: string;
}

/**
 * What a status of the envelope means where the status line is 200 (contract section 2: the envelope decides).
 * A status that is not listed is `refused`: the server says no and does not say why.
 */
const KIND_OF_STATUS: Readonly<Record<string, FailureKind>> = {
	INPUT_ERROR: 'badRequest',
	VALIDATION_ERROR: 'badRequest',
	INTERNAL_SERVER_ERROR: 'server',
	IP_RESTRICTED: 'ipRestricted',
	PRIVACY_ERROR: 'role',
	FORBIDDEN: 'role',
	UNAUTHORIZED: 'credentials',
	NOT_FOUND: 'notFound',
};

/** What an error status, together with the status of the envelope, means (contract section 7). */
export function kindOf(httpCode: number, status: string): FailureKind {
	if (status === 'IP_RESTRICTED') return 'ipRestricted';
	if (httpCode === 401) return 'credentials';
	if (httpCode === 403) return 'role';
	if (httpCode === 404) return 'notFound';
	if (httpCode === 408) return 'timeout';
	if (httpCode === 429) return 'rateLimit';
	if (httpCode >= 500) return 'server';
	if (httpCode >= 400) return 'badRequest';
	return KIND_OF_STATUS[status] ?? 'refused';
}

/**
 * Judges a full answer (contract sections 2 and 7).
 *
 * @param envelope what `readEnvelope` made of the body; undefined where the body is no envelope
 */
export function judge(
	httpCode: number,
	envelope: Envelope | undefined,
	retryAfter?: string,
): Outcome<unknown> {
	const answered = httpCode >= 200 && httpCode < 300;
	if (answered && envelope?.succeeded) return { success: true, value: envelope.data };
	if (httpCode >= 300 && httpCode < 400) return { success: false, kind: 'baseUrl', httpCode };
	if (answered && !envelope) {
		return { success: false, kind: 'unusable', httpCode, reason: 'the answer is no JSON' };
	}
	return {
		success: false,
		kind: kindOf(httpCode, envelope?.status ?? ''),
		httpCode,
		status: envelope?.status || undefined,
		words: envelope?.words ?? [],
		retryAfter,
	};
}

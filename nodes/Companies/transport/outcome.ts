import type { Envelope } from './envelope';
import type { ErrorKind } from '../errors/apiError';

/** What one attempt at a call ended in; `value` is what was made of the answer. */
export type Outcome<T> = { success: true; value: T } | Fault;

/** An attempt without a result, before anybody decided whether to repeat it. */
export interface Fault {
	success: false;
	kind: ErrorKind;
	httpCode?: number;
	status?: string;
	words?: string[];
	reason?: string;
	/** The `Retry-After` header as it came. */
	retryAfter?: string;
	/** Whether it was the request for a token that failed. */
	isOfToken?: boolean;
	/** Whether a page for people came, which the API does not have. */
	isPage?: boolean;
}

/**
 * What a status of the envelope means where the status line is 200 (contract section 2: the envelope decides).
 * A status that is not listed is `refused`: the server says no and does not say why.
 */
const KIND_OF_STATUS: Readonly<Record<string, ErrorKind>> = {
	INPUT_ERROR: 'badRequest',
	VALIDATION_ERROR: 'badRequest',
	INTERNAL_SERVER_ERROR: 'server',
	IP_RESTRICTED: 'ipRestricted',
	PRIVACY_ERROR: 'role',
	FORBIDDEN: 'role',
	UNAUTHORIZED: 'credentials',
	NOT_FOUND: 'notFound',
};

/**
 * What a refused request means. Proxies, firewalls and web servers refuse as well, with a page, with nothing or with JSON of
 * their own: only the API itself knows the role of a client and the filters.
 */
function kindOfRefusal(httpCode: number, envelope: Envelope | undefined): ErrorKind {
	if (envelope?.isOfApi) {
		if (httpCode === 403) return 'role';
		const kind = KIND_OF_STATUS[envelope.status];
		if (kind !== undefined && httpCode !== 400) return kind;
	}
	const isAboutRequest = envelope?.isOfApi === true || envelope?.isProblem === true;
	return isAboutRequest && (httpCode === 400 || httpCode === 422) ? 'badRequest' : 'intermediary';
}

/** What an error status, together with the envelope, means (contract section 7). */
export function kindOf(httpCode: number, envelope: Envelope | undefined): ErrorKind {
	const status = envelope?.status ?? '';
	if (status === 'IP_RESTRICTED') return 'ipRestricted';
	if (httpCode === 401) return 'credentials';
	if (httpCode === 404) return 'notFound';
	if (httpCode === 429) return 'rateLimit';
	if (httpCode >= 500 || httpCode === 408) return 'server';
	if (httpCode >= 400) return kindOfRefusal(httpCode, envelope);
	return KIND_OF_STATUS[status] ?? 'refused';
}

/**
 * Judges a full answer (contract sections 2 and 7).
 *
 * @param envelope what `readEnvelope` made of the body; undefined where the body is no envelope
 * @param body the body as text
 */
export function judge(
	httpCode: number,
	envelope: Envelope | undefined,
	retryAfter?: string,
	body = '',
): Outcome<unknown> {
	const answered = httpCode >= 200 && httpCode < 300;
	if (answered && envelope?.succeeded) return { success: true, value: envelope.data };
	if (httpCode >= 300 && httpCode < 400) return { success: false, kind: 'baseUrl', httpCode };
	if (answered && !envelope) {
		return { success: false, kind: 'unusable', httpCode, reason: 'the answer is no JSON' };
	}
	return {
		success: false,
		kind: kindOf(httpCode, envelope),
		httpCode,
		status: envelope?.status || undefined,
		words: envelope?.words ?? [],
		retryAfter,
		isPage: !envelope && body.trim() !== '',
	};
}

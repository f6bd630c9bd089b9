import type { Fault } from './outcome';

interface ThrownByHelper {
	message?: unknown;
	code?: unknown;
	httpCode?: unknown;
	cause?: unknown;
	messages?: unknown;
	description?: unknown;
}

const CERTIFICATE = /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i;
const TIMEOUT = /ETIMEDOUT|timed? ?out|timeout of \d+ ?ms/i;
const TOKEN_REFUSED = /client authentication failed|invalid_client|unauthorized_client/i;
const TOKEN_REQUEST = /acquire OAuth2 access token|OAuth2/i;
const NO_SUCH_ADDRESS = /invalid url|unsupported protocol/i;

/** Everything that a helper's error and its causes say, as one text to recognise things in; never shown. */
function everyWord(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 4) return '';
	const { message, code, httpCode, cause, messages, description } = error as ThrownByHelper;
	const own = [message, code, httpCode, description, ...(Array.isArray(messages) ? messages : [])];
	return [...own.filter((word) => typeof word === 'string'), everyWord(cause, depth + 1)].join(' ');
}

/**
 * Reads what n8n's request helper throws. Answers of the API are never thrown here (`ignoreHttpStatusErrors`), so it is
 * the network or the token request: on 1.123 the cause is lost and only n8n's wording is left.
 */
export function readThrown(error: unknown): Fault {
	const said = everyWord(error);
	const code = /\b(E[A-Z_]{4,}|ERR_[A-Z_]+)\b/.exec(said)?.[1];
	if (TOKEN_REFUSED.test(said)) return { success: false, kind: 'credentials' };
	if (CERTIFICATE.test(said)) return { success: false, kind: 'certificate', reason: code };
	if (NO_SUCH_ADDRESS.test(said)) return { success: false, kind: 'baseUrl' };
	if (TIMEOUT.test(said)) return { success: false, kind: 'timeout', reason: code };
	if (TOKEN_REQUEST.test(said) && code === undefined) {
		return { success: false, kind: 'server', reason: 'no token could be fetched' };
	}
	return { success: false, kind: 'unreachable', reason: code };
}

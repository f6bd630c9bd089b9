import { readEnvelope } from './envelope';
import type { ErrorKind } from '../errors/apiError';
import type { Fault } from './outcome';
import { kindOf } from './outcome';
import { TIMING } from './timing';

interface ThrownByHelper {
	message?: unknown;
	code?: unknown;
	httpCode?: unknown;
	status?: unknown;
	body?: unknown;
	cause?: unknown;
	messages?: unknown;
	description?: unknown;
}

const CERTIFICATE = /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i;
const TIMEOUT = /ETIMEDOUT|timed? ?out|timeout of \d+ ?ms/i;
const NO_SUCH_ADDRESS = /invalid url|unsupported protocol/i;
const NETWORK_CODE =
	/\b(ECONN(?:REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|EPIPE|EPROTO|EADDRNOTAVAIL|ERR_STREAM_PREMATURE_CLOSE)\b/;
/** How n8n puts network trouble where the code itself is lost. */
const NETWORK_WORDS = /connect|socket|network|aborted|hang up|offline|unreachable|DNS/i;

/** n8n 2.x where `N8N_SSRF_PROTECTION_ENABLED` is on. */
const BLOCKED_BY_N8N =
	/^(?:Failed to acquire OAuth2 access token: )?The request was blocked because /;
/** More redirects than n8n follows for a token. */
const REDIRECTED = /number of redirects exceeded/i;

/** OAuth 2.0 servers name two reasons that pass (RFC 6749, 5.2 and 4.1.2.1); n8n words them like this. */
const TOKEN_SERVER_TROUBLE =
	/^(?:server_error|temporarily_unavailable)$|server encountered an unexpected condition|currently unable to handle the request/i;
/**
 * All others that OAuth 2.0 has are about the client: an id, a secret, a scope or a grant that the server does not take.
 * Other names of an error are not of OAuth 2.0.
 */
const TOKEN_REFUSED =
	/^(?:invalid|unauthorized|unsupported)_\w+$|^access_denied$|client authentication failed|request is missing a required parameter|authorization grant (?:\(|type )|client is not authorized to request|authorization server denied the request|requested scope is invalid|server does not support obtaining/i;
/** n8n's code for a JSON answer of the token address that has an `error`. */
const HAS_ERROR = 'EAUTH';
/** The token address answers with something that is no JSON: a page, or with no type of content at all, nothing. */
const NO_JSON = /unsupported content type: ?(\S*)|expected json response/i;

/** n8n has stored an answer of the token address that has no token in it. */
const UNSIGNED = /unable to sign without access token/i;
export const NO_TOKEN = 'n8n has no token to send';

const isText = (value: unknown): value is string => typeof value === 'string';

function chainOf(error: unknown): ThrownByHelper[] {
	const chain: ThrownByHelper[] = [];
	for (let link = error; typeof link === 'object' && link !== null && chain.length < 5; ) {
		chain.push(link);
		link = (link as ThrownByHelper).cause;
	}
	return chain;
}

/** Everything that a helper's error and its causes say, as one text to recognise things in. */
function everyWord(chain: ThrownByHelper[]): string {
	return chain
		.flatMap(({ message, code, httpCode, description, messages }) => [
			message,
			code,
			httpCode,
			description,
			...(Array.isArray(messages) ? messages : []),
		])
		.filter(isText)
		.join(' ');
}

const fault = (kind: ErrorKind, details: Partial<Fault> = {}): Fault => ({
	success: false,
	kind,
	...details,
});

/** A JSON answer with an `error`: of OAuth 2.0 itself, or of something that answers in its place. */
function readTokenError(chain: ThrownByHelper[]): Fault | undefined {
	const answer = chain.find(({ code, httpCode }) => [code, httpCode].includes(HAS_ERROR));
	if (!answer) return undefined;
	const { error } = (answer.body ?? {}) as { error?: unknown };
	const words = [error, ...chain.map(({ message }) => message)].filter(isText);
	const names = (pattern: RegExp) => words.some((word) => pattern.test(word));
	if (names(TOKEN_SERVER_TROUBLE)) return fault('server');
	return fault(names(TOKEN_REFUSED) ? 'credentials' : 'intermediary');
}

/** The status line and the body that the token address answered with, as far as n8n has kept them. */
function readTokenStatus(
	answer: ThrownByHelper | undefined,
	chain: ThrownByHelper[],
	said: string,
): Fault | undefined {
	const inWords = /\b(?:HTTP status|status code) (\d{3})\b/i.exec(said)?.[1];
	const inCode = chain.map(({ httpCode }) => String(httpCode)).find((code) => /^\d{3}$/.test(code));
	const httpCode = Number(answer?.status ?? inWords ?? inCode ?? NaN);
	if (httpCode >= 300 && httpCode < 400) return fault('baseUrl');
	if (!(httpCode >= 400)) return undefined;
	const body = isText(answer?.body) ? answer.body : '';
	const envelope = readEnvelope(body);
	// On n8n 1.x the body is lost; a page has a type of content.
	const isPage = answer ? body.trim() !== '' && !envelope : Boolean(NO_JSON.exec(said)?.[1]);
	const isNothing = answer ? body.trim() === '' : !isPage;
	const kind = kindOf(httpCode, envelope);
	if (kind === 'notFound') return fault('baseUrl');
	// The token address knows no roles and filters: what Keepnet itself refuses there is the client.
	if (kind === 'badRequest') return fault('credentials');
	const isOfClient = kind === 'credentials' && (isNothing || envelope?.isOfApi === true);
	if (kind === 'intermediary' || (kind === 'credentials' && !isOfClient)) {
		return fault('intermediary', { httpCode, isOfToken: true });
	}
	return fault(kind);
}

/**
 * Reads what n8n's request helper throws. Answers of the API are never thrown here (`ignoreHttpStatusErrors`), so it is
 * the network or the token request: on 1.123 the cause is lost and only n8n's wording is left.
 */
export function readThrown(error: unknown): Fault {
	const chain = chainOf(error);
	const said = everyWord(chain);
	if (chain.some(({ message }) => BLOCKED_BY_N8N.test(String(message)))) return fault('blocked');
	const answer = chain.find(({ status }) => typeof status === 'number');
	if (!answer && UNSIGNED.test(said)) return fault('unusable', { reason: NO_TOKEN });
	const answered = readTokenError(chain) ?? readTokenStatus(answer, chain, said);
	if (answered) return answered;
	const code = NETWORK_CODE.exec(said)?.[1];
	if (REDIRECTED.test(said)) return fault('baseUrl');
	// A page with a status of success.
	if (NO_JSON.test(said)) return fault('baseUrl');
	if (CERTIFICATE.test(said)) return fault('certificate', { reason: code });
	if (NO_SUCH_ADDRESS.test(said)) return fault('baseUrl');
	if (TIMEOUT.test(said)) {
		const seconds = Math.round(TIMING.silenceMs / 1000);
		return fault('timeout', { reason: `no answer came within ${seconds} s` });
	}
	if (code !== undefined || NETWORK_WORDS.test(said)) return fault('unreachable', { reason: code });
	return fault('unusable', { reason: String(chain[0]?.message ?? error) });
}

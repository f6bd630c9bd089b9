import { ApiError } from '../errors/apiError';
import { kindOf, readEnvelope } from './response';

/** An error of n8n's request helper, or one of its causes: n8n wraps what axios and the OAuth2 library throw. */
type Thrown = Readonly<Record<string, unknown>>;

const CERTIFICATE = /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i;
const TIMEOUT = /ETIMEDOUT|timed? ?out|timeout of \d+ ?ms/i;
/** No address, or a server that redirects more often than n8n follows for a token. */
const NO_SUCH_ADDRESS = /invalid url|unsupported protocol|number of redirects exceeded/i;
const NETWORK_CODE =
	/\b(ECONN(?:REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|EPIPE|EPROTO|EADDRNOTAVAIL|ERR_STREAM_PREMATURE_CLOSE)\b/;
/** n8n's words for network errors where the code itself is lost. */
const NETWORK_WORDS = /connect|socket|network|aborted|hang up|offline|unreachable|DNS/i;

/** n8n 2.x where `N8N_SSRF_PROTECTION_ENABLED` is on. */
const BLOCKED_BY_N8N =
	/^(?:Failed to acquire OAuth2 access token: )?The request was blocked because /;

/** The two transient errors of OAuth 2.0 (RFC 6749, 5.2 and 4.1.2.1), and n8n's words for them. */
const TOKEN_SERVER_TROUBLE =
	/^(?:server_error|temporarily_unavailable)$|server encountered an unexpected condition|currently unable to handle the request/i;
/** All other errors of OAuth 2.0 are about the client: the server rejects its ID, secret, scope or grant. */
const TOKEN_REFUSED =
	/^(?:invalid|unauthorized|unsupported)_\w+$|^access_denied$|client authentication failed|request is missing a required parameter|authorization grant (?:\(|type )|client is not authorized to request|authorization server denied the request|requested scope is invalid|server does not support obtaining/i;
/** n8n's code for a JSON answer of the token address that has an `error`. */
const HAS_ERROR = 'EAUTH';
/** The token address sends something other than JSON: a web page, or nothing where there is no content type. */
const NO_JSON = /unsupported content type: ?(\S*)|expected json response/i;

/** The answer of the token address contains no token. */
const UNSIGNED = /unable to sign without access token/i;

const isText = (value: unknown): value is string => typeof value === 'string';

function chainOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	for (let link = error; typeof link === 'object' && link !== null && chain.length < 5; ) {
		chain.push(link as Thrown);
		link = (link as Thrown).cause;
	}
	return chain;
}

/** Everything that a helper's error and its causes say, as one text. */
function everyWord(chain: Thrown[]): string {
	return chain
		.flatMap((link) => [link.message, link.code, link.httpCode, link.description, link.messages])
		.flat()
		.filter(isText)
		.join(' ');
}

/** A JSON answer with an `error`, from OAuth 2.0 itself or from something that answers in its place. */
function readTokenError(chain: Thrown[]): ApiError | undefined {
	const answer = chain.find(({ code, httpCode }) => [code, httpCode].includes(HAS_ERROR));
	if (!answer) return undefined;
	const { error } = (answer.body ?? {}) as { error?: unknown };
	const words = [error, ...chain.map(({ message }) => message)].filter(isText);
	if (words.some((word) => TOKEN_SERVER_TROUBLE.test(word))) return new ApiError('server');
	const isRefused = words.some((word) => TOKEN_REFUSED.test(word));
	return new ApiError(isRefused ? 'credentials' : 'intermediary');
}

/** The status line and the body of the token response, as far as n8n has kept them. */
function readTokenStatus(
	answer: Thrown | undefined,
	chain: Thrown[],
	said: string,
): ApiError | undefined {
	const inWords = /\b(?:HTTP status|status code) (\d{3})\b/i.exec(said)?.[1];
	const inCode = chain.map(({ httpCode }) => String(httpCode)).find((code) => /^\d{3}$/.test(code));
	const httpCode = Number(answer?.status ?? inWords ?? inCode ?? NaN);
	if (httpCode >= 300 && httpCode < 400) return new ApiError('baseUrl');
	if (!(httpCode >= 400)) return undefined;
	const body = isText(answer?.body) ? answer.body : '';
	const envelope = readEnvelope(body);
	// On n8n 1.x the body is lost; a page has a content type.
	const isNothing = answer ? body.trim() === '' : !NO_JSON.exec(said)?.[1];
	const kind = kindOf(httpCode, envelope);
	if (kind === 'notFound') return new ApiError('baseUrl');
	// The token address knows neither roles nor filters: what Keepnet itself refuses there is the client.
	if (kind === 'badRequest') return new ApiError('credentials');
	const isOfOther = kind === 'credentials' && !isNothing && !envelope?.isOfApi;
	if (kind === 'intermediary' || isOfOther) {
		return new ApiError('intermediary', { httpCode, isOfToken: true });
	}
	return new ApiError(kind);
}

/**
 * Reads what n8n's request helper throws. Answers of the API are never thrown (`ignoreHttpStatusErrors`), so it is about
 * the network or the token request. On n8n 1.x the cause is lost and only n8n's wording is left.
 */
export function readThrown(error: unknown): ApiError {
	const chain = chainOf(error);
	const said = everyWord(chain);
	if (chain.some(({ message }) => BLOCKED_BY_N8N.test(String(message)))) {
		return new ApiError('blocked');
	}
	const answer = chain.find(({ status }) => typeof status === 'number');
	if (!answer && UNSIGNED.test(said)) {
		return new ApiError('unusable', { reason: 'n8n has no token to send' });
	}
	const answered = readTokenError(chain) ?? readTokenStatus(answer, chain, said);
	if (answered) return answered;
	// Without a status of its own: a web page with a status of success.
	if (NO_JSON.test(said) || NO_SUCH_ADDRESS.test(said)) return new ApiError('baseUrl');
	const code = NETWORK_CODE.exec(said)?.[1];
	if (CERTIFICATE.test(said)) return new ApiError('certificate', { reason: code });
	if (TIMEOUT.test(said)) return new ApiError('timeout');
	if (code !== undefined || NETWORK_WORDS.test(said)) {
		return new ApiError('unreachable', { reason: code });
	}
	return new ApiError('unusable', { reason: String(chain[0]?.message ?? error) });
}

import { readEnvelope } from './envelope';
import type { FailureKind } from './failure';
import type { Fault } from './outcome';
import { kindOf } from './outcome';

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

/** OAuth 2.0 servers name two reasons that pass (RFC 6749, 5.2 and 4.1.2.1); n8n words them like this. */
const TOKEN_SERVER_TROUBLE = /server_error|temporarily|unexpected condition/i;
/** All others are about the client: an id, a secret, a scope or a grant that the server does not take. */
const TOKEN_REFUSED = /\bEAUTH\b|client authentication failed|invalid_client/i;
/** n8n has stored an answer of the token address that has no token in it. */
const UNSIGNED = /unable to sign without access token/i;
export const NO_TOKEN = 'n8n has no token to send';
/** The token address answers with something else, so it is none. */
const NO_TOKEN_SERVER = /content[- ]type|expected json/i;

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
		.filter((word) => typeof word === 'string')
		.join(' ');
}

/** What an error status of the token address means: 400 and 401 both tell of a wrong client (contract section 1). */
function kindOfTokenStatus(httpCode: number, body: unknown): FailureKind {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const kind = kindOf(httpCode, readEnvelope(text)?.status ?? '');
	if (kind === 'badRequest') return 'credentials';
	return kind === 'notFound' ? 'baseUrl' : kind;
}

/** The status line that the token address answered with, where n8n has kept it. */
function readTokenStatus(chain: ThrownByHelper[], said: string): FailureKind | undefined {
	const answer = chain.find(({ status }) => typeof status === 'number');
	const inWords = /\b(?:HTTP status|status code) (\d{3})\b/i.exec(said)?.[1];
	const httpCode = answer ? Number(answer.status) : Number(inWords ?? NaN);
	return httpCode >= 400 ? kindOfTokenStatus(httpCode, answer?.body) : undefined;
}

/**
 * Reads what n8n's request helper throws. Answers of the API are never thrown here (`ignoreHttpStatusErrors`), so it is
 * the network or the token request: on 1.123 the cause is lost and only n8n's wording is left.
 */
export function readThrown(error: unknown): Fault {
	const chain = chainOf(error);
	const said = everyWord(chain);
	const code = NETWORK_CODE.exec(said)?.[1];
	const fault = (kind: FailureKind, reason = code): Fault => ({ success: false, kind, reason });
	if (UNSIGNED.test(said)) return fault('unusable', NO_TOKEN);
	if (TOKEN_SERVER_TROUBLE.test(said)) return fault('server');
	if (TOKEN_REFUSED.test(said)) return fault('credentials');
	if (CERTIFICATE.test(said)) return fault('certificate');
	if (NO_SUCH_ADDRESS.test(said)) return fault('baseUrl');
	if (TIMEOUT.test(said)) return { success: false, kind: 'timeout' };
	const tokenKind = readTokenStatus(chain, said);
	if (tokenKind) return fault(tokenKind);
	if (NO_TOKEN_SERVER.test(said)) return fault('baseUrl');
	if (code !== undefined || NETWORK_WORDS.test(said)) return fault('unreachable');
	return fault('unusable', String(chain[0]?.message ?? error));
}

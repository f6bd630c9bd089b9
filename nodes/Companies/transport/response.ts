import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ApiError, type ErrorKind } from '../errors/apiError';
import { LIMITS } from '../limits';
import { spelledAs } from '../spelling';
import { readRetryAfter } from './retry';

/** The envelope of every JSON answer (contract section 2), with one spelling of its keys. */
export interface Envelope {
	data: unknown;
	/** The status in capitals, e.g. `SUCCESS`, `FAILED`, `IP_RESTRICTED`; empty where there is none that reads like one. */
	status: string;
	/**
	 * What the server says: `message`, `messages`, `validationMessages` and a status that does not read like one, without
	 * repetitions, line breaks and control characters. All of them together are bounded.
	 */
	words: string[];
	succeeded: boolean;
	/** Whether only the API answers like this; a gateway may answer with JSON of its own. */
	isOfApi: boolean;
	/** Whether it is what a web framework says about a request (RFC 9457). */
	isProblem: boolean;
}

/** Where the server says something, in the order in which it is shown. */
const WORDS = ['message', 'messages', 'title', 'detail', 'errors', 'validationMessages'];
const withUsualNames = spelledAs(['data', 'status', 'isSuccess', ...WORDS]);

/** No serializer escapes these letters, so an escaped one is a hidden `__proto__`. */
const MAY_HAVE_PROTO = /__proto__|\\u00(?:5f|6f|7[024])/i;

/**
 * Parses JSON, without any key `__proto__`: code that copies such an object by assignment, as n8n's does, would change
 * its prototype.
 *
 * @returns undefined where the text is not a JSON object
 */
function parseObject(text: string): IDataObject | undefined {
	try {
		const parsed: unknown = MAY_HAVE_PROTO.test(text)
			? JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
			: JSON.parse(text);
		const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
		return isObject ? (parsed as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}

/** Every text in a value: some servers send lists of objects, or a list for each field, in place of texts. */
function* texts(value: unknown, depth = 0): Generator<string> {
	if (typeof value === 'string') yield value;
	if (typeof value !== 'object' || value === null || depth > 3) return;
	for (const entry of Object.values(value)) yield* texts(entry, depth + 1);
}

/** On one line, without control characters and others that nobody sees. */
export const onOneLine = (text: string) => text.replace(/[\s\p{C}]+/gu, ' ');

/** As much of the texts as is shown, each once; cut before anything is looked for in them. */
function readWords(values: unknown[]): string[] {
	const words = new Set<string>();
	let left = LIMITS.maxServerText;
	let tries = LIMITS.maxServerText;
	for (const text of texts(values)) {
		const word = onOneLine(
			text.trimStart().slice(0, Math.min(left, LIMITS.maxServerSentence)),
		).trim();
		if (word !== '' && !words.has(word)) {
			words.add(word);
			left -= word.length;
		}
		// A million empty texts say nothing either.
		if (left <= 0 || --tries <= 0) break;
	}
	return [...words];
}

/** n8n replaces a first line that contains one of its codes. */
const NETWORK_CODE =
	/ECONN|ENOTFOUND|ETIMEDOUT|ADDR|EHOST|EAI_|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM/;

/** Whether a text may stand in a first line: names of a status are short, and look like one. */
const isStatus = (text: string) => /^[A-Z][A-Z\d_]{0,39}$/.test(text) && !NETWORK_CODE.test(text);

/** The ways to write true and false that deployments use. */
const YES_OR_NO = /^\s*(?:(true|yes|1)|false|no|0)\s*$/i;

/**
 * Reads the text of an answer.
 *
 * @returns undefined where the text is not a JSON object: a web page, a cut or an empty body
 */
export function readEnvelope(text: string): Envelope | undefined {
	const parsed = parseObject(text);
	if (!parsed) return undefined;
	const body = withUsualNames(parsed);
	const said = typeof body.status === 'string' ? body.status.trim().toUpperCase() : '';
	const success =
		typeof body.isSuccess === 'object' ? null : YES_OR_NO.exec(String(body.isSuccess));
	return {
		data: body.data ?? null,
		status: isStatus(said) ? said : '',
		words: readWords([isStatus(said) ? '' : body.status, ...WORDS.map((name) => body[name])]),
		succeeded: (!success || success[1] !== undefined) && (said === '' || said === 'SUCCESS'),
		isOfApi: said !== '' || success !== null || body.validationMessages !== undefined,
		isProblem: typeof body.title === 'string',
	};
}

/** What a status of the envelope means whatever the status line says: only the API itself gives these. */
const DECISIVE: Readonly<Record<string, ErrorKind>> = {
	IP_RESTRICTED: 'ipRestricted',
	PRIVACY_ERROR: 'privacy',
};

/**
 * What a status of the envelope means where the status line is 200 (contract section 2: the envelope decides).
 * A status that is not listed is `refused`: the server does not say why.
 */
const KIND_OF_STATUS: Readonly<Record<string, ErrorKind>> = {
	INPUT_ERROR: 'badRequest',
	VALIDATION_ERROR: 'badRequest',
	INTERNAL_SERVER_ERROR: 'server',
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
	const decided = DECISIVE[status];
	if (decided !== undefined) return decided;
	if (httpCode === 401) return 'credentials';
	if (httpCode === 404) return 'notFound';
	if (httpCode === 429) return 'rateLimit';
	if (httpCode >= 500 || httpCode === 408) return 'server';
	if (httpCode >= 400) return kindOfRefusal(httpCode, envelope);
	return KIND_OF_STATUS[status] ?? 'refused';
}

/**
 * Classifies a full answer (contract sections 2 and 7).
 *
 * @param envelope what {@link readEnvelope} made of the body; undefined where the body is no envelope
 * @param retryAfter the header as it came
 * @returns undefined for a success
 */
export function classifyResponse(
	httpCode: number,
	envelope: Envelope | undefined,
	retryAfter?: unknown,
	body = '',
): ApiError | undefined {
	const isAnswered = httpCode >= 200 && httpCode < 300;
	if (isAnswered && envelope?.succeeded) return undefined;
	if (httpCode >= 300 && httpCode < 400) return new ApiError('baseUrl', { httpCode });
	if (isAnswered && !envelope) {
		return new ApiError('unusable', { httpCode, reason: 'the answer is not JSON' });
	}
	return new ApiError(kindOf(httpCode, envelope), {
		httpCode,
		status: envelope?.status || undefined,
		words: envelope?.words,
		retryAfterMs: readRetryAfter(retryAfter, DateTime.now()),
		isPage: !envelope && body.trim() !== '',
	});
}

import type { IDataObject } from 'n8n-workflow';

import { flag } from '../company/rawValues';
import { LIMITS } from '../limits';
import { spelledAs } from '../spelling';
import { parseJson } from './parseJson';

/** The envelope of every JSON answer (contract section 2), with one spelling of its keys. */
export interface Envelope {
	data: unknown;
	/**
	 * The status in capitals, e.g. `SUCCESS`, `FAILED`, `IP_RESTRICTED`; empty where the answer has none, or a text that is
	 * none: that is among the words.
	 */
	status: string;
	/**
	 * What the server says: `message`, `messages`, `validationMessages`, without repetitions, line breaks and control
	 * characters. All of them together are bounded.
	 */
	words: string[];
	succeeded: boolean;
	/** Whether only the API answers like this; a gateway may answer with JSON of its own. */
	isOfApi: boolean;
	/** Whether it is what a web framework says about a request (RFC 9457). */
	isProblem: boolean;
}

type JsonObject = IDataObject;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const withUsualNames = spelledAs([
	'data',
	'status',
	'isSuccess',
	'message',
	'messages',
	'title',
	'detail',
	'errors',
	'validationMessages',
]);

function read(body: JsonObject, key: string): unknown {
	return withUsualNames(body)[key];
}

/** Every text in a value: some servers send lists of objects, or a list for each field, in place of texts. */
function* texts(value: unknown, depth = 0): Generator<string> {
	if (typeof value === 'string') yield value;
	if (typeof value !== 'object' || value === null || depth > 3) return;
	for (const entry of Object.values(value)) yield* texts(entry, depth + 1);
}

/** One line without control characters and others that nobody sees. */
const tidy = (text: string) => text.replace(/[\s\p{C}]+/gu, ' ').trim();

/** As much of the texts as is shown, each once; cut before anything is looked for in them. */
function readWords(values: unknown[]): string[] {
	const words = new Set<string>();
	let left = LIMITS.maxServerText;
	let tries = LIMITS.maxServerText;
	for (const text of texts(values)) {
		const word = tidy(text.trimStart().slice(0, Math.min(left, LIMITS.maxServerSentence)));
		if (word !== '' && !words.has(word)) {
			words.add(word);
			left -= word.length;
		}
		// A million empty texts say nothing either.
		if (left <= 0 || --tries <= 0) break;
	}
	return [...words];
}

/** n8n replaces a first line that has one of its codes in it. */
const NETWORK_CODE =
	/ECONN|ENOTFOUND|ETIMEDOUT|ADDR|EHOST|EAI_|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM/;

/** Whether a text may stand in a first line: names of a status are short, and look like one. */
const isStatus = (text: string) => /^[A-Z][A-Z\d_]{0,39}$/.test(text) && !NETWORK_CODE.test(text);

/**
 * Reads the text of an answer.
 *
 * @returns undefined where the text is no JSON object, so a web page, a cut or an empty body
 */
export function readEnvelope(text: string): Envelope | undefined {
	let body: unknown;
	try {
		body = parseJson(text);
	} catch {
		return undefined;
	}
	if (!isObject(body)) return undefined;

	const rawStatus = read(body, 'status');
	const said = typeof rawStatus === 'string' ? rawStatus.trim().toUpperCase() : '';
	const isSuccess = flag(read(body, 'isSuccess'));
	const validationMessages = read(body, 'validationMessages');
	return {
		data: read(body, 'data') ?? null,
		status: isStatus(said) ? said : '',
		words: readWords([
			...(isStatus(said) ? [] : [rawStatus]),
			read(body, 'message'),
			read(body, 'messages'),
			read(body, 'title'),
			read(body, 'detail'),
			read(body, 'errors'),
			validationMessages,
		]),
		succeeded: isSuccess !== false && (said === '' || said === 'SUCCESS'),
		isOfApi: said !== '' || isSuccess !== null || validationMessages !== undefined,
		isProblem: typeof read(body, 'title') === 'string',
	};
}

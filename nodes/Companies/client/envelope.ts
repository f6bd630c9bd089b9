import type { IDataObject } from 'n8n-workflow';

import { flag } from '../company/rawValues';
import { spelledAs } from '../spelling';
import { parseJson } from './parseJson';

/** The envelope of every JSON answer (contract section 2), with one spelling of its keys. */
export interface Envelope {
	data: unknown;
	/** The status in capitals, e.g. `SUCCESS`, `FAILED`, `IP_RESTRICTED`; empty where the answer has none. */
	status: string;
	/** Everything the server says in words: `message`, `messages`, `validationMessages`, without repetitions. */
	words: string[];
	succeeded: boolean;
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
function texts(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value];
	if (typeof value !== 'object' || value === null || depth > 3) return [];
	return Object.values(value).flatMap((entry) => texts(entry, depth + 1));
}

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
	const status = typeof rawStatus === 'string' ? rawStatus.trim().toUpperCase() : '';
	const spoken = [
		...texts(read(body, 'message')),
		...texts(read(body, 'messages')),
		// What a web framework says before the API itself is asked (RFC 9457).
		...texts(read(body, 'title')),
		...texts(read(body, 'detail')),
		...texts(read(body, 'errors')),
		...texts(read(body, 'validationMessages')),
	];
	return {
		data: read(body, 'data') ?? null,
		status,
		words: [...new Set(spoken)],
		succeeded: flag(read(body, 'isSuccess')) !== false && (status === '' || status === 'SUCCESS'),
	};
}

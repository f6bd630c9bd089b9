/** The envelope of every JSON answer (contract section 2), with one spelling of its keys. */
export interface Envelope {
	data: unknown;
	/** The status in capitals, e.g. `SUCCESS`, `FAILED`, `IP_RESTRICTED`; empty where the answer has none. */
	status: string;
	/** Everything the server says in words: `message`, `messages`, `validationMessages`, without repetitions. */
	words: string[];
	/** Only the words about single fields of the request. */
	validationWords: string[];
	succeeded: boolean;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some deployments write `Status` for `status` (contract section 2). */
function read(body: JsonObject, key: string): unknown {
	return body[key] ?? body[key[0].toUpperCase() + key.slice(1)];
}

function texts(value: unknown): string[] {
	const list = Array.isArray(value) ? value : [value];
	return list.filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}

/**
 * Reads the text of an answer.
 *
 * @returns undefined where the text is no JSON object, so a web page, a cut or an empty body
 */
export function readEnvelope(text: string): Envelope | undefined {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isObject(body)) return undefined;

	const rawStatus = read(body, 'status');
	const status = typeof rawStatus === 'string' ? rawStatus.trim().toUpperCase() : '';
	const validationWords = texts(read(body, 'validationMessages'));
	const spoken = [
		...texts(read(body, 'message')),
		...texts(read(body, 'messages')),
		...validationWords,
	];
	return {
		data: read(body, 'data') ?? null,
		status,
		words: [...new Set(spoken)],
		validationWords,
		succeeded: read(body, 'isSuccess') !== false && (status === '' || status === 'SUCCESS'),
	};
}

import type { Readable } from 'node:stream';

/** A complete answer, before a fault spoils it. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer | Readable;
}

/** An answer in JSON. */
export function json(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(value),
	};
}

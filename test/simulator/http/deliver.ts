import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Answer } from './answer';

/** Sends an answer as it should be sent. */
export function deliver({ status, headers, body }: Answer, response: ServerResponse): void {
	const isWhole = typeof body === 'string' || Buffer.isBuffer(body);
	response.writeHead(status, {
		...headers,
		...(isWhole && { 'content-length': Buffer.byteLength(body) }),
	});
	if (isWhole) response.end(body);
	// A client that disconnects is not an error of the server.
	else pipeline(body, response, () => {});
}

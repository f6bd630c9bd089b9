import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';

/** Marks a body that does not fit its content type. */
export class Unreadable {
	constructor(readonly reason: string) {}
}

function parseJson(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		return new Unreadable((error as Error).message);
	}
}

/** Reads bodies and never refuses one: the API's own messages say what is wrong with it. */
export async function readBodies(server: FastifyInstance): Promise<void> {
	await server.register(formbody);
	server.removeContentTypeParser('application/json');
	server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
		done(null, parseJson(text.toString())),
	);
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) =>
		done(null, text),
	);
}

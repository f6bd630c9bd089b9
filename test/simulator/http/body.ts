import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';

/** Stands for a body that is not what its content type promises. */
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

/** Reads bodies without ever refusing one: what is wrong with a body is told in the API's own words. */
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

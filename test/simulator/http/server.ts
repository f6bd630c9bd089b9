import Fastify, { type FastifyInstance } from 'fastify';
import { routes } from '../routes';
import type { World } from '../world';
import { readBodies } from './body';
import { handler, type Respond } from './handle';
import { notFound, status } from './others';
import { serve } from './serve';

export interface Certificate {
	key: string | Buffer;
	cert: string | Buffer;
}

const options = {
	bodyLimit: 16 * 1024 * 1024,
	forceCloseConnections: true,
	keepAliveTimeout: 60_000,
	/** An ID may be longer than Fastify allows by itself; the answer to an unknown one is Keepnet's. */
	routerOptions: { maxParamLength: 8192 },
};

/** The server with all routes; not listening yet. */
export async function createServer(world: World, tls?: Certificate): Promise<FastifyInstance> {
	const server = (tls === undefined
		? Fastify(options)
		: Fastify({ ...options, https: tls })) as unknown as FastifyInstance;
	await readBodies(server);
	for (const route of routes) {
		const { method, name, url } = route;
		const respond: Respond = async (request, entry) => await serve(world, route, request, entry);
		server.route({ method, url, handler: handler(world, name, respond) });
	}
	server.get('/', (_request, reply) => reply.send(status(world)));
	server.setNotFoundHandler(handler(world, 'unknown', () => notFound(world)));
	server.server.on('connection', () => {
		world.statistics.connections++;
	});
	return server;
}

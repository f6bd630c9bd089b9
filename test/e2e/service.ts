import formbody from '@fastify/formbody';
import fastify from 'fastify';

/** A client-credentials OAuth2 service: a token works until the next one is issued. */
export interface Service {
	readonly url: string;
	/** Path and `Authorization` header of each request but those for a token. */
	readonly requests: string[];
	close(): Promise<void>;
}

export async function startService(): Promise<Service> {
	const requests: string[] = [];
	let issued = 0;

	const app = fastify({ forceCloseConnections: true });
	await app.register(formbody);
	app.post<{ Body: Record<string, string> }>('/connect/token', async ({ body }, reply) => {
		if (body.client_secret === 'wrong')
			return await reply.code(400).send({ error: 'invalid_client' });
		return { access_token: `token-${++issued}`, token_type: 'Bearer', expires_in: 3600 };
	});
	app.addHook('preHandler', async ({ url, headers }, reply) => {
		if (url === '/connect/token') return;
		requests.push(`${url} ${headers.authorization}`);
		if (headers.authorization !== `Bearer token-${issued}`) {
			await reply.code(401).send({ status: 'UNAUTHORIZED' });
		}
	});
	app.get(
		'/forbidden',
		async (_request, reply) =>
			await reply.code(403).send({ status: 'FAILED', message: 'Not a reseller' }),
	);
	app.get('/file', async () => 'id,name\n1,Acme\n');
	app.get('/slow', async () => await new Promise(() => {}));
	app.get('/*', async ({ url }) => ({ status: 'SUCCESS', url }));
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url, requests, close: async () => await app.close() };
}

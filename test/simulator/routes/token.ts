import { json } from '../http/answer';
import { clientById } from '../world';
import type { Route } from './route';

interface TokenRequest {
	client_id?: unknown;
	client_secret?: unknown;
}

const permissions = [
	'companies/search|POST',
	'companies/search/export|POST',
	'companies/{id}|GET',
	'companies/my|GET',
	'lookups/licenses|GET',
];

/** `POST /connect/token`: client credentials for a token. */
export const tokenRoute: Route = {
	name: 'token',
	operationId: 'requestToken',
	method: 'POST',
	url: '/connect/token',
	open: true,
	async serve(world, { body }) {
		const { behaviour, statistics, tokens } = world;
		const { client_id: id, client_secret: secret } = body as TokenRequest;
		const client = clientById(world, String(id));
		if (client === undefined || client.clientSecret !== secret) {
			statistics.tokensRefused++;
			return json(behaviour.invalidClientStatus, { error: 'invalid_client' });
		}
		statistics.tokensIssued++;
		return json(200, {
			access_token: await tokens.issue(client, behaviour.tokenLifetimeSeconds),
			expires_in: behaviour.tokenExpiresIn ?? behaviour.tokenLifetimeSeconds,
			token_type: 'Bearer',
			scope: 'api1',
			...(behaviour.tokenPermissions && { permissions }),
		});
	},
};

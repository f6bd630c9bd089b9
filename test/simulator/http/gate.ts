import type { Access } from '../clients/clients';
import type { Claims } from '../clients/tokens';
import type { Route } from '../routes/route';
import { clientById, type World } from '../world';
import { Refusal } from './refusal';

const closed: Record<Exclude<Access, 'open'>, () => Refusal> = {
	blocked: () =>
		new Refusal(403, 'IP_RESTRICTED', 'Your IP address is not allowed to use this client.'),
	failing: () =>
		new Refusal(200, 'FAILED', 'The operation could not be completed.', [
			'The company is being moved to another region.',
		]),
};

/** The answer to an invalid or expired token. */
export function deadToken({ behaviour }: World): Refusal {
	const message = 'The token is missing, invalid or expired.';
	return new Refusal(behaviour.deadTokenStatus, 'FAILED', message);
}

/** The caller; throws if the token is invalid or does not allow the call. */
export async function authenticate(
	world: World,
	route: Route,
	authorization: string | undefined,
): Promise<Claims> {
	const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
	const claims = token === undefined ? undefined : await world.tokens.check(token);
	if (claims === undefined) throw deadToken(world);
	const access = clientById(world, claims.clientId)?.access ?? 'open';
	if (access !== 'open') throw closed[access]();
	if (route.resellerOnly === true && claims.role !== 'Reseller') {
		throw new Refusal(403, 'FORBIDDEN', `The client role is '${claims.role}', not Reseller.`);
	}
	return claims;
}

import type { Claims } from '../clients/tokens';
import { Refusal } from '../http/refusal';
import type { Company } from '../tenant/row';
import { tenantOf, type World } from '../world';

/** The company of an ID; throws if the caller does not manage it. */
export function managedCompany(world: World, claims: Claims, id: string): Company {
	const own = tenantOf(world, claims.clientId).store.find(id);
	if (own !== undefined && claims.role === 'Reseller') return own;
	const isSomebodys = Object.values(world.tenants).some(({ store }) => store.find(id));
	throw isSomebodys
		? new Refusal(403, 'FORBIDDEN', 'The company is not one that you manage.')
		: new Refusal(404, 'FAILED', 'There is no such company.');
}

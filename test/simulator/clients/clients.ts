import { identifier } from '../tenant/hash';

export type ClientKind = 'reseller' | 'otherReseller' | 'companyAdmin' | 'blocked' | 'failing';

/** `Reseller`, `Company Admin`, or the name of a custom role. */
export type Role = string;

/** What happens to the calls of a client: served, refused by address, or failed with HTTP 200. */
export type Access = 'open' | 'blocked' | 'failing';

/** An API client, as created in the company settings. */
export interface Client {
	readonly clientId: string;
	clientSecret: string;
	role: Role;
	access: Access;
	/** Whose companies it sees. */
	readonly tenant: 'main' | 'other';
	readonly companyResourceId: string;
	readonly companyName: string;
}

type Settings = Pick<Client, 'role' | 'access' | 'tenant' | 'companyName'>;

const kinds: Record<ClientKind, Settings> = {
	reseller: {
		role: 'Reseller',
		access: 'open',
		tenant: 'main',
		companyName: 'CyberShield MSSP',
	},
	otherReseller: {
		role: 'Reseller',
		access: 'open',
		tenant: 'other',
		companyName: 'Blue Harbor IT',
	},
	companyAdmin: {
		role: 'Company Admin',
		access: 'open',
		tenant: 'main',
		companyName: 'A Single Customer',
	},
	blocked: {
		role: 'Reseller',
		access: 'blocked',
		tenant: 'main',
		companyName: 'CyberShield MSSP',
	},
	failing: {
		role: 'Reseller',
		access: 'failing',
		tenant: 'main',
		companyName: 'CyberShield MSSP',
	},
};

/** One client of each kind; IDs and secrets depend on the seed. */
export function createClients(seed: number): Record<ClientKind, Client> {
	const create = (kind: ClientKind): Client => ({
		clientId: `${kind}-${identifier(`client ${kind} ${seed}`).slice(0, 12)}`,
		clientSecret: identifier(`secret ${kind} ${seed}`),
		companyResourceId: identifier(`company ${kinds[kind].companyName}`),
		...kinds[kind],
	});
	return {
		reseller: create('reseller'),
		otherReseller: create('otherReseller'),
		companyAdmin: create('companyAdmin'),
		blocked: create('blocked'),
		failing: create('failing'),
	};
}

import { randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Client, Role } from './clients';

/** The claims of a token; the role is the client's at the time of issue. */
export interface Claims {
	clientId: string;
	role: Role;
}

/** Issues and checks JSON Web Tokens. */
export class Tokens {
	private readonly key = randomBytes(32);

	private readonly live = new Set<string>();

	/** Signs a token for a client. */
	async issue(client: Client, lifetimeSeconds: number): Promise<string> {
		const id = randomUUID();
		const now = Math.floor(Date.now() / 1000);
		const token = await new SignJWT({
			client_id: client.clientId,
			role: client.role,
			reseller_access: `${client.role === 'Reseller'}`,
			user_company_resourceid: client.companyResourceId,
			user_company_name: client.companyName,
			scope: ['api1'],
		})
			.setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
			.setJti(id)
			.setIssuedAt(now)
			.setExpirationTime(now + lifetimeSeconds)
			.sign(this.key);
		this.live.add(id);
		return token;
	}

	/** The claims of a token, or `undefined` if it is forged, expired or revoked. */
	async check(token: string): Promise<Claims | undefined> {
		try {
			const { payload } = await jwtVerify(token, this.key);
			if (!this.live.has(payload.jti ?? '')) return undefined;
			return { clientId: String(payload.client_id), role: String(payload.role) };
		} catch {
			return undefined;
		}
	}

	/** Every token issued so far stops working. */
	revoke(): void {
		this.live.clear();
	}
}

import type { IDataObject } from 'n8n-workflow';
import { claimsOf } from '../claims';
import { FIRST_PATH } from '../connection';
import type { Look } from '../look';

const ROLES = ['Reseller', 'Company Admin'];

const hasResult = (data: unknown): true => (data === undefined ? true : true);

const secondsText = (seconds: number) => (Number.isFinite(seconds) ? `${seconds} s` : 'not said');

/** The first call, which proves the token: it works for every role. */
export const tokenLook: Look = {
	title: 'Token',
	about: 'Whether n8n can sign in with this client, and for how long each time.',
	asks: ['POST /connect/token', `GET ${FIRST_PATH}`],
	async run({ client, credential }) {
		await client.get(FIRST_PATH, hasResult);
		const { oauthTokenData } = await credential.getData();
		const stored = (oauthTokenData ?? {}) as IDataObject;
		const { exp, iat, role } = claimsOf(stored);
		const lifetime = Number(exp) - Number(iat);
		const said = Number(stored.expires_in);
		return {
			lines: [
				{ what: 'Lifetime', verdict: secondsText(lifetime) },
				{ what: 'expires_in', verdict: secondsText(said) },
				{ what: 'Role', verdict: ROLES.find((known) => known === role) ?? 'another, or not said' },
			],
			contradicts: lifetime === 3600 ? [] : ['A token does not live for 3600 s.'],
			behaviour: {
				...(Number.isFinite(lifetime) && lifetime > 0 && { tokenLifetimeSeconds: lifetime }),
				...(Number.isFinite(said) && said !== lifetime && { tokenExpiresIn: said }),
			},
		};
	},
};

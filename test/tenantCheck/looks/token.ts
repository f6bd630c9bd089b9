import type { IDataObject } from 'n8n-workflow';
import { decodeJwt } from 'jose';
import { FIRST_PATH } from '../connection';
import { isIdentifier } from '../identifier';
import type { Look } from '../look';

/** Claims of contract section 1, and those that every token has. */
const KNOWN = [
	...['exp', 'iat', 'nbf', 'iss', 'aud', 'sub', 'jti', 'client_id', 'role', 'scope'],
	...['reseller_access', 'user_company_resourceid', 'user_company_name'],
];
/** Contract section 2, in its two spellings. */
const ENVELOPE = ['data', 'status', 'message', 'validationMessages', 'isSuccess', 'messages'];
const ROLES = ['Reseller', 'Company Admin'];

function claimsOf(token: unknown): IDataObject {
	try {
		return decodeJwt(String(token)) as IDataObject;
	} catch {
		return {};
	}
}

const hasResult = (data: unknown): true => (data === undefined ? true : true);

const uncapitalised = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** The first call, which proves the token: it works for every role. */
export const tokenLook: Look = {
	title: 'Token',
	about: 'Whether n8n can sign in with this client, and for how long each time.',
	asks: ['POST /connect/token', `GET ${FIRST_PATH}`],
	async run({ client, credential, watch }) {
		await client.get(FIRST_PATH, hasResult);
		const { oauthTokenData } = await credential.getData();
		const stored = (oauthTokenData ?? {}) as IDataObject;
		const claims = claimsOf(stored.access_token);
		const { exp, iat, role } = claims;
		const lifetime = Number(exp) - Number(iat);
		const said = Number(stored.expires_in);
		const names = Object.keys(claims).filter(isIdentifier);
		const added = names.filter((name) => !KNOWN.includes(name));
		const lacking = ['exp', 'client_id', 'role'].filter((name) => !names.includes(name));
		const envelope = watch.envelope.filter((name) => isIdentifier(uncapitalised(name))).sort();
		const inEnvelope = envelope.filter((name) => !ENVELOPE.includes(uncapitalised(name)));
		return {
			lines: [
				{ what: 'Lifetime', verdict: Number.isFinite(lifetime) ? `${lifetime} s` : 'not said' },
				{ what: 'expires_in', verdict: Number.isFinite(said) ? `${said} s` : 'not said' },
				{ what: 'Claims', verdict: names.sort().join(', ') || 'none that can be read' },
				{ what: 'Envelope', verdict: envelope.join(', ') || 'none that can be read' },
				{ what: 'Role', verdict: ROLES.find((known) => known === role) ?? 'another, or not said' },
			],
			contradicts: [
				...(added.length > 0 ? [`The token has more claims: ${added.join(', ')}.`] : []),
				...(lacking.length > 0 ? [`The token lacks claims: ${lacking.join(', ')}.`] : []),
				...(inEnvelope.length > 0 ? [`The envelope has more: ${inEnvelope.join(', ')}.`] : []),
				...(lifetime === 3600 ? [] : ['A token does not live for 3600 s.']),
			],
			behaviour: {
				capitalisedEnvelope: envelope.includes('Status'),
				isSuccessEnvelope: envelope.includes('isSuccess'),
				...(Number.isFinite(lifetime) && lifetime > 0 && { tokenLifetimeSeconds: lifetime }),
				...(Number.isFinite(said) && said !== lifetime && { tokenExpiresIn: said }),
			},
		};
	},
};

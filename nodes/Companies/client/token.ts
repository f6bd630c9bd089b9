import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** A token this close to its end is not worth a request that may reach the server after it, in seconds. */
const MARGIN_SECONDS = 30;

interface TokenClaims {
	client_id?: unknown;
	exp?: unknown;
}

function readClaims(token: string): TokenClaims | undefined {
	const [, payload] = token.split('.');
	try {
		const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
		return typeof claims === 'object' && claims !== null ? claims : undefined;
	} catch {
		return undefined;
	}
}

/** What n8n has stored with the credential: no token, one that may be used, or one that must be replaced first. */
export type StoredToken = 'none' | 'usable' | 'stale';

/**
 * Judges the token that n8n keeps with the credential. n8n goes on using it after the Client ID was changed, so with
 * another customer's access, and after it has expired; the claims of the token tell (contract section 1).
 *
 * @param credential decrypted data of the credential
 */
export function judgeStoredToken(credential: IDataObject, now: DateTime): StoredToken {
	const stored = credential.oauthTokenData as IDataObject | undefined;
	const token = stored?.access_token;
	if (typeof token !== 'string' || token === '') return 'none';
	const claims = readClaims(token);
	if (!claims) return 'usable';
	const otherClient =
		typeof claims.client_id === 'string' && claims.client_id !== String(credential.clientId).trim();
	const expired = typeof claims.exp === 'number' && claims.exp < now.toSeconds() + MARGIN_SECONDS;
	return otherClient || expired ? 'stale' : 'usable';
}

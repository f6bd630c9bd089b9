import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { LIMITS } from '../limits';

/** A token this close to its end is not worth a request that may reach the server after it, in seconds. */
const MARGIN_SECONDS = 30;
/** What a token may consist of (RFC 6749, A.12). Anything else, n8n stores all the same. */
const TOKEN = /^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/;

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

/**
 * The token that n8n keeps with the credential. n8n stores whatever the token address has answered, also where there is
 * no token in it.
 *
 * @param credential decrypted data of the credential
 * @returns undefined where nothing is stored that could be sent
 */
export function storedToken({ oauthTokenData }: IDataObject): string | undefined {
	const token = (oauthTokenData as IDataObject | null | undefined)?.access_token;
	if (typeof token !== 'string' || token.length > LIMITS.maxTokenLength) return undefined;
	return TOKEN.test(token) ? token : undefined;
}

/**
 * Whether a stored token must be replaced before the first request. n8n goes on using it after the Client ID was changed,
 * so with another customer's access, and after it has expired; the claims of the token tell (contract section 1).
 *
 * @param credential decrypted data of the credential
 */
export function isStale(token: string, credential: IDataObject, now: DateTime): boolean {
	const claims = readClaims(token);
	if (!claims) return false;
	const otherClient =
		typeof claims.client_id === 'string' && claims.client_id !== String(credential.clientId).trim();
	return (
		otherClient || (typeof claims.exp === 'number' && claims.exp < now.toSeconds() + MARGIN_SECONDS)
	);
}

import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME, secretsOf } from './credential';

/**
 * All texts that may have been sent and must not be shown. n8n fetches tokens by itself and stores them, so the credential
 * is read again: worth it only once something has gone wrong.
 */
export async function readSecrets(context: CallingContext, access: Access): Promise<string[]> {
	const now = await context.getCredentials(CREDENTIAL_NAME).catch(() => ({}));
	return [...new Set([...access.secrets, ...secretsOf(now)])];
}

import type { IDataObject } from 'n8n-workflow';
import { decodeJwt } from 'jose';

/** The claims of the token that n8n has stored; none where it is not a JWT. */
export function claimsOf(stored: IDataObject = {}): IDataObject {
	try {
		return decodeJwt(String(stored.access_token)) as IDataObject;
	} catch {
		return {};
	}
}

import type { Company } from '../tenant/row';
import { Refusal } from './refusal';

/** Throws if the account privacy of a company lets nobody in: for details, and for calls that are scoped to it. */
export function checkPrivacy({ row }: Company): void {
	if (row.privacyDurationId !== 0) return;
	throw new Refusal(403, 'PRIVACY_ERROR', "The company's privacy settings do not allow access.");
}

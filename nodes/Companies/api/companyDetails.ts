import { companyIdOf, type RawCompany } from '../company/rawCompany';
import { idText, textList, type TextList } from '../company/rawValues';
import type { KeepnetClient } from '../transport/client';
import { isAvailable, objectsOf } from './readLookups';
import { isCompany } from './search';

/**
 * Reads the details of one company (contract section 6).
 *
 * @param id the answer may write it in another case
 * @throws ApiError, also where the answer is no company, or another one
 */
export async function readCompanyDetails(client: KeepnetClient, id: string): Promise<RawCompany> {
	const same = (other: string) => other.trim().toLowerCase() === id.trim().toLowerCase();
	return await client.get(`/api/companies/${encodeURIComponent(id)}`, (data) =>
		isCompany(data) && same(companyIdOf(data) ?? '') ? data : undefined,
	);
}

/** The IDs of the products in the details of one company; some deployments send objects like those of the lookup. */
export function ownedIds(licenseModules: unknown): TextList {
	const entries = Array.isArray(licenseModules)
		? licenseModules.filter(
				(entry) => typeof entry !== 'object' || objectsOf(entry).every(isAvailable),
			)
		: licenseModules;
	return textList(entries, (entry) => idText(objectsOf(entry)[0]?.resourceId));
}

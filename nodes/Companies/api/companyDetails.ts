import { companyIdOf, type RawCompany } from '../company/rawCompany';
import { idText, textList, type TextList } from '../company/rawValues';
import type { KeepnetClient } from '../transport/client';
import { isAvailable, objectsOf } from './readLookups';

const sameId = (left: string, right: string) =>
	left.trim().toLowerCase() === right.trim().toLowerCase();

/**
 * @param id the requested company; the answer may write it in another case
 * @returns undefined where the data is no company, or another one
 */
function toDetails(data: unknown, id: string): RawCompany | undefined {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
	const details = data as RawCompany;
	const found = companyIdOf(details);
	return found !== null && sameId(found, id) ? details : undefined;
}

/**
 * Reads the details of one company (contract section 6).
 *
 * @throws ApiError
 */
export async function readCompanyDetails(client: KeepnetClient, id: string): Promise<RawCompany> {
	const path = `/api/companies/${encodeURIComponent(id)}`;
	return await client.get(path, (data) => toDetails(data, id));
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

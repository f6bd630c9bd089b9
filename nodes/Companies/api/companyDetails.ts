import { companyIdOf, type RawCompany } from '../company/rawCompany';
import type { KeepnetClient } from '../transport/client';
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

import { loadDescription } from './document';
import { wordings } from './wording';

/** Operations of the description whose answers are JSON. */
export type OperationId =
	| 'requestToken'
	| 'searchCompanies'
	| 'exportCompanies'
	| 'getCompany'
	| 'getMyCompanies'
	| 'checkLicense'
	| 'getLicenses'
	| 'getLookup'
	| 'getLookups'
	| 'getTrainingVendors'
	| 'searchPhishingCampaigns';

/**
 * The violations of an answer's parsed JSON body in words; empty if it fits the description.
 *
 * @example expect(await responseProblems('searchCompanies', response.data)).toEqual([]);
 */
export async function responseProblems(
	operationId: OperationId,
	body: unknown,
	status = 200,
): Promise<string[]> {
	const description = await loadDescription();
	const result = description.validateResponse(body, operationId, status);
	return result.valid ? [] : wordings(result.errors);
}

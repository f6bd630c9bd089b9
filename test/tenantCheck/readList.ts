import { readPage, type Page } from '../../nodes/Companies/api/search';
import {
	buildSearchRequest,
	type FilterClause,
	type RequestOrder,
} from '../../nodes/Companies/api/searchRequest';
import { profileRows } from '../../nodes/Companies/list/companyReading';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import { ask, sampleOf, type Denied, type Tenant } from './look';

/** A page of the list; what is left out is as in the sample. */
interface Asked {
	clauses?: FilterClause[];
	order?: RequestOrder;
	pageNumber?: number;
	pageSize?: number;
}

/** @throws ApiError for a deployment that does not answer at all */
export async function readList(tenant: Tenant, asked: Asked): Promise<Page | Denied> {
	const { page, order: usual } = sampleOf(tenant);
	const { clauses = [], order = usual, pageNumber = 1, pageSize = page.pageSize } = asked;
	const request = buildSearchRequest(clauses, order, pageNumber, pageSize);
	return await ask(tenant, async (client) => await readPage(client, request));
}

/** The companies of a page, in its order. */
export function profilesOf({ rows }: Page, { catalogue }: Tenant): CompanyProfile[] {
	const today = new Date().toISOString().slice(0, 10);
	return profileRows(rows, 'auto', { today, catalogue }).profiles;
}

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { KeepnetClient } from '../client/client';
import { toCompany } from '../company/company';
import { toNodeError } from '../errors/nodeError';
import { readPage } from '../pages/page';
import type { FilterTerm } from '../plan/searchRequest';
import { buildSearchRequest } from '../plan/searchRequest';

const PAGE_SIZE = 100;
const BY_NAME = { orderBy: 'CompanyName', ascending: true };

/**
 * The companies for the locator of Get, by name, page by page.
 *
 * @param filter what was typed into the search field
 * @param paginationToken the number of the next page
 */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter?.trim() ?? '';
	const terms: FilterTerm[] =
		wanted === ''
			? []
			: [{ all: [{ FieldName: 'CompanyName', Operator: 'Contains', Value: wanted }] }];
	const pageNumber = Number(paginationToken ?? 1);
	try {
		const client = await KeepnetClient.create(this, 1);
		const request = buildSearchRequest(terms, BY_NAME, pageNumber, PAGE_SIZE);
		const { rows, total, pageSize } = await readPage(client, request);
		const companies = rows.map(toCompany);
		const isLast = rows.length === 0 || (total !== undefined && pageNumber * pageSize >= total);
		return {
			results: companies.flatMap(({ id, name }) =>
				id === null || !(name ?? '').toLowerCase().includes(wanted.toLowerCase())
					? []
					: [{ name: name ?? id, value: id }],
			),
			paginationToken: isLast ? undefined : String(pageNumber + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, 'companies');
	}
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { KeepnetClient } from '../client/client';
import { ApiFailure, orFailure } from '../client/failure';
import type { RawCompany } from '../company/rawCompany';
import { toCompany } from '../company/company';
import { toNodeError } from '../errors/nodeError';
import type { Page } from '../pages/page';
import { readPage } from '../pages/page';
import type { FilterTerm } from '../plan/searchRequest';
import { buildSearchRequest } from '../plan/searchRequest';

const PAGE_SIZE = 100;
/** Where Keepnet does not filter by name, so many pages are looked through before an empty list is shown. */
const MOST_PAGES_AT_ONCE = 20;
const BY_NAME = { orderBy: 'CompanyName', ascending: true };

const nameContains = (text: string): FilterTerm => ({
	all: [{ FieldName: 'CompanyName', Operator: 'Contains', Value: text }],
});

/** Reads a page of the companies whose name contains a text; of all companies where Keepnet cannot filter by it. */
async function readNamed(client: KeepnetClient, text: string, pageNumber: number): Promise<Page> {
	const request = (terms: FilterTerm[]) =>
		buildSearchRequest(terms, BY_NAME, pageNumber, PAGE_SIZE);
	if (text === '') return await readPage(client, request([]));
	const filtered = await orFailure(readPage(client, request([nameContains(text)])), ['badRequest']);
	return filtered instanceof ApiFailure ? await readPage(client, request([])) : filtered;
}

function toItems(rows: RawCompany[], text: string): INodeListSearchItems[] {
	return rows.map(toCompany).flatMap(({ id, name, licenseType, resellerName }) => {
		const fits = (name ?? '').toLowerCase().includes(text.toLowerCase());
		if (id === null || !fits) return [];
		// Companies may have the same name.
		const description = [licenseType, resellerName].filter((part) => part !== null).join(', ');
		return [{ name: name ?? id, value: id, ...(description !== '' && { description }) }];
	});
}

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
	const text = filter?.trim() ?? '';
	const start = Number(paginationToken ?? 1);
	try {
		const client = await KeepnetClient.create(this, 1);
		for (let pageNumber = start; ; pageNumber++) {
			const { rows, total, pageSize } = await readNamed(client, text, pageNumber);
			const isLast = rows.length === 0 || (total !== undefined && pageNumber * pageSize >= total);
			const results = toItems(rows, text);
			if (isLast) return { results };
			if (results.length > 0 || pageNumber - start + 1 >= MOST_PAGES_AT_ONCE) {
				return { results, paginationToken: String(pageNumber + 1) };
			}
		}
	} catch (error) {
		throw toNodeError(this.getNode(), error, 'companies');
	}
}

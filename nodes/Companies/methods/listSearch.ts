import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { KeepnetClient } from '../transport/client';
import { ApiError } from '../errors/apiError';
import type { RawCompany } from '../company/rawCompany';
import { toCompany } from '../company/company';
import { foldText, sureParts } from '../company/foldText';
import { toNodeError } from '../errors/nodeError';
import type { Page } from '../api/search';
import { readPage } from '../api/search';
import { orRefused } from '../list/refusal';
import type { FilterClause } from '../api/searchRequest';
import { buildSearchRequest } from '../api/searchRequest';

const PAGE_SIZE = 100;
/** Where Keepnet does not filter by name, so many pages are looked through before an empty list is shown. */
const MAX_PAGES_AT_ONCE = 20;
const BY_NAME = { orderBy: 'CompanyName', ascending: true };

const nameContains = (parts: string[]): FilterClause => ({
	all: parts.map((part) => ({ FieldName: 'CompanyName', Operator: 'Contains', Value: part })),
});

/** Reads a page of the companies whose name contains a text; of all companies where Keepnet cannot filter by it. */
async function readCompaniesNamed(
	client: KeepnetClient,
	text: string,
	{ pageNumber, pageSize }: Place,
): Promise<Page> {
	const request = (terms: FilterClause[]) =>
		buildSearchRequest(terms, BY_NAME, pageNumber, pageSize);
	const parts = sureParts(text);
	if (parts.length === 0) return await readPage(client, request([]));
	const filtered = await orRefused(readPage(client, request([nameContains(parts)])));
	return filtered instanceof ApiError ? await readPage(client, request([])) : filtered;
}

/** Where the next page begins. */
interface Place {
	pageNumber: number;
	pageSize: number;
}

const SEPARATOR = '/';

/** @param token as {@link tokenOf} made it */
function placeOf(token: string): Place {
	const [pageNumber, pageSize = PAGE_SIZE] = token.split(SEPARATOR).map(Number);
	return { pageNumber, pageSize };
}

/** A server that gives smaller pages says so on the first one only, by its length. */
function tokenOf({ pageNumber, pageSize }: Place): string {
	return pageSize === PAGE_SIZE ? String(pageNumber) : [pageNumber, pageSize].join(SEPARATOR);
}

function toItems(rows: RawCompany[], text: string): INodeListSearchItems[] {
	const wanted = foldText(text);
	return rows.map(toCompany).flatMap(({ id, name, licenseType, resellerName }) => {
		const fits = foldText(name ?? '').includes(wanted);
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
 * @param paginationToken where the next page begins
 */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const text = filter?.trim() ?? '';
	let place = placeOf(paginationToken ?? '1');
	try {
		const client = await KeepnetClient.create(this, 1);
		for (let pages = 1; ; pages++) {
			const {
				rows,
				count,
				total = Infinity,
				pageSize: used,
			} = await readCompaniesNamed(client, text, place);
			const pageSize = Math.min(place.pageSize, used);
			const seen = (place.pageNumber - 1) * pageSize + count;
			const results = toItems(rows, text);
			if (count === 0 || seen >= total) return { results };
			place = { pageNumber: place.pageNumber + 1, pageSize };
			if (results.length > 0 || pages >= MAX_PAGES_AT_ONCE) {
				return { results, paginationToken: tokenOf(place) };
			}
		}
	} catch (error) {
		throw toNodeError(this.getNode(), error, 'companies');
	}
}

import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodePropertyOptions,
	UserError,
} from 'n8n-workflow';

import { KeepnetClient } from '../transport/client';
import { Cutoff } from '../transport/signals';
import { ApiError, orApiError } from '../errors/apiError';
import { isAboutSize, isWorthLarger, pageSizesFor } from '../list/pageSize';
import { Lookups, readOptionalList } from '../api/lookups';
import { TIMING } from '../limits';
import type { LookupEntry } from '../company/products';
import type { RawCompany } from '../company/rawCompany';
import { type Company, toCompany } from '../company/company';
import { CompanyNames } from '../company/companyNames';
import { foldName, foldText } from '../company/foldText';
import { textCondition } from '../filter/conditions/text';
import { FIELDS } from '../filter/fields';
import { NEWEST_FIRST } from '../filter/order';
import { toNodeError } from '../run/nodeError';
import { orFailed, type Page, readPage } from '../api/search';
import { buildSearchRequest, type FilterClause, type RequestOrder } from '../api/searchRequest';

/** Where Keepnet does not filter by name, this many pages are searched before the list is shown as it is. */
const MAX_PAGES_AT_ONCE = 20;
const BY_NAME = { orderBy: FIELDS.CompanyName.name, ascending: true };

/** Reads a list while somebody watches, who opens it again more easily than waits. */
async function readInTime<T>(
	context: ILoadOptionsFunctions,
	read: (client: KeepnetClient) => Promise<T>,
): Promise<T> {
	const cutoff = new Cutoff(new AbortController().signal);
	cutoff.after(TIMING.editorTimeoutMs, 'the list did not come within');
	// Waiting for a busy server must leave time to read its answer.
	const limits = { deadline: cutoff.signal, maxTotalWaitMs: TIMING.editorTimeoutMs / 2 };
	try {
		return await read(await KeepnetClient.create(context, 1, limits));
	} finally {
		cutoff.release();
	}
}

/** Reads a page of the companies whose name contains a text; of all companies where Keepnet cannot filter by it. */
async function readCompaniesNamed(
	client: KeepnetClient,
	text: string,
	pageNumber: number,
	pageSize: number,
): Promise<Page> {
	const request = (clauses: FilterClause[], order: RequestOrder) =>
		buildSearchRequest(clauses, order, pageNumber, pageSize);
	const { supersetClause } = textCondition('', FIELDS.CompanyName, 'contains', text);
	for (const clauses of supersetClause ? [[supersetClause], []] : [[]]) {
		const page = await orFailed(readPage(client.probing, request(clauses, BY_NAME)));
		if (!(page instanceof ApiError)) return page;
	}
	return await readPage(client, request([], NEWEST_FIRST));
}

type Listed = Company & { id: string };

/** A name that several companies have is followed by the reseller, or by the ID where a reseller has several of them. */
function labelOf({ id, name, resellerName }: Listed, names: CompanyNames): string {
	if (name === null) return id;
	const others = names.asWritten(name).filter((other) => other.id !== id);
	if (others.length === 0) return name;
	const isShared = others.some((other) => other.resellerName === resellerName);
	return `${name} (${isShared ? id : (resellerName ?? id)})`;
}

function toItems(rows: RawCompany[], text: string): INodeListSearchItems[] {
	const wanted = foldText(text);
	const listed = rows
		.map(toCompany)
		.filter((company): company is Listed => company.id !== null)
		.filter(({ name }) => foldText(name ?? '').includes(wanted));
	const names = new CompanyNames(listed);
	return listed.map((company) => {
		const { id, licenseType, resellerName } = company;
		const description = [licenseType, resellerName].filter((part) => part !== null).join(', ');
		const name = labelOf(company, names);
		return { name, value: id, ...(description !== '' && { description }) };
	});
}

/** Reads the first page: a larger one, as in a run, where the usual one has no such name because Keepnet does not filter by it. */
async function readFirst(client: KeepnetClient, text: string): Promise<Page> {
	const sizes = pageSizesFor(undefined);
	const { first, larger = first } = sizes;
	const page = await readCompaniesNamed(client, text, 1, first);
	if (toItems(page.rows, text).length > 0 || !isWorthLarger(page, sizes)) return page;
	const large = await orApiError(readCompaniesNamed(client, text, 1, larger), isAboutSize);
	return large instanceof ApiError || large.count < page.count ? page : large;
}

/**
 * Lists companies for the locator of Get, by name, page by page.
 *
 * @param filter the text in the search field
 * @param paginationToken number and size of the page to begin with: a server that gives smaller pages than it is asked for
 * may show it on the first one only
 */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '1/100',
): Promise<INodeListSearchResult> {
	const text = filter.trim();
	let [pageNumber = 1, pageSize = 100] = paginationToken.split('/').map(Number);
	const search = async (client: KeepnetClient): Promise<INodeListSearchResult> => {
		for (let pages = 1; ; pages++) {
			const isFirst = pageNumber === 1;
			const page = isFirst
				? await readFirst(client, text)
				: await readCompaniesNamed(client, text, pageNumber, pageSize);
			const results = toItems(page.rows, text);
			pageSize = isFirst ? page.pageSize : Math.min(pageSize, page.pageSize);
			const seen = (pageNumber - 1) * pageSize + page.count;
			if (page.count === 0 || seen >= (page.total ?? Infinity)) return { results };
			pageNumber++;
			if (results.length > 0 || pages >= MAX_PAGES_AT_ONCE) {
				return { results, paginationToken: `${pageNumber}/${pageSize}` };
			}
		}
	};
	try {
		return await readInTime(this, search);
	} catch (error) {
		throw toNodeError(this.getNode(), error, 'companies');
	}
}

/** The entries by name; a name that several of them have is followed by the ID. */
function toOptions(entries: LookupEntry[]): INodePropertyOptions[] {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const key of entries.map(({ name }) => foldName(name))) {
		(seen.has(key) ? shared : seen).add(key);
	}
	const labelOf = ({ id, name }: LookupEntry) =>
		shared.has(foldName(name)) ? `${name} (${id})` : name;
	return entries
		.map((entry) => ({ name: labelOf(entry), value: entry.id }))
		.sort((left, right) => left.name.localeCompare(right.name));
}

/** Reads a list for the editor, which shows a failure as a sentence under the field. */
function listOf(read: (lookups: Lookups) => Promise<LookupEntry[]>) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			return toOptions(await readInTime(this, async (client) => await read(new Lookups(client))));
		} catch (error) {
			throw toNodeError(this.getNode(), error, 'lookup');
		}
	};
}

export const getLicenseTypes = listOf(async (lookups) => await lookups.licenseTypes());
export const getProducts = listOf(async (lookups) => await lookups.products());
export const getIndustries = listOf(async (lookups) => await lookups.industries());

export const getVendors = listOf(async (lookups) => {
	const vendors = await readOptionalList(lookups.vendors());
	if (vendors) return vendors;
	throw new UserError('Keepnet gave no list of content vendors', {
		description:
			'Enter their names by expression, as they stand in the field contentVendors of the companies.',
	});
});

import { readPage } from '../../../nodes/Companies/api/search';
import { buildSearchRequest, SEARCH_PATH } from '../../../nodes/Companies/api/searchRequest';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { clauseOf } from '../../../nodes/Companies/filter/condition';
import { spelledAs } from '../../../nodes/Companies/spelling';
import type { IDataObject } from 'n8n-workflow';
import { ask, deniedText, isDenied, sampleOf, type Look, type Tenant } from '../look';

const REPEATED = 'begins with the last company of the first page';
const NO_LIST = 'no list';
const PAGE_SIZE = 10;
/** Nobody is called like that. */
const NO_NAME = 'b7c1f0d2-tenant-check';

const withUsualNames = spelledAs(['results']);

/** Whether the second page goes on where the first one ended. */
async function lookAtSecond(tenant: Tenant): Promise<string> {
	const { page, order } = sampleOf(tenant);
	const ids = page.rows.map(companyIdOf);
	if (ids.length < 2 * PAGE_SIZE) return 'not shown by so few companies';
	const request = buildSearchRequest([], order, 2, PAGE_SIZE);
	const second = await ask(tenant, async (client) => await readPage(client, request));
	if (isDenied(second)) return deniedText(second);
	const came = second.rows.map(companyIdOf);
	if (came[0] === ids[PAGE_SIZE - 1]) return REPEATED;
	return came.every((id, at) => id === ids[PAGE_SIZE + at]) ? 'goes on' : 'in another order';
}

/** What comes in place of a list without companies. */
async function lookAtNone(tenant: Tenant): Promise<string> {
	const clause = clauseOf('CompanyName', 'equals', NO_NAME);
	const request = buildSearchRequest([clause], sampleOf(tenant).order, 1, PAGE_SIZE);
	const read = (data: unknown) => {
		const { results } = withUsualNames((data ?? {}) as IDataObject);
		if (!Array.isArray(results)) return NO_LIST;
		return results.length === 0 ? 'an empty list' : 'not shown: the filter is not applied';
	};
	const answer = await ask(tenant, async (client) => await client.post(SEARCH_PATH, request, read));
	return isDenied(answer) ? deniedText(answer) : answer;
}

/**
 * By how many companies the list says too many: the last page shows it.
 *
 * @param repeated how many companies of a page come with the next one again
 */
async function offsetOf(tenant: Tenant, repeated: number): Promise<number> {
	const { page, order } = sampleOf(tenant);
	const { total = page.count, count, pageSize } = page;
	if (total <= count) return total - count;
	const last = Math.ceil(total / pageSize);
	const request = buildSearchRequest([], order, last, pageSize);
	const rest = await ask(tenant, async (client) => await readPage(client, request));
	if (isDenied(rest)) return 0;
	return total - (last - 1) * pageSize - Math.max(0, rest.count - repeated);
}

/** Pages after the first one, how long the list is, and a page without companies. */
export const pagingLook: Look = {
	title: 'Pages',
	asks: [
		`POST ${SEARCH_PATH}, the second page of ${PAGE_SIZE} companies`,
		`POST ${SEARCH_PATH}, the last page`,
		`POST ${SEARCH_PATH}, CompanyName = ${NO_NAME}`,
	],
	async run(tenant) {
		const sample = sampleOf(tenant);
		const second = await lookAtSecond(tenant);
		const isRepeated = second === REPEATED;
		const offset = await offsetOf(tenant, isRepeated ? 1 : 0);
		if (sample.total !== undefined) sample.total -= offset;
		const none = await lookAtNone(tenant);
		const off = `The list says ${Math.abs(offset)} companies too ${offset > 0 ? 'many' : 'few'}`;
		return {
			lines: [
				{ what: 'The second page', verdict: second },
				{ what: 'The length', verdict: offset === 0 ? 'as the list says' : off },
				{ what: 'Where nobody matches', verdict: none },
			],
			madeUpFor: [
				...(isRepeated ? ['Companies come twice: the node drops the second.'] : []),
				...(offset === 0 ? [] : [`${off}: the node counts those that come.`]),
			],
			contradicts: [
				...(isRepeated ? [`The second page ${REPEATED}.`] : []),
				...(offset === 0 ? [] : [`${off}.`]),
			],
			behaviour: {
				duplicateRows: isRepeated,
				emptyResultsAsNull: none === NO_LIST,
				totalOffset: offset,
			},
		};
	},
};

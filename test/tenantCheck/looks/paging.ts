import { readPage } from '../../../nodes/Companies/api/search';
import { buildSearchRequest, SEARCH_PATH } from '../../../nodes/Companies/api/searchRequest';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { clauseOf } from '../../../nodes/Companies/filter/condition';
import { spelledAs } from '../../../nodes/Companies/spelling';
import type { IDataObject } from 'n8n-workflow';
import { ask, deniedText, isDenied, sampleOf, type Look, type Tenant } from '../look';

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

const REPEATED = 'begins with the last company of the first page';
const NO_LIST = 'no list';

/** Pages after the first one, and a page without companies. */
export const pagingLook: Look = {
	title: 'Pages',
	asks: [
		`POST ${SEARCH_PATH}, the second page of ${PAGE_SIZE} companies`,
		`POST ${SEARCH_PATH}, CompanyName = ${NO_NAME}`,
	],
	async run(tenant) {
		const second = await lookAtSecond(tenant);
		const none = await lookAtNone(tenant);
		return {
			lines: [
				{ what: 'The second page', verdict: second },
				{ what: 'Where nobody matches', verdict: none },
			],
			madeUpFor: second === REPEATED ? ['Companies come twice: the node drops the second.'] : [],
			contradicts: second === REPEATED ? [`The second page ${REPEATED}.`] : [],
			behaviour: { duplicateRows: second === REPEATED, emptyResultsAsNull: none === NO_LIST },
		};
	},
};

import { readPage, type Page } from '../../../nodes/Companies/api/search';
import { buildSearchRequest } from '../../../nodes/Companies/api/searchRequest';
import { profileRows } from '../../../nodes/Companies/list/companyReading';
import { negotiate } from '../../../nodes/Companies/list/negotiate';
import { NEWEST_FIRST } from '../../../nodes/Companies/filter/order';
import { ask, deniedText, isDenied, sampleOf, type Denied, type Look } from '../look';

/** The sample: what the node reads first of every list. */
const SAMPLE_SIZE = 100;
const SIZES = [10, 1000, 10_000];

/** Reads the page that everything else is compared with. */
export const listLook: Look = {
	title: 'List',
	asks: [`POST /api/companies/search, ${SAMPLE_SIZE} companies, newest first`],
	async run(tenant) {
		const { first: page, requestOrder: order } = await negotiate(
			tenant.client,
			[],
			NEWEST_FIRST,
			SAMPLE_SIZE,
			true,
		);
		const today = new Date().toISOString().slice(0, 10);
		const { profiles } = profileRows(page.rows, 'auto', { today, catalogue: tenant.catalogue });
		tenant.sample = { page, order, profiles };
		const denied = profiles.filter(({ company }) => company.accessDenied === true).length;
		const unknown = profiles.filter(({ company }) => company.accessDenied === null).length;
		return {
			lines: [
				{ what: 'Companies', verdict: String(page.total ?? 'not said'), ms: page.ms },
				{ what: 'Companies in the sample', verdict: String(profiles.length) },
				{ what: 'Account privacy: deny access', verdict: `${denied} of the sample` },
				{ what: 'Account privacy: not said', verdict: `${unknown} of the sample` },
				...(page.count > page.rows.length
					? [{ what: 'Rows without an ID', verdict: String(page.count - page.rows.length) }]
					: []),
			],
			madeUpFor: page.total === undefined ? ['The list does not say how long it is.'] : [],
			contradicts: page.total === undefined ? ['totalNumberOfRecords is missing.'] : [],
		};
	},
};

interface Size {
	asked: number;
	result: Page | Denied;
}

const sizeText = ({ asked, result }: Size, total = 0) => {
	if (isDenied(result)) return deniedText(result);
	if (result.pageSize < asked && result.count < total) return `capped at ${result.pageSize}`;
	return total < asked ? `accepted; the list ends after ${result.count}` : 'granted';
};

/** Which page sizes are granted. */
export const sizesLook: Look = {
	title: 'Page sizes',
	asks: SIZES.map((size) => `POST /api/companies/search, ${size} companies`),
	async run(tenant) {
		const { page, order } = sampleOf(tenant);
		const sizes: Size[] = [];
		for (const asked of SIZES) {
			const request = buildSearchRequest([], order, 1, asked);
			sizes.push({ asked, result: await ask(tenant, (client) => readPage(client, request)) });
		}
		const capped = [{ asked: SAMPLE_SIZE, result: page }, ...sizes].flatMap((size) =>
			sizeText(size, page.total).startsWith('capped') ? [(size.result as Page).pageSize] : [],
		);
		const refused = sizes.filter(({ result }) => isDenied(result)).map(({ asked }) => asked);
		const largest = Math.max(SAMPLE_SIZE, ...SIZES.filter((size) => !refused.includes(size)));
		return {
			lines: [{ asked: SAMPLE_SIZE, result: page }, ...sizes].map((size) => ({
				what: `${size.asked} companies`,
				verdict: sizeText(size, page.total),
				ms: isDenied(size.result) ? undefined : size.result.ms,
			})),
			madeUpFor: [
				...(capped.length > 0 ? ['Pages are capped: the node goes by the size that came.'] : []),
				...(refused.length > 0 ? ['Large pages are refused: the node reads smaller ones.'] : []),
			],
			behaviour: {
				...(capped.length > 0 ? { pageCap: Math.min(...capped) } : { pageCap: 10_000 }),
				...(refused.length > 0 && { pageSizeLimit: largest }),
			},
		};
	},
};

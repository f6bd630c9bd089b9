import { readPage, type Page } from '../../../nodes/Companies/api/search';
import { buildSearchRequest } from '../../../nodes/Companies/api/searchRequest';
import { profileRows } from '../../../nodes/Companies/list/companyReading';
import { negotiate } from '../../../nodes/Companies/list/negotiate';
import { NEWEST_FIRST } from '../../../nodes/Companies/filter/order';
import { ask, deniedText, isDenied, sampleOf, type Denied, type Look, type Tenant } from '../look';

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
		tenant.sample = { page, order, profiles, total: page.total };
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

async function readSize(tenant: Tenant, size: number): Promise<Page | Denied> {
	const request = buildSearchRequest([], sampleOf(tenant).order, 1, size);
	return await ask(tenant, async (client) => await readPage(client, request));
}

/** Which page sizes are granted. */
export const sizesLook: Look = {
	title: 'Page sizes',
	asks: SIZES.map((size) => `POST /api/companies/search, ${size} companies`),
	async run(tenant) {
		const { page, total } = sampleOf(tenant);
		const sizes: Size[] = [{ asked: SAMPLE_SIZE, result: page }];
		for (const asked of SIZES) sizes.push({ asked, result: await readSize(tenant, asked) });
		const capped = sizes.flatMap((size) =>
			sizeText(size, total).startsWith('capped') ? [(size.result as Page).pageSize] : [],
		);
		const refused = sizes.filter(({ result }) => isDenied(result)).map(({ asked }) => asked);
		const largest = Math.max(SAMPLE_SIZE, ...SIZES.filter((size) => !refused.includes(size)));
		return {
			lines: sizes.map((size) => ({
				what: `${size.asked} companies`,
				verdict: sizeText(size, total),
				ms: isDenied(size.result) ? undefined : size.result.ms,
			})),
			madeUpFor: [
				...(capped.length > 0 ? ['Pages are capped: the node goes by the size that came.'] : []),
				...(refused.length > 0 ? ['Large pages are refused: the node reads smaller ones.'] : []),
			],
			behaviour: {
				pageCap: capped.length > 0 ? Math.min(...capped) : Math.max(...SIZES),
				...(refused.length > 0 && { pageSizeLimit: largest }),
			},
		};
	},
};

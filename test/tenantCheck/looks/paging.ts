import type { IDataObject } from 'n8n-workflow';
import type { Page } from '../../../nodes/Companies/api/search';
import { buildSearchRequest, SEARCH_PATH } from '../../../nodes/Companies/api/searchRequest';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { clauseOf } from '../../../nodes/Companies/filter/condition';
import { checkOf, type Order } from '../../../nodes/Companies/filter/order';
import { spelledAs } from '../../../nodes/Companies/spelling';
import { ask, deniedText, isDenied, rowsWithoutId, sampleOf } from '../look';
import type { Denied, LargePage, Look, Tenant } from '../look';
import { profilesOf, readList } from '../readList';

const REPEATED = 'begins with the last company of the first page';
const OTHER_ORDER = 'in another order';
const NO_LIST = 'no list';
const EMPTY_LIST = 'an empty list';
const PAGE_SIZE = 10;
const LARGE_SIZES = [1000, 10_000];
/** Many companies have the same license type, so these pages also show whether ties stay in place. */
const LARGE_ORDER: Order = { orderBy: 'LicenseTypeName', ascending: true };
/** Nobody is called like that. */
const NO_NAME = 'b7c1f0d2-tenant-check';

const withUsualNames = spelledAs(['results']);

/** Reads a small page: the second one, if there are enough companies. */
async function readSecond(tenant: Tenant): Promise<Page | Denied> {
	const pageNumber = sampleOf(tenant).page.rows.length < 2 * PAGE_SIZE ? 1 : 2;
	return await readList(tenant, { pageNumber, pageSize: PAGE_SIZE });
}

/** Whether the second page goes on where the first one ended. */
function lookAtSecond(tenant: Tenant, second: Page | Denied): string {
	if (isDenied(second)) return deniedText(second);
	if (second.pageNumber === 1) return 'not shown by these companies';
	const sample = sampleOf(tenant);
	if (rowsWithoutId(sample) > 0) return 'not shown by rows without an ID';
	const ids = sample.page.rows.map(companyIdOf);
	const came = second.rows.map(companyIdOf);
	if (came[0] === ids[PAGE_SIZE - 1]) return REPEATED;
	return came.every((id, at) => id === ids[PAGE_SIZE + at]) ? 'continues correctly' : OTHER_ORDER;
}

/** Reads the first page in each large size; where it is turned down, once more in an order that works. */
async function readLargePages(tenant: Tenant): Promise<LargePage[]> {
	const usual = sampleOf(tenant).order;
	const pages: LargePage[] = [];
	// One after the other, so that they do not slow each other down.
	for (const asked of LARGE_SIZES) {
		const order = pages.some((page) => page.order === usual) ? usual : LARGE_ORDER;
		const result = await readList(tenant, { order, pageSize: asked });
		if (!isDenied(result) || order === usual) pages.push({ asked, result, order });
		else {
			const again = await readList(tenant, { pageSize: asked });
			pages.push({ asked, result: again, order: usual });
		}
	}
	return pages;
}

const isThere = (result: Page | Denied): result is Page => !isDenied(result);

/** Whether companies that tie are in the same order each time. */
function lookAtTies(tenant: Tenant, large: LargePage[]): string {
	const [first, other] = large.filter(({ order }) => order === LARGE_ORDER);
	if (!first || !other || !isThere(first.result) || !isThere(other.result)) {
		return 'not shown by these companies';
	}
	const left = first.result.rows.map(companyIdOf);
	const right = other.result.rows.map(companyIdOf);
	// A company may come or go between two requests.
	const inBoth = (ids: typeof left) =>
		ids.filter((id) => left.includes(id) && right.includes(id)).join();
	if (inBoth(left) !== inBoth(right)) return 'change places';
	const values = profilesOf(first.result, tenant).map(checkOf(LARGE_ORDER)?.value ?? (() => null));
	const isTied = values.some((value, at) => at > 0 && value === values[at - 1]);
	return isTied ? 'stay in place' : 'not shown by these companies';
}

/** Requests without a result: for a name that nobody has, and, where that is no filter, for a page behind the last. */
const NOBODY = [
	{ clauses: [clauseOf('CompanyName', 'equals', NO_NAME)], pageNumber: 1 },
	{ clauses: [], pageNumber: 1_000_000 },
];

/** What comes in place of a list without companies. */
async function lookAtNone(tenant: Tenant): Promise<string> {
	const read = (data: unknown) => {
		const { results } = withUsualNames((data ?? {}) as IDataObject);
		if (!Array.isArray(results)) return NO_LIST;
		return results.length === 0 ? EMPTY_LIST : 'not shown: the filter is not applied';
	};
	const { order } = sampleOf(tenant);
	let found = '';
	for (const { clauses, pageNumber } of NOBODY) {
		const request = buildSearchRequest(clauses, order, pageNumber, PAGE_SIZE);
		const answer = await ask(tenant, (client) => client.post(SEARCH_PATH, () => request, read));
		found = isDenied(answer) ? deniedText(answer) : answer;
		if (found === NO_LIST || found === EMPTY_LIST) return found;
	}
	return found;
}

/**
 * By how many companies the list says too many: a page with all companies shows it, or else the last page.
 *
 * @param repeated how many companies of a page come with the next one again
 */
async function offsetOf(tenant: Tenant, large: LargePage[], repeated: number): Promise<number> {
	const { page } = sampleOf(tenant);
	const { total = page.count, pageSize } = page;
	if (total <= page.count) return total - page.count;
	const whole = large
		.map(({ result }) => result)
		.filter(isThere)
		.find(({ count, pageSize: most }) => count >= total && count < most);
	if (whole) return total - whole.count;
	const last = Math.ceil(total / pageSize);
	const rest = await readList(tenant, { pageNumber: last });
	if (isDenied(rest)) return 0;
	return total - (last - 1) * pageSize - Math.max(0, rest.count - repeated);
}

/** Pages after the first one, how long the list is, and a page without companies. */
export const pagingLook: Look = {
	title: 'Pages',
	about: 'A long list comes in pages. The node checks that no company is left out or comes twice.',
	asks: [
		`POST ${SEARCH_PATH}, the second page of ${PAGE_SIZE} companies`,
		...LARGE_SIZES.map((size) => `POST ${SEARCH_PATH}, ${size} companies, by license type`),
		`POST ${SEARCH_PATH}, the last page of a list that is longer`,
		`POST ${SEARCH_PATH}, CompanyName = ${NO_NAME}, or a page behind the last`,
	],
	async run(tenant) {
		const sample = sampleOf(tenant);
		const second = (tenant.second = await readSecond(tenant));
		const large = (tenant.largePages = await readLargePages(tenant));
		const next = lookAtSecond(tenant, second);
		const ties = lookAtTies(tenant, large);
		const isRepeated = next === REPEATED;
		tenant.isMoving = next === OTHER_ORDER;
		const isMoving = ties === 'change places' || tenant.isMoving;
		const offset = await offsetOf(tenant, large, isRepeated ? 1 : 0);
		if (sample.total !== undefined) sample.total -= offset;
		const none = await lookAtNone(tenant);
		const off = `The list says ${Math.abs(offset)} companies too ${offset > 0 ? 'many' : 'few'}`;
		return {
			lines: [
				{ what: 'The second page', verdict: next },
				{ what: 'Companies with the same license type, sorted by it', verdict: ties },
				{ what: 'The length of the list', verdict: offset === 0 ? 'matches the total' : off },
				{ what: 'Where nobody matches', verdict: none },
			],
			madeUpFor: [
				...(isRepeated ? ['Companies come twice: the node drops the second.'] : []),
				...(isMoving
					? [
							'Companies change places from page to page: the node reads again what a page left out.',
						]
					: []),
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
				tieOrder: isMoving ? 'shuffled' : 'stable',
			},
		};
	},
};

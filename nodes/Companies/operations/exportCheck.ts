import { orFailed, orRefused, readPage, type Page } from '../api/search';
import { buildSearchRequest, type RequestOrder } from '../api/searchRequest';
import type { CompanyProfile } from '../company/profile';
import { ApiError } from '../errors/apiError';
import { isComparable, type Condition } from '../filter/condition';
import { clausesOf, isAskedFor, planSearch, type FilterMode } from '../filter/plan';
import { and } from '../filter/truth';
import { profileRows } from '../list/companyReading';
import { notKnown } from '../list/hints';
import { negotiate } from '../list/negotiate';
import {
	notCounted,
	notExportable,
	notSortable,
	type ExportQuery,
} from '../parameters/exportQuery';
import type { RunContext } from '../run/context';

/** A large page, which is the whole list of most resellers, and one that every deployment has. */
const [SAMPLE_SIZE, SMALL_SAMPLE_SIZE] = [1000, 100];

function refuse(conditions: Condition[]): void {
	for (const { label, setting } of conditions) if (setting) throw notCounted(label, setting);
	if (conditions.length > 0) throw notExportable(conditions.map(({ label }) => label));
}

async function profilesOf(
	pages: Page[],
	run: RunContext,
	{ conditions, dateFormat }: ExportQuery,
): Promise<CompanyProfile[]> {
	const catalogue = await run.neededCatalogue(conditions);
	const rows = pages.flatMap((page) => page.rows);
	return profileRows(rows, dateFormat, { today: run.today, catalogue }).profiles;
}

const readSample = async (
	run: RunContext,
	{ conditions, order }: ExportQuery,
	mode: FilterMode,
	pageSize: number,
	{ pageNumber = 1, client = run.client } = {},
): Promise<Page> =>
	await readPage(
		client,
		buildSearchRequest(clausesOf(planSearch(conditions, mode)), order, pageNumber, pageSize),
	);

function unknownHint(conditions: Condition[], profiles: CompanyProfile[]): string[] {
	const unknown = profiles.filter((one) => and(conditions, ({ matches }) => matches(one)) === null);
	if (unknown.length === 0) return [];
	const open = conditions.filter(({ matches }) => unknown.some((one) => matches(one) === null));
	const labels = new Set(open.map(({ label }) => label));
	const text = notKnown({ companies: unknown.length, labels });
	return [`${text}. The file has all that Keepnet returns.`];
}

/** Too many: companies in the first or the last page of the list that do not match. */
async function ignoredConditions(
	first: Page,
	run: RunContext,
	query: ExportQuery,
): Promise<Condition[]> {
	const { total, pageSize } = first;
	const last = Math.ceil((total ?? 0) / pageSize);
	// In a sorted list, most companies that do not belong there are at its ends.
	const ends =
		last > 1
			? [first, await readSample(run, query, 'api', pageSize, { pageNumber: last })]
			: [first];
	const profiles = await profilesOf(ends, run, query);
	run.addHints(unknownHint(query.conditions, profiles));
	return query.conditions.filter((condition) =>
		profiles.some(
			(profile) => isComparable(condition, profile) && condition.matches(profile) === false,
		),
	);
}

/**
 * Too few: conditions whose superset has more matching companies than the exact list. The API may compare dates in another
 * time zone than the one it writes them in, and databases compare text in their own ways. It shows if the superset fits on
 * one page.
 *
 * @param first the first page of the exact list
 */
async function narrowedConditions(
	{ total = Infinity, pageSize }: Page,
	run: RunContext,
	query: ExportQuery,
): Promise<Condition[]> {
	const { conditions } = query;
	const widened = conditions.filter(
		({ exactClause, supersetClause }) => supersetClause && supersetClause !== exactClause,
	);
	if (widened.length === 0) return [];
	const { probing: client } = run.client;
	const superset = await orFailed(readSample(run, query, 'auto', pageSize, { client }));
	// An API that knows the exact condition only shows nothing.
	if (superset instanceof ApiError || (superset.total ?? Infinity) > superset.count) return [];
	const profiles = await profilesOf([superset], run, query);
	const plan = planSearch(conditions, 'auto');
	// The exact list counts companies that may match or not, so the superset has to count them too: those it was asked for.
	const mayMatch = (profile: CompanyProfile) =>
		and(plan, (planned) => planned.condition.matches(profile) ?? isAskedFor(planned));
	const matching = profiles.filter(
		(profile) =>
			conditions.every((condition) => isComparable(condition, profile)) && mayMatch(profile),
	);
	if (matching.length <= total) return [];
	// A company that was created between the two requests is missing from neither.
	const { total: totalNow } = await readSample(run, query, 'api', pageSize);
	return matching.length > (totalNow ?? Infinity) ? widened : [];
}

/**
 * The query once for each alternative of a condition, with only that alternative. An API that ignores one of them leaves
 * companies out of the file, and no company in the file shows it.
 */
function queriesByAlternative(query: ExportQuery): ExportQuery[] {
	return query.conditions.flatMap((condition) =>
		condition.supersetClause
			? []
			: (condition.alternatives ?? []).map((alternative) => ({
					...query,
					conditions: query.conditions.map((other) => (other === condition ? alternative : other)),
				})),
	);
}

async function checkQuery(run: RunContext, query: ExportQuery): Promise<RequestOrder> {
	const plan = planSearch(query.conditions, 'api');
	const readList = async (pageSize: number) =>
		await negotiate(run.client, plan, query.order, pageSize, true);
	const large = await orRefused(readList(SAMPLE_SIZE));
	const list = large instanceof ApiError ? await readList(SMALL_SAMPLE_SIZE) : large;
	refuse(list.refused);
	const { orderBy } = list.requestOrder;
	if (!query.orders.some((order) => order.orderBy === orderBy)) throw notSortable(query.order);
	const accepted = { ...query, order: list.requestOrder };
	const { first: seen } = list;
	// One answer without a company shows nothing about the conditions, and may be a mistake.
	const first = seen.count > 0 ? seen : await readSample(run, accepted, 'api', seen.pageSize);
	refuse(await ignoredConditions(first, run, accepted));
	refuse(await narrowedConditions(first, run, accepted));
	return list.requestOrder;
}

/**
 * Checks before an export whether the API filters as asked, because a file cannot be filtered afterwards.
 *
 * @returns the order to request, by the name that the API accepts if it was asked
 * @throws UserError that names the conditions that the API ignores or refuses, and says what to do instead
 */
export async function checkFilters(run: RunContext, query: ExportQuery): Promise<RequestOrder> {
	let { order } = query;
	if (query.conditions.length === 0 || !query.checksFilters) return order;
	for (const asked of [query, ...queriesByAlternative(query)]) {
		order = await checkQuery(run, { ...asked, order });
	}
	return order;
}

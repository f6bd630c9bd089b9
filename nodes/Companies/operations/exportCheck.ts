import type { CompanyProfile } from '../company/profile';
import { profileRows } from './profileRows';
import { negotiate } from '../list/negotiate';
import type { Page } from '../api/search';
import { readPage } from '../api/search';
import type { Condition } from '../filter/condition';
import type { FilterMode } from '../filter/plan';
import { planSearch, clausesOf } from '../filter/plan';
import type { RequestOrder } from '../api/searchRequest';
import { buildSearchRequest } from '../api/searchRequest';
import type { ExportQuery } from '../parameters/exportQuery';
import { notExportable, notSortable } from '../parameters/exportQuery';
import { OPTIONS } from '../descriptions/options';
import { readNeededCatalogue } from '../run/readCatalogue';
import type { RunContext } from '../run/context';

/** As large as a page may be, so that the sample is the whole list of most resellers. */
const SAMPLE_SIZE = OPTIONS.pageSize.typeOptions.maxValue;

/** The ends of a list, and the order that the API has agreed to. */
interface Sample {
	pages: Page[];
	order: RequestOrder;
}

/** The first page, and the last one: most companies that do not belong there stand at the ends of a sorted list. */
async function readSample(run: RunContext, query: ExportQuery): Promise<Sample> {
	const plan = planSearch(query.conditions, 'api');
	const {
		first,
		refused,
		mustSort,
		requestOrder: order,
	} = await negotiate(run.client, plan, query.order, SAMPLE_SIZE, true);
	if (refused.length > 0) throw notExportable(refused.map(({ label }) => label));
	if (mustSort) throw notSortable(query.order);
	const last = Math.ceil((first.total ?? 0) / first.pageSize);
	if (last <= 1) return { pages: [first], order };
	const request = buildSearchRequest(clausesOf(plan), order, last, first.pageSize);
	return { pages: [first, await readPage(run.client, request)], order };
}

async function assessAll(
	pages: Page[],
	run: RunContext,
	query: ExportQuery,
): Promise<CompanyProfile[]> {
	const needsProducts = query.conditions.some((condition) => condition.needsProducts);
	const catalogue = needsProducts ? await readNeededCatalogue(run) : undefined;
	const rows = pages.flatMap((page) => page.rows);
	return profileRows(rows, query.dateFormat, { today: run.today, catalogue }).profiles;
}

/** Conditions that companies of the sample do not keep to. */
async function unkept(pages: Page[], run: RunContext, query: ExportQuery): Promise<Condition[]> {
	const profiles = await assessAll(pages, run, query);
	return query.conditions.filter((condition) =>
		profiles.some((profile) => !condition.matches(profile)),
	);
}

async function readFirst(mode: FilterMode, run: RunContext, query: ExportQuery): Promise<Page> {
	const terms = clausesOf(planSearch(query.conditions, mode));
	return await readPage(run.client, buildSearchRequest(terms, query.order, 1, SAMPLE_SIZE));
}

/**
 * Conditions by which the API leaves companies out, of those that can be asked for wider than they are meant: dates,
 * because it may compare points in time of another time zone than the days that it writes, and text that databases compare
 * in their own ways. Seen where the wider list fits on one page.
 *
 * @param total how many companies the file would have
 */
async function leavingOut(
	total: number,
	run: RunContext,
	query: ExportQuery,
): Promise<Condition[]> {
	const widened = query.conditions.filter(
		({ exactClause, supersetClause }) => supersetClause !== null && supersetClause !== exactClause,
	);
	if (widened.length === 0) return [];
	const wider = await readFirst('auto', run, query);
	if ((wider.total ?? Infinity) > wider.count) return [];
	const profiles = await assessAll([wider], run, query);
	const fitting = profiles.filter((profile) =>
		query.conditions.every(({ matches }) => matches(profile)),
	);
	if (fitting.length <= total) return [];
	// A company that was created between the two readings is left out by nobody.
	const { total: totalNow } = await readFirst('api', run, query);
	return fitting.length > (totalNow ?? Infinity) ? widened : [];
}

/**
 * The query with each alternative of a condition in its place: an API that knows only one of them leaves companies out
 * of the file, which no company in it shows.
 */
function alternativesOf(query: ExportQuery): ExportQuery[] {
	const mixed = query.conditions.filter(({ supersetClause }) => supersetClause === null);
	return mixed.flatMap((condition) =>
		(condition.alternatives ?? []).map((alternative) => ({
			...query,
			conditions: query.conditions.map((other) => (other === condition ? alternative : other)),
		})),
	);
}

async function checkOne(run: RunContext, query: ExportQuery): Promise<RequestOrder> {
	const { pages, order } = await readSample(run, query);
	const ignored = await unkept(pages, run, query);
	if (ignored.length > 0) throw notExportable(ignored.map(({ label }) => label));
	const narrow = await leavingOut(pages[0].total ?? Infinity, run, { ...query, order });
	if (narrow.length > 0) throw notExportable(narrow.map(({ label }) => label));
	return order;
}

/**
 * Sees before an export whether the API filters as asked: a file cannot be filtered afterwards.
 *
 * @returns the order to ask for: by the name that the API knows, where it was asked at all
 * @throws UserError that names the conditions which the API ignores or refuses, and what to do instead
 */
export async function checkFilters(run: RunContext, query: ExportQuery): Promise<RequestOrder> {
	let { order } = query;
	if (query.conditions.length === 0 || !query.checksFilters) return order;
	for (const asked of [query, ...alternativesOf(query)]) {
		order = await checkOne(run, { ...asked, order });
	}
	return order;
}

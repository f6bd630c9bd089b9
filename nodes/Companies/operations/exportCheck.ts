import type { Insight } from '../company/profile';
import { assessRows } from './profileRows';
import { openList } from '../list/openList';
import type { Page } from '../api/search';
import { readPage } from '../api/search';
import type { Condition } from '../filter/condition';
import type { FilterMode } from '../filter/plan';
import { planSearch, termsOf } from '../filter/plan';
import type { RequestOrder } from '../api/searchRequest';
import { buildSearchRequest } from '../api/searchRequest';
import type { ExportQuery } from '../parameters/exportQuery';
import { notExportable, notSortable } from '../parameters/exportQuery';
import { MOST_PAGE_SIZE } from '../parameters/options';
import { readNeededCatalogue } from '../run/readCatalogue';
import type { Session } from '../run/context';

/** As large as a page may be, so that the sample is the whole list of most resellers. */
const SAMPLE_SIZE = MOST_PAGE_SIZE;

/** The ends of a list, and the order that the API has agreed to. */
interface Sample {
	pages: Page[];
	order: RequestOrder;
}

/** The first page, and the last one: most companies that do not belong there stand at the ends of a sorted list. */
async function readSample(session: Session, query: ExportQuery): Promise<Sample> {
	const plan = planSearch(query.conditions, 'api');
	const {
		first,
		refused,
		mustSort,
		requestOrder: order,
	} = await openList(session.client, plan, query.order, SAMPLE_SIZE, true);
	if (refused.length > 0) throw notExportable(refused.map(({ label }) => label));
	if (mustSort) throw notSortable(query.order);
	const last = Math.ceil((first.total ?? 0) / first.pageSize);
	if (last <= 1) return { pages: [first], order };
	const request = buildSearchRequest(termsOf(plan), order, last, first.pageSize);
	return { pages: [first, await readPage(session.client, request)], order };
}

async function assessAll(pages: Page[], session: Session, query: ExportQuery): Promise<Insight[]> {
	const needsProducts = query.conditions.some((condition) => condition.needsProducts);
	const catalogue = needsProducts ? await readNeededCatalogue(session) : undefined;
	const rows = pages.flatMap((page) => page.rows);
	return assessRows(rows, query.dateFormat, { today: session.today, catalogue }).insights;
}

/** Conditions that companies of the sample do not keep to. */
async function unkept(pages: Page[], session: Session, query: ExportQuery): Promise<Condition[]> {
	const insights = await assessAll(pages, session, query);
	return query.conditions.filter((condition) =>
		insights.some((insight) => !condition.holds(insight)),
	);
}

async function readFirst(mode: FilterMode, session: Session, query: ExportQuery): Promise<Page> {
	const terms = termsOf(planSearch(query.conditions, mode));
	return await readPage(session.client, buildSearchRequest(terms, query.order, 1, SAMPLE_SIZE));
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
	session: Session,
	query: ExportQuery,
): Promise<Condition[]> {
	const widened = query.conditions.filter(({ exact, wide }) => wide !== null && wide !== exact);
	if (widened.length === 0) return [];
	const wider = await readFirst('auto', session, query);
	if ((wider.total ?? Infinity) > wider.count) return [];
	const insights = await assessAll([wider], session, query);
	const fitting = insights.filter((insight) =>
		query.conditions.every(({ holds }) => holds(insight)),
	);
	if (fitting.length <= total) return [];
	// A company that was created between the two readings is left out by nobody.
	const { total: totalNow } = await readFirst('api', session, query);
	return fitting.length > (totalNow ?? Infinity) ? widened : [];
}

/**
 * The query with each alternative of a condition in its place: an API that knows only one of them leaves companies out
 * of the file, which no company in it shows.
 */
function alternativesOf(query: ExportQuery): ExportQuery[] {
	const mixed = query.conditions.filter(({ wide }) => wide === null);
	return mixed.flatMap((condition) =>
		(condition.alternatives ?? []).map((alternative) => ({
			...query,
			conditions: query.conditions.map((other) => (other === condition ? alternative : other)),
		})),
	);
}

async function checkOne(session: Session, query: ExportQuery): Promise<RequestOrder> {
	const { pages, order } = await readSample(session, query);
	const ignored = await unkept(pages, session, query);
	if (ignored.length > 0) throw notExportable(ignored.map(({ label }) => label));
	const narrow = await leavingOut(pages[0].total ?? Infinity, session, { ...query, order });
	if (narrow.length > 0) throw notExportable(narrow.map(({ label }) => label));
	return order;
}

/**
 * Sees before an export whether the API filters as asked: a file cannot be filtered afterwards.
 *
 * @returns the order to ask for: by the name that the API knows, where it was asked at all
 * @throws UserMistake that names the conditions which the API ignores or refuses, and what to do instead
 */
export async function checkFilters(session: Session, query: ExportQuery): Promise<RequestOrder> {
	let { order } = query;
	if (query.conditions.length === 0 || !query.checksFilters) return order;
	for (const asked of [query, ...alternativesOf(query)]) {
		order = await checkOne(session, { ...asked, order });
	}
	return order;
}

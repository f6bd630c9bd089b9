import { toCompany } from '../company/company';
import { DateEvidence } from '../company/dateOrder';
import { UserMistake } from '../errors/userMistake';
import type { Insight } from '../insight/assess';
import { assess } from '../insight/assess';
import { openList } from '../pages/openList';
import type { Page } from '../pages/page';
import { readPage } from '../pages/page';
import type { Condition } from '../plan/condition';
import { requestOrder } from '../plan/order';
import { planSearch, termsOf } from '../plan/plan';
import { buildSearchRequest } from '../plan/searchRequest';
import type { ExportQuery } from '../query/exportQuery';
import { notExportable } from '../query/exportQuery';
import { MOST_PAGE_SIZE } from '../query/options';
import { readNeededCatalogue } from './catalogue';
import type { Session } from './session';

/** As large as a page may be, so that the sample is the whole list of most resellers. */
const SAMPLE_SIZE = MOST_PAGE_SIZE;

/** The first page, and the last one: most companies that do not belong there stand at the ends of a sorted list. */
async function readSample(session: Session, query: ExportQuery): Promise<Page[]> {
	const plan = planSearch(query.conditions, 'api');
	const { first, refused, sortHere } = await openList(
		session.client,
		plan,
		query.order,
		SAMPLE_SIZE,
		true,
	);
	if (refused.length > 0) throw notExportable(refused.map(({ label }) => label));
	if (sortHere) {
		throw new UserMistake(
			`Keepnet cannot sort a file by '${query.order.orderBy}'`,
			"Choose another field in 'Sort', or use the operation 'Search'.",
		);
	}
	const last = Math.ceil((first.total ?? 0) / first.pageSize);
	if (last <= 1) return [first];
	const order = requestOrder(query.order);
	return [
		first,
		await readPage(session.client, buildSearchRequest(termsOf(plan), order, last, first.pageSize)),
	];
}

async function assessAll(pages: Page[], session: Session, query: ExportQuery): Promise<Insight[]> {
	const companies = pages.flatMap(({ rows }) => rows).map(toCompany);
	const evidence = new DateEvidence(query.dateFormat);
	companies.forEach((company) => evidence.add(company));
	const needsProducts = query.conditions.some((condition) => condition.needsProducts);
	const knowledge = {
		today: session.today,
		dayOrder: evidence.order,
		catalogue: needsProducts ? await readNeededCatalogue(session) : undefined,
	};
	return companies.map((company) => assess(company, knowledge));
}

/** Conditions that companies of the sample do not keep to. */
async function unkept(pages: Page[], session: Session, query: ExportQuery): Promise<Condition[]> {
	const insights = await assessAll(pages, session, query);
	return query.conditions.filter((condition) =>
		insights.some((insight) => !condition.holds(insight)),
	);
}

/**
 * Dates by which the API leaves companies out: it may compare points in time of another time zone than the days that it
 * writes. Seen where the list, asked for a day wider at both ends, fits on one page.
 *
 * @param total how many companies the file would have
 */
async function leavingOut(
	total: number,
	session: Session,
	query: ExportQuery,
): Promise<Condition[]> {
	const dates = query.conditions.filter(({ exact, wide }) => wide !== null && wide !== exact);
	if (dates.length === 0) return [];
	const terms = termsOf(planSearch(query.conditions, 'auto'));
	const order = requestOrder(query.order);
	const page = await readPage(session.client, buildSearchRequest(terms, order, 1, SAMPLE_SIZE));
	if ((page.total ?? Infinity) > page.rows.length) return [];
	const insights = await assessAll([page], session, query);
	const fitting = insights.filter((insight) =>
		query.conditions.every(({ holds }) => holds(insight)),
	);
	return fitting.length > total ? dates : [];
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

/**
 * Sees before an export whether the API filters as asked: a file cannot be filtered afterwards.
 *
 * @throws UserMistake that names the conditions which the API ignores or refuses, and what to do instead
 */
export async function checkFilters(session: Session, query: ExportQuery): Promise<void> {
	if (query.conditions.length === 0 || !query.checksFilters) return;
	for (const asked of [query, ...alternativesOf(query)]) {
		const sample = await readSample(session, asked);
		const ignored = await unkept(sample, session, asked);
		if (ignored.length > 0) throw notExportable(ignored.map(({ label }) => label));
		const total = sample[0].total ?? Infinity;
		const narrow = await leavingOut(total, session, asked);
		if (narrow.length > 0) throw notExportable(narrow.map(({ label }) => label));
	}
}

import type { DayOrder } from '../company/dates';
import type { CompanyProfile } from '../company/profile';
import { readNeededCatalogue } from '../run/readCatalogue';
import { startList } from '../run/startList';
import type { RunContext } from '../run/context';
import type { CompanyReading } from '../list/companyReading';
import type { Condition } from '../filter/condition';
import type { Order } from '../filter/order';
import { NEWEST_FIRST } from '../filter/order';
import type { Deadline } from './deadline';
import type { Observed } from './snapshot';
import { factsNow, filledIn } from './snapshot';
import type { TriggerSettings } from './settings';
import type { WatchState } from './state/watchState';

/** For a second reading: what changes places in one order does not in another. */
const BY_NAME: Order = { orderBy: 'CompanyName', ascending: true };

/** Whether a company passes the filters of the node. */
export function matchesAll(filters: Condition[], profile: CompanyProfile): boolean {
	return filters.every(({ matches }) => matches(profile));
}

/**
 * Starts to read the list of all companies. The filters are never sent: a company that no longer passes them would look
 * as if it had been removed, and one that begins to as if it were new. Only what they set for the counting goes along.
 *
 * @throws ApiError, and UserError where a filter needs products that the client may not read
 */
export async function startReading(
	run: RunContext,
	settings: TriggerSettings,
	order: Order,
): Promise<CompanyReading> {
	const { filters, options, showsProducts } = settings;
	const needsProducts = filters.some((condition) => condition.needsProducts);
	// Asked for once more below, where a client that may not read it is tolerated; a filter cannot do without.
	if (needsProducts) await readNeededCatalogue(run);
	const { reading } = await startList(
		run,
		{
			conditions: filters.filter(({ setting }) => setting),
			order,
			options: { ...options, filterMode: 'auto' },
			showsProducts: showsProducts || needsProducts,
			confirmUncounted: true,
		},
		options.pageSize,
		() => Infinity,
	);
	return reading;
}

/** What was read of the list. */
export interface CompanyList {
	companies: Observed[];
	/** Whether it is shown that no company is missing. */
	complete: boolean;
	/** As for `Observation`. */
	lacking?: number;
	dayOrder: DayOrder;
}

/** What the poll before has left. */
export type Known = Pick<WatchState, 'dayOrder' | 'companies'>;

/** Whether a company passes the filters, which go by what was known before where an answer does not say it. */
async function filterFor(
	run: RunContext,
	{ filters }: TriggerSettings,
	{ companies, dayOrder }: Known,
): Promise<(profile: CompanyProfile) => boolean> {
	const { today } = run;
	const needsProducts = filters.some((condition) => condition.needsProducts);
	const catalogue = needsProducts ? await readNeededCatalogue(run) : undefined;
	return (profile) => {
		const remembered = companies.get(profile.company.id ?? '');
		const { now } = factsNow({ profile, matches: true }, today, remembered, dayOrder);
		return matchesAll(filters, filledIn(profile, now, { today, catalogue }));
	};
}

/** Reads every company, with whether it passes the filters. Throws ApiError. */
async function readAll(
	run: RunContext,
	settings: TriggerSettings,
	order: Order,
	before: Known,
	deadline: Deadline,
): Promise<CompanyList> {
	const reading = await startReading(run, settings, order);
	const passes = await filterFor(run, settings, before);
	const seen: Observed[] = [];
	for await (const profiles of reading.matching()) {
		deadline.check();
		for (const profile of profiles) {
			if (profile.company.id === null) continue;
			seen.push({ profile, matches: passes(profile) });
		}
	}
	const { complete, leftOut, lacking } = reading.scan.report;
	return {
		companies: seen.filter(({ profile }) => reading.scan.isPresent(profile.company.id)),
		// A row that is no company may be one that was known.
		complete: complete && leftOut === 0,
		lacking,
		dayOrder: reading.dayOrder,
	};
}

const idsOf = ({ companies }: CompanyList) =>
	new Set(companies.map(({ profile }) => profile.company.id));

/**
 * Reads the list, and where companies are missing that were known, once more in another order: while some are created and
 * others removed, a company can slip from a page that is still to come to one that was read.
 *
 * @param before the companies that were there before
 * @throws ApiError
 */
export async function readList(
	run: RunContext,
	settings: TriggerSettings,
	before: Known,
	deadline: Deadline,
): Promise<CompanyList> {
	const first = await readAll(run, settings, NEWEST_FIRST, before, deadline);
	const found = idsOf(first);
	if (!first.complete || [...before.companies.keys()].every((id) => found.has(id))) return first;
	const second = await readAll(run, settings, BY_NAME, before, deadline);
	const slipped = second.companies.filter(({ profile }) => !found.has(profile.company.id));
	return {
		...first,
		companies: first.companies.concat(slipped),
		complete: second.complete && slipped.length === 0,
	};
}

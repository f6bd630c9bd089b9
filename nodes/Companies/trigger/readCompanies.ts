import type { Catalogue } from '../company/products';
import type { CompanyProfile } from '../company/profile';
import { openList } from '../run/openList';
import type { RunContext } from '../run/context';
import type { CompanyReading } from '../list/companyReading';
import type { Condition } from '../filter/condition';
import { and, type Truth } from '../filter/truth';
import type { Order } from '../filter/order';
import { NEWEST_FIRST } from '../filter/order';
import type { Deadline } from './deadline';
import type { Observation } from './diff';
import type { Observed } from './snapshot';
import { updatedSnapshot, withKnownValues } from './snapshot';
import type { TriggerSettings } from './settings';
import type { WatchState } from './state';

/** For a second reading: what moves in one order stands still in the other. */
const BY_NAME: Order = { orderBy: 'CompanyName', ascending: true };

/** Whether a company matches the filters of the node; null where its products are unknown. */
export function matchesAll(filters: Condition[], profile: CompanyProfile): Truth {
	return and(filters, ({ matches }) => matches(profile));
}

/**
 * Starts to read the list of all companies. Filters are never sent: a company that no longer matches them would look removed,
 * and one that starts to match them would look new. Only the month for Monthly Users is sent.
 *
 * @returns the list, and the catalogue where a filter needs products
 * @throws ApiError, and UserError where a filter needs products that the client may not read
 */
export async function startReading(
	run: RunContext,
	{ filters, options, showsProducts }: TriggerSettings,
	order: Order,
): Promise<{ reading: CompanyReading; catalogue?: Catalogue }> {
	// Without the catalogue the list can be read, but a filter by product cannot be applied.
	const catalogue = await run.neededCatalogue(filters);
	const reading = await openList(run, {
		conditions: filters.filter(({ setting }) => setting),
		order,
		options: { ...options, filterMode: 'auto' },
		showsProducts: showsProducts || catalogue !== undefined,
		confirmUncounted: true,
	});
	return { reading, catalogue };
}

/** The list as a poll has read it. */
export type CompanyList = Omit<Observation, 'today' | 'source'>;

/** What the poll before has stored. */
export type Known = Pick<WatchState, 'dayOrder' | 'companies'>;

/** @throws ApiError */
async function readAll(
	run: RunContext,
	settings: TriggerSettings,
	order: Order,
	before: Known,
	deadline: Deadline,
): Promise<CompanyList> {
	const { today } = run;
	const { filters } = settings;
	const { reading, catalogue } = await startReading(run, settings, order);
	// Filters use what was known before if an answer does not say it.
	const matchesFilters = (profile: CompanyProfile) => {
		const known = before.companies.get(profile.company.id ?? '');
		const { now } = updatedSnapshot({ profile, matches: true }, today, known, before.dayOrder);
		const matches = matchesAll(filters, withKnownValues(profile, now, { today, catalogue }));
		// Unknown products say nothing: the company stays what it was.
		return matches ?? known?.matched === true;
	};
	const seen: Observed[] = [];
	for await (const profiles of reading.matching()) {
		deadline.check();
		for (const profile of profiles) {
			if (profile.company.id === null) continue;
			seen.push({ profile, matches: filters.length === 0 || matchesFilters(profile) });
		}
	}
	const { complete, leftOut, lacking } = reading.scan.report;
	return {
		companies: seen.filter(({ profile }) => reading.scan.isPresent(profile.company.id)),
		// A row without an ID may be a company that was known.
		complete: complete && leftOut === 0,
		lacking,
		dayOrder: reading.dayOrder,
	};
}

/**
 * Reads the list. If it lacks known companies, reads it once more in another order: while companies are created and removed,
 * one can move from a page that is still to come to a page that has been read.
 *
 * @param before what the poll before has stored
 * @throws ApiError
 */
export async function readList(
	run: RunContext,
	settings: TriggerSettings,
	before: Known,
	deadline: Deadline,
): Promise<CompanyList> {
	const first = await readAll(run, settings, NEWEST_FIRST, before, deadline);
	const found = new Set(first.companies.map(({ profile }) => profile.company.id));
	if (!first.complete || [...before.companies.keys()].every((id) => found.has(id))) return first;
	const second = await readAll(run, settings, BY_NAME, before, deadline);
	const slipped = second.companies.filter(({ profile }) => !found.has(profile.company.id));
	return {
		...first,
		companies: first.companies.concat(slipped),
		complete: second.complete && slipped.length === 0,
	};
}

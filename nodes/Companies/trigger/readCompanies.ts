import type { Insight } from '../insight/assess';
import { startList } from '../operations/readList';
import type { Session } from '../operations/session';
import type { CompanyReading } from '../pages/companyReading';
import type { Condition } from '../plan/condition';
import type { Order } from '../plan/order';
import type { Deadline } from './budget';
import type { Observed } from './compare';
import type { TriggerSettings } from './settings';

/** Companies that are added while the list is read come at its end, where they move none of the others. */
export const OLDEST_FIRST: Order = { orderBy: 'CreateTime', ascending: true };
export const NEWEST_FIRST: Order = { orderBy: 'CreateTime', ascending: false };

/** Whether a company passes the filters of the node. */
export function matchesAll(filters: Condition[], insight: Insight): boolean {
	return filters.every(({ holds }) => holds(insight));
}

/**
 * Starts to read the list of all companies. The filters are never sent: a company that no longer passes them would look
 * as if it had been removed, and one that begins to as if it were new. Only what they set for the counting goes along.
 *
 * @throws ApiFailure
 */
export async function startReading(
	session: Session,
	settings: TriggerSettings,
	order: Order,
): Promise<CompanyReading> {
	const { filters, options, showsProducts } = settings;
	const needsProducts = filters.some((condition) => condition.needsProducts);
	// Asked for once more below, where a client that may not read it is tolerated; a filter cannot do without.
	if (needsProducts) await session.lookups.catalogue();
	const { reading } = await startList(
		session,
		{
			conditions: filters.filter(({ setting }) => setting),
			order,
			options: { ...options, filterMode: 'auto' },
			showsProducts: showsProducts || needsProducts,
		},
		options.pageSize,
		() => Infinity,
	);
	return reading;
}

/** Reads every company, with whether it passes the filters. Throws ApiFailure. */
export async function readAll(
	reading: CompanyReading,
	{ filters }: TriggerSettings,
	deadline: Deadline,
): Promise<Observed[]> {
	const seen: Observed[] = [];
	for await (const insights of reading.matching()) {
		deadline.check();
		for (const insight of insights) {
			if (insight.company.id === null) continue;
			seen.push({ insight, matches: matchesAll(filters, insight) });
		}
	}
	return seen.filter(({ insight }) => reading.scan.isPresent(insight.company.raw));
}

import { partsWithBreaks } from '../breaks';
import type { Catalogue } from '../company/products';
import { companyIdOf, type RawCompany } from '../company/rawCompany';
import { openList } from '../run/openList';
import type { RunContext } from '../run/context';
import type { CompanyReading } from '../list/companyReading';
import type { Order } from '../filter/order';
import { NEWEST_FIRST } from '../filter/order';
import type { CompanyList, Comparison } from './comparison';
import type { TriggerSettings } from './settings';

/** For a second reading: what moves in one order stands still in the other. */
const BY_NAME: Order = { orderBy: 'CompanyName', ascending: true };

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

/**
 * Reads the list once and compares it, page by page.
 *
 * @param isWanted whether a row is to be compared
 */
async function readOnce(
	run: RunContext,
	settings: TriggerSettings,
	order: Order,
	comparison: Comparison,
	isWanted: (row: RawCompany) => boolean = () => true,
): Promise<CompanyList> {
	const { reading, catalogue } = await startReading(run, settings, order);
	for await (const rows of reading.rows()) {
		for await (const part of partsWithBreaks(rows, reading.breaks)) {
			const { dayOrder } = reading;
			const others = part.filter((row) => isWanted(row) && !comparison.isUnchanged(row, dayOrder));
			for (const profile of reading.select(others)) comparison.compare(profile, catalogue);
		}
	}
	const { complete, leftOut, lacking } = reading.scan.report;
	const has = (id: string) => reading.scan.isPresent(id);
	return {
		has,
		absent: await comparison.absentFrom(has),
		// A row without an ID may be a company that was known.
		complete: complete && leftOut === 0,
		lacking,
		dayOrder: reading.dayOrder,
	};
}

/**
 * Reads and compares the list. If it lacks known companies, reads it once more in another order: while companies are created
 * and removed, one can move from a page that is still to come to a page that has been read.
 *
 * @throws ApiError
 */
export async function readList(
	run: RunContext,
	settings: TriggerSettings,
	comparison: Comparison,
): Promise<CompanyList> {
	const first = await readOnce(run, settings, NEWEST_FIRST, comparison);
	if (!first.complete || first.absent.length === 0) return first;
	const slipped = new Set<string>();
	const second = await readOnce(run, settings, BY_NAME, comparison, (row) => {
		const id = companyIdOf(row) ?? '';
		if (!first.has(id)) slipped.add(id);
		return slipped.has(id);
	});
	return {
		...first,
		has: (id) => first.has(id) || second.has(id),
		absent: first.absent.filter(([id]) => !second.has(id)),
		complete: second.complete && ![...slipped].some(second.has),
	};
}

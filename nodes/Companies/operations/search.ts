import type { INodeExecutionData } from 'n8n-workflow';

import { conditionsProperty, matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { outputProperties, PAGING } from '../descriptions/output';
import { segmentProperties } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { hasField, itemMaker } from '../output/output';
import { readingHints, unknownHints } from '../list/hints';
import type { CompanyProfile } from '../company/profile';
import { isSortable, sortHere, unknownLast, type Order } from '../filter/order';
import { fieldsNotFound } from '../parameters/outputFields';
import { readSearchQuery, type SearchQuery } from '../parameters/searchQuery';
import { quoted } from '../parameters/values';
import type { Operation, OperationInput } from './operation';
import { collect, type CollectedList } from './collect';
import { checkComplete } from '../run/openList';

/** Brings the companies into the requested order, as far as the API has not done so. */
function arrange({ reading: { scan }, collected, mustSort }: CollectedList, order: Order) {
	if (scan.inOneSweep && !mustSort) return unknownLast(collected, order);
	const present = collected.filter(({ company }) => scan.isPresent(company.id));
	return isSortable(order) ? sortHere(present, order) : present;
}

/**
 * The hints for chosen fields that no company has.
 *
 * @throws UserError for a misspelled field
 */
function missingFields({ output }: SearchQuery, profiles: CompanyProfile[]): string[] {
	if (profiles.length === 0) return [];
	const missing = fieldsNotFound(output.fields, (name) =>
		profiles.some((profile) => hasField(profile, name)),
	);
	return missing.map((name) => `No company has the field ${quoted(name)}, so it is left empty.`);
}

async function execute({ read, run }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readSearchQuery(read, run);
	const list = await collect(run, query);
	const { reading, limitReached } = list;
	if (!limitReached) checkComplete(run, reading, query.options);
	const { output, thresholds, limit } = query;
	const profiles = arrange(list, query.order);
	const returned = profiles.slice(0, limit);
	run.addHints(readingHints(reading));
	run.addHints(
		unknownHints(
			reading,
			returned.map(({ company }) => company.id),
		),
	);
	run.addHints(missingFields(query, profiles));
	const toJson = itemMaker(output, { thresholds, dayOrder: reading.dayOrder });
	return returned.map((profile) => ({ json: toJson(profile) }));
}

export const searchCompanies: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search companies',
	description: 'List the companies of a segment, filtered and sorted',
	subject: 'companies',
	properties: [
		...segmentProperties(),
		...Object.values(PAGING),
		filtersProperty,
		matchProperty,
		conditionsProperty,
		...outputProperties,
		searchOptionsProperty,
		searchSortProperty,
	],
	execute,
};

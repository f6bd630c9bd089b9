import type { INodeExecutionData } from 'n8n-workflow';

import { conditionsProperty, matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { outputProperties } from '../descriptions/output';
import { PAGING } from '../descriptions/paging';
import { segmentProperties } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { hasField, itemMaker } from '../output/output';
import { readingHints } from '../list/hints';
import type { CompanyProfile } from '../company/profile';
import { isSortable, sortHere, unknownLast } from '../filter/order';
import { fieldsNotFound } from '../parameters/outputFields';
import type { SearchQuery } from '../parameters/searchQuery';
import { readSearchQuery } from '../parameters/searchQuery';
import { quoted } from '../parameters/values';
import type { Operation, OperationInput } from './operation';
import type { CollectedList } from './collect';
import { collect } from './collect';
import { checkComplete } from '../run/startList';

/** Brings what was collected into the order asked for, as far as the API has not done so. */
function arrange({ list, reading, kept }: CollectedList, { order }: SearchQuery) {
	const { scan } = reading;
	if (scan.inOneRead && !list.mustSort) return unknownLast(kept, order);
	const present = scan.inOneRead ? kept : kept.filter(({ company }) => scan.isPresent(company.id));
	return isSortable(order) ? sortHere(present, order) : present;
}

/** What to say of chosen fields that no company has. Throws UserError for one that is spelled wrong. */
function missingFields({ output }: SearchQuery, profiles: CompanyProfile[]): string[] {
	if (profiles.length === 0) return [];
	const missing = fieldsNotFound(output.fields, (name) =>
		profiles.some((profile) => hasField(profile, name)),
	);
	return missing.map((name) => `No company has the field ${quoted(name)}, so it is left empty.`);
}

async function execute({ read, run }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readSearchQuery(read, run);
	const collected = await collect(run, query);
	const { list, reading, isCut } = collected;
	const limit = query.limit ?? Infinity;
	if (!isCut) checkComplete(run, reading, query.options);
	const profiles = arrange(collected, query);
	run.addHints(readingHints(list, reading, profiles.length));
	run.addHints(missingFields(query, profiles));
	const toJson = itemMaker(query.output, {
		thresholds: query.thresholds,
		dayOrder: reading.dayOrder,
	});
	return (profiles.length > limit ? profiles.slice(0, limit) : profiles).map((profile) => ({
		json: toJson(profile),
	}));
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

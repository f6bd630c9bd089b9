import type { INodeExecutionData } from 'n8n-workflow';

import { conditionsProperty, matchProperty } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { searchOptionsProperty } from '../descriptions/options';
import { segmentProperties } from '../descriptions/segment';
import type { Insight } from '../insight/assess';
import { Totals } from '../insight/totals';
import { readingHints } from '../pages/hints';
import { SEGMENTS } from '../plan/segments';
import { readReadingOptions, readThresholds } from '../query/options';
import { readConditions } from '../query/selection';
import type { Operation, OperationInput } from './operation';
import { checkComplete, startList } from '../session/startList';

async function execute({ read, session }: OperationInput): Promise<INodeExecutionData[]> {
	const thresholds = readThresholds(read);
	const options = readReadingOptions(read);
	const conditions = await readConditions(read, session);
	// Sums come out the same in any order; one that the API knows spares it the work.
	const query = { conditions, order: SEGMENTS.all.order, options, showsProducts: true };
	const { list, reading } = await startList(session, query, options.pageSize, () => Infinity);
	const kept: Insight[] = [];
	for await (const insights of reading.matching()) {
		for (const insight of insights) kept.push(insight);
	}
	checkComplete(session, reading, options);
	// Which companies are gone shows once the list was read again.
	const present = kept.filter(({ company }) => reading.scan.isPresent(company.raw));
	session.addHints(readingHints(list, reading, present.length));
	const totals = new Totals(session.today, thresholds);
	present.forEach((insight) => totals.add(insight));
	return [{ json: totals.json }];
}

export const summarizeCompanies: Operation = {
	value: 'summarize',
	name: 'Summarize',
	action: 'Summarize companies',
	description: 'Add up seats, users and renewals of the companies of a segment',
	subject: 'companies',
	repeatedHint: (times) =>
		`The same totals were worked out ${times} times, once for each input item. To do so once, turn on Execute Once in the Settings of this node.`,
	properties: [
		...segmentProperties(),
		filtersProperty,
		matchProperty,
		conditionsProperty,
		searchOptionsProperty,
	],
	execute,
};

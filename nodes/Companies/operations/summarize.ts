import type { INodeExecutionData } from 'n8n-workflow';

import { conditionProperties } from '../descriptions/conditions';
import { filtersProperty } from '../descriptions/filters';
import { summarizeOptionsProperty } from '../descriptions/options';
import { segmentProperties } from '../descriptions/segment';
import { Summands, type Summand } from '../company/summands';
import { Totals } from '../company/totals';
import { readingHints, unknownHints } from '../list/hints';
import { SEGMENTS } from '../filter/segments';
import { readOptions } from '../parameters/options';
import { readConditions } from '../parameters/searchQuery';
import type { Operation, OperationInput } from './operation';
import { checkComplete, openList } from '../run/openList';

async function execute({ read, run }: OperationInput): Promise<INodeExecutionData[]> {
	const { options, thresholds } = readOptions(read);
	const conditions = await readConditions(read, run);
	// Any order gives the same sums; the API knows this one.
	const query = { conditions, order: SEGMENTS.all.order, options, showsProducts: true };
	const reading = await openList(run, query);
	const summands = new Summands(thresholds);
	for await (const profiles of reading.matching()) summands.add(profiles);
	checkComplete(run, reading, options);
	// Only a later sweep shows which companies are gone, and a later page which ones do not match.
	const isPresent = ({ id }: Summand) => reading.scan.isPresent(id) && reading.unknown.isKept(id);
	const totals = new Totals();
	const ids: Array<string | null> = [];
	for (const part of summands.parts()) {
		for (const summand of part.filter(isPresent)) {
			totals.add(summand);
			ids.push(summand.id);
		}
		await reading.breaks.take();
	}
	run.addHints([...readingHints(reading), ...unknownHints(reading, ids)]);
	return [{ json: totals.toJson(run.today) }];
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
		...conditionProperties,
		summarizeOptionsProperty,
	],
	execute,
};

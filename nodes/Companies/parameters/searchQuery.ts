import type { SignalThresholds } from '../company/profile';
import { needsProducts, type Output } from '../output/output';
import { outputProperty, PAGING } from '../descriptions/output';
import { segmentProperty } from '../descriptions/segment';
import type { Condition } from '../filter/condition';
import type { Order } from '../filter/order';
import { type ReadingOptions, readOptions } from './options';
import { readFields } from './outputFields';
import { readBoolean, readNumber, readOption, type ReadParameter } from './reader';
import { readConditions, readOrder } from './selection';
import type { SelectionContext } from './fieldCondition';

/** Everything that a Search asks for. */
export interface SearchQuery {
	conditions: Condition[];
	order: Order;
	/** How many companies to return; undefined for all. */
	limit: number | undefined;
	output: Output;
	showsProducts: boolean;
	thresholds: SignalThresholds;
	options: ReadingOptions;
}

/** @throws UserError that names the parameter; ApiError where a list of names cannot be read */
export async function readSearchQuery(
	read: ReadParameter,
	context: SelectionContext,
): Promise<SearchQuery> {
	const name = readOption(outputProperty, read);
	const output = { name, fields: name === 'selected' ? readFields(read) : [] };
	const settings = {
		limit: readBoolean(PAGING.returnAll, read) ? undefined : readNumber(PAGING.limit, read),
		output,
		showsProducts: needsProducts(output),
		...readOptions(read),
		order: readOrder(read, readOption(segmentProperty, read)),
	};
	return { ...settings, conditions: await readConditions(read, context) };
}

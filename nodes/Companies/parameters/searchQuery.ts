import type { SignalThresholds } from '../company/profile';
import type { Output } from '../output/output';
import { needsProducts, OUTPUT_NAMES } from '../output/output';
import type { Condition } from '../filter/condition';
import type { Order } from '../list/order';
import type { ReadingOptions } from './options';
import { readReadingOptions, readThresholds } from './options';
import { readFields } from './outputFields';
import type { ReadParameter } from './parameters';
import { readConditions, readSegment } from './selection';
import type { SelectionContext } from './selectionContext';
import { readOrder } from './sort';
import { readBoolean, readNumberOr, readOption } from './values';

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

function readLimit(read: ReadParameter): number | undefined {
	if (readBoolean('Return All', read('returnAll', false), false)) return undefined;
	return readNumberOr(50, 'Limit', read('limit', 50), { least: 1, whole: true });
}

function readOutput(read: ReadParameter): Output {
	const name = readOption('Output', read('output', 'simplified'), OUTPUT_NAMES);
	return { name, fields: name === 'selected' ? readFields(read('fields', [])) : [] };
}

/**
 * Reads the parameters of Search.
 *
 * @throws UserError that names the parameter; ApiError where a list of names cannot be read
 */
export async function readSearchQuery(
	read: ReadParameter,
	context: SelectionContext,
): Promise<SearchQuery> {
	const output = readOutput(read);
	const settings = {
		limit: readLimit(read),
		output,
		showsProducts: needsProducts(output),
		thresholds: readThresholds(read),
		options: readReadingOptions(read),
	};
	const order = readOrder(read, readSegment(read));
	return { ...settings, order, conditions: await readConditions(read, context) };
}

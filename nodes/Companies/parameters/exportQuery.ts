import { UserError } from 'n8n-workflow';

import type { DateFormat } from '../company/dateOrder';
import { EXPORT } from '../descriptions/export';
import { OPTIONS } from '../descriptions/options';
import type { ListProperty } from '../descriptions/property';
import { segmentProperty } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import { FILE_FORMATS, type FileFormat } from '../output/file/fileFormat';
import type { Condition, Setting } from '../filter/condition';
import type { RequestOrder } from '../api/searchRequest';
import {
	byEachName,
	exportOrder,
	FALLBACK_ORDERS,
	isComputed,
	labelOf,
	type Order,
} from '../filter/order';
import { type SegmentName, SEGMENTS } from '../filter/segments';
import { readOptions } from './options';
import {
	readBoolean,
	readCollection,
	readNumber,
	readOption,
	type ReadParameter,
	readText,
} from './reader';
import { readConditions, readOrder } from './searchQuery';
import type { SelectionContext } from './fieldCondition';
import { isBlank } from './values';

/** Everything that an Export asks for. */
export interface ExportQuery {
	conditions: Condition[];
	order: Order;
	/** The orders that the file may have, the wanted one first: any order where the user has chosen none. */
	orders: readonly RequestOrder[];
	format: FileFormat;
	/** One page of the list; undefined for the whole list. */
	page: { pageNumber: number; pageSize: number } | undefined;
	groupByReseller: boolean;
	/** The item's field for the file. */
	binaryPropertyName: string;
	fileName: string | undefined;
	/** Whether the ends of the list are read first, to see that the API filters as asked. */
	checksFilters: boolean;
	dateFormat: DateFormat;
}

/** The error for what a file cannot be filtered by. */
export function notExportable(labels: string[]): UserError {
	const names = labels.map((label) => `'${label}'`).join(', ');
	return new UserError(`Keepnet cannot export with these filters: ${names}`, {
		description:
			"A file cannot be filtered afterwards. Use the operation 'Search' instead, and n8n's Convert to File node after it.",
	});
}

/** The error for what the API does not count as asked. */
export const notCounted = (label: string, { otherwise }: Setting) =>
	new UserError(`Keepnet did not accept '${label}', so no file was made`, {
		description: `Without it, ${otherwise}. Remove it if that is what the file needs.`,
	});

/** A parameter and its value as the editor shows them. */
function shown<T extends string>({ displayName, options }: ListProperty<T>, value: T): string {
	return `${displayName}: ${options.find((option) => option.value === value)?.name ?? value}`;
}

/** The error for an order that a file cannot have. */
export const notSortable = (order: Order) =>
	new UserError(`Keepnet cannot sort a file by '${labelOf(order)}'`, {
		description: "Choose another field in 'Sort', or use the operation 'Search'.",
	});

/** The error for a format that the API does not make. */
export function notMade({ exportType }: FileFormat): UserError {
	const { displayName, options } = EXPORT.fileFormat;
	const others = options.map(({ name }) => name).filter((name) => name !== exportType);
	return new UserError(`Keepnet cannot export as ${exportType}`, {
		description: `Choose ${others.join(' or ')} in '${displayName}'.`,
	});
}

function readOrders(
	read: ReadParameter,
	segment: SegmentName,
): Pick<ExportQuery, 'order' | 'orders'> {
	const order = readOrder(read, segment);
	const isChosen = !isBlank(readCollection(searchSortProperty, read).orderBy);
	if (isChosen && isComputed(order)) throw notSortable(order);
	const others = isChosen ? [] : FALLBACK_ORDERS.flatMap(byEachName);
	const wanted = exportOrder(order);
	return { order: wanted, orders: [...byEachName(wanted), ...others] };
}

function readPageChoice(read: ReadParameter): ExportQuery['page'] {
	if (readBoolean(EXPORT.returnAll, read)) return undefined;
	return {
		pageNumber: readNumber(EXPORT.pageNumber, read),
		pageSize: readNumber(EXPORT.pageSize, read),
	};
}

function readFieldName(read: ReadParameter): string {
	const name = readText(EXPORT.binaryPropertyName, read);
	if (name !== undefined) return name;
	const { displayName, default: example } = EXPORT.binaryPropertyName;
	throw new UserError(`'${displayName}' is empty`, {
		description: `Enter the name of the field for the file, for example ${example}.`,
	});
}

/**
 * @throws UserError that names the parameter, also for what the API cannot filter by; ApiError where a list of names
 * cannot be read
 */
export async function readExportQuery(
	read: ReadParameter,
	context: SelectionContext,
): Promise<ExportQuery> {
	const segment = readOption(segmentProperty, read);
	if (SEGMENTS[segment].localOnly) throw notExportable([shown(segmentProperty, segment)]);
	const { filterMode, dateFormat } = readOptions(read).options;
	if (filterMode === 'local') throw notExportable([shown(OPTIONS.filterMode, filterMode)]);
	const settings = {
		format: FILE_FORMATS[readOption(EXPORT.fileFormat, read)],
		...readOrders(read, segment),
		page: readPageChoice(read),
		groupByReseller: readBoolean(EXPORT.groupByReseller, read),
		binaryPropertyName: readFieldName(read),
		fileName: readText(EXPORT.fileName, read),
		checksFilters: filterMode === 'auto',
		dateFormat,
	};
	const conditions = await readConditions(read, context);
	const unfit = conditions.filter(({ exactClause }) => exactClause === null);
	if (unfit.length > 0) throw notExportable(unfit.map(({ label }) => label));
	return { ...settings, conditions };
}

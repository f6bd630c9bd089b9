import { UserError } from 'n8n-workflow';

import type { DateFormat } from '../company/dateOrder';
import {
	fileFormatProperty,
	fileNameProperty,
	groupByResellerProperty,
	outputFieldProperty,
	pageNumberProperty,
	wholeListProperty,
} from '../descriptions/export';
import { filterModeProperty, pageSizeProperty } from '../descriptions/options';
import { segmentProperty } from '../descriptions/segment';
import { searchSortProperty } from '../descriptions/sort';
import type { FileFormat } from '../output/file/fileFormat';
import { FILE_FORMATS } from '../output/file/fileFormat';
import type { Condition } from '../filter/condition';
import { exportOrder } from '../list/exportOrder';
import type { Order } from '../list/order';
import { isComputed } from '../list/order';
import { SEGMENTS } from '../filter/segments';
import { readDateFormat, readFilterMode } from './options';
import type { ReadParameter } from './reader';
import { readBoolean, readCollection, readNumber, readOption, readText } from './reader';
import { readConditions } from './selection';
import type { SelectionContext } from './selectionContext';
import { readOrder } from './sort';
import { isBlank } from './values';

/** Everything that an Export asks for. */
export interface ExportQuery {
	conditions: Condition[];
	order: Order;
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

function checkExportable(read: ReadParameter): void {
	const { displayName, exportable } = SEGMENTS[readOption(segmentProperty, read)];
	if (!exportable) throw notExportable([`${segmentProperty.displayName}: ${displayName}`]);
}

/** For an order that a file cannot have. */
export const notSortable = ({ orderBy }: Order) =>
	new UserError(`Keepnet cannot sort a file by '${orderBy}'`, {
		description: "Choose another field in 'Sort', or use the operation 'Search'.",
	});

function readExportOrder(read: ReadParameter): Order {
	const order = readOrder(read, readOption(segmentProperty, read));
	const isChosen = !isBlank(readCollection(searchSortProperty, read).orderBy);
	if (!isChosen || !isComputed(order)) return exportOrder(order);
	throw notSortable(order);
}

function readPageChoice(read: ReadParameter): ExportQuery['page'] {
	if (readBoolean(wholeListProperty, read)) return undefined;
	return {
		pageNumber: readNumber(pageNumberProperty, read),
		pageSize: readNumber(pageSizeProperty, read),
	};
}

function readFieldName(read: ReadParameter): string {
	const name = readText(outputFieldProperty, read);
	if (name !== undefined) return name;
	const { displayName, default: example } = outputFieldProperty;
	throw new UserError(`'${displayName}' is empty`, {
		description: `Enter the name of the field for the file, for example ${String(example)}.`,
	});
}

/**
 * Reads the parameters of Export.
 *
 * @throws UserError that names the parameter, also for what the API cannot select by; ApiError where a list of names
 * cannot be read
 */
export async function readExportQuery(
	read: ReadParameter,
	context: SelectionContext,
): Promise<ExportQuery> {
	checkExportable(read);
	const mode = readFilterMode(read);
	if (mode === 'local') throw notExportable([`${filterModeProperty.displayName}: By This Node`]);
	const settings = {
		format: FILE_FORMATS[readOption(fileFormatProperty, read)],
		order: readExportOrder(read),
		page: readPageChoice(read),
		groupByReseller: readBoolean(groupByResellerProperty, read),
		binaryPropertyName: readFieldName(read),
		fileName: readText(fileNameProperty, read),
		checksFilters: mode === 'auto',
		dateFormat: readDateFormat(read),
	};
	const conditions = await readConditions(read, context);
	const unfit = conditions.filter(({ exactClause }) => exactClause === null);
	if (unfit.length > 0) throw notExportable(unfit.map(({ label }) => label));
	return { ...settings, conditions };
}

import { UserError } from 'n8n-workflow';

import type { DateFormat } from '../company/dateOrder';
import type { FileFormat } from '../output/file/fileFormat';
import { FILE_FORMAT_NAMES, FILE_FORMATS } from '../output/file/fileFormat';
import type { Condition } from '../filter/condition';
import { exportOrder } from '../list/exportOrder';
import type { Order } from '../list/order';
import { isComputed } from '../list/order';
import { SEGMENTS } from '../filter/segments';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, readDateFormat, readFilterMode } from './options';
import type { ReadParameter } from './parameters';
import { readCollection } from './parameters';
import { readConditions, readSegment } from './selection';
import type { SelectionContext } from './selectionContext';
import { readOrder } from './sort';
import { isBlank, readBoolean, readNumberOr, readOption, readText } from './values';

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

const INSTEAD =
	"A file cannot be filtered afterwards. Use the operation 'Search' instead, and n8n's Convert to File node after it.";

/** The error for what a file cannot be selected by. */
export function notExportable(labels: string[]): UserError {
	const names = labels.map((label) => `'${label}'`).join(', ');
	return new UserError(`Keepnet cannot select the companies of a file by ${names}`, {
		description: INSTEAD,
	});
}

function checkExportable(read: ReadParameter): void {
	const { displayName, exportable } = SEGMENTS[readSegment(read)];
	if (!exportable) throw notExportable([`Segment: ${displayName}`]);
}

/** For an order that a file cannot have. */
export const notSortable = ({ orderBy }: Order) =>
	new UserError(`Keepnet cannot sort a file by '${orderBy}'`, {
		description: "Choose another field in 'Sort', or use the operation 'Search'.",
	});

function readExportOrder(read: ReadParameter): Order {
	const order = readOrder(read, readSegment(read));
	const isChosen = !isBlank(readCollection(read, 'sort', 'Sort').orderBy);
	if (!isChosen || !isComputed(order)) return exportOrder(order);
	throw notSortable(order);
}

function readPageChoice(read: ReadParameter): ExportQuery['page'] {
	if (readBoolean('Return All', read('returnAll', true), true)) return undefined;
	return {
		pageNumber: readNumberOr(1, 'Page Number', read('pageNumber', 1), { least: 1, whole: true }),
		pageSize: readNumberOr(DEFAULT_PAGE_SIZE, 'Page Size', read('pageSize', DEFAULT_PAGE_SIZE), {
			least: 1,
			most: MAX_PAGE_SIZE,
			whole: true,
		}),
	};
}

function readFieldName(read: ReadParameter): string {
	const name = readText('Put Output File in Field', read('binaryPropertyName', 'data'));
	if (name !== undefined) return name;
	throw new UserError("'Put Output File in Field' is empty", {
		description: 'Enter the name of the field for the file, for example data.',
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
	if (mode === 'local') throw notExportable(['Filter Mode: By This Node']);
	const settings = {
		format: FILE_FORMATS[readOption('File Format', read('fileFormat', 'csv'), FILE_FORMAT_NAMES)],
		order: readExportOrder(read),
		page: readPageChoice(read),
		groupByReseller: readBoolean('Group by Reseller', read('groupByReseller', false), false),
		binaryPropertyName: readFieldName(read),
		fileName: readText('File Name', read('fileName', '')),
		checksFilters: mode === 'auto',
		dateFormat: readDateFormat(read),
	};
	const conditions = await readConditions(read, context);
	const unfit = conditions.filter(({ exactClause }) => exactClause === null);
	if (unfit.length > 0) throw notExportable(unfit.map(({ label }) => label));
	return { ...settings, conditions };
}

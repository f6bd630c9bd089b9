import { DateTime } from 'luxon';
import type { INodeExecutionData } from 'n8n-workflow';

import { conditionProperties } from '../descriptions/conditions';
import { EXPORT } from '../descriptions/export';
import { apiFiltersProperty } from '../descriptions/filters';
import { exportOptionsProperty } from '../descriptions/options';
import { EXPORTABLE_SEGMENTS, segmentProperties } from '../descriptions/segment';
import { exportSortProperty } from '../descriptions/sort';
import { receiveFile, type ReceivedFile } from '../output/file/receiveFile';
import { planSearch, clausesOf } from '../filter/plan';
import { buildListRequest, type RequestOrder } from '../api/searchRequest';
import { byEachName, labelOf } from '../filter/order';
import { readExportQuery, type ExportQuery } from '../parameters/exportQuery';
import { checkFilters } from './exportCheck';
import type { Operation, OperationInput } from './operation';
import { requestFile, type WantedFile } from './requestFile';

const MAY_NOT_GROUP =
	'Group by Reseller may have no effect: Keepnet does not document it for exports.';

/** The API compares the number that it stores for unlimited licenses (contract section 3). */
function unlimitedHints({ conditions }: ExportQuery): string[] {
	return conditions
		.flatMap((condition) => condition.alternatives ?? [condition])
		.filter(({ comparesLimit }) => comparesLimit)
		.map(
			({ label }) =>
				`Companies with an unlimited license may be in the file or missing from it: Keepnet compares '${label}' with a number that it stores for them, usually 9999.`,
		);
}

/** Where the user has chosen no order, a file in another one is better than none. */
function orderHints({ order: wanted }: ExportQuery, sortedBy: RequestOrder): string[] {
	if (byEachName(wanted).some((order) => order.orderBy === sortedBy.orderBy)) return [];
	return [
		`Keepnet cannot sort a file by '${labelOf(wanted)}', so it is sorted by '${labelOf(sortedBy)}'.`,
	];
}

async function execute({ context, read, run }: OperationInput): Promise<INodeExecutionData[]> {
	const query = await readExportQuery(read, run);
	const order = await checkFilters(run, query);
	const { format, page, binaryPropertyName } = query;
	const { pageNumber = 1, pageSize = EXPORT.pageSize.default } = page ?? {};
	const clauses = clausesOf(planSearch(query.conditions, 'api'));
	const wanted: WantedFile<ReceivedFile> = {
		clauses,
		orders: query.orders,
		format,
		request: (order) => ({
			...buildListRequest(clauses, order, pageNumber, pageSize),
			...(query.groupByReseller && { isClustered: true }),
			exportType: format.exportType,
			reportAllPages: page === undefined,
		}),
		receive: async (answer) =>
			await receiveFile(context, answer, format, query.fileName, `companies-${run.today}`),
	};
	const { file, order: sortedBy } = await requestFile(run.client, wanted, order);
	const { binary, fileName, fileSize } = file;
	run.addHints(orderHints(query, sortedBy));
	run.addHints(unlimitedHints(query));
	if (query.groupByReseller) run.addHints([MAY_NOT_GROUP]);
	return [
		{
			json: {
				fileName,
				mimeType: format.mimeType,
				fileExtension: format.fileExtension,
				fileSize,
				exportType: format.exportType,
				exportedAt: DateTime.now().setZone(run.timezone).toISO(),
			},
			binary: { [binaryPropertyName]: binary },
		},
	];
}

export const exportCompanies: Operation = {
	value: 'export',
	name: 'Export',
	action: 'Export companies',
	description: 'Get the list of companies as a CSV, Excel or PDF file',
	subject: 'companies',
	repeatedHint: (times) =>
		`The same file was made ${times} times, once for each input item. To make it once, turn on Execute Once in the Settings of this node.`,
	properties: [
		...segmentProperties(EXPORTABLE_SEGMENTS),
		...Object.values(EXPORT),
		apiFiltersProperty,
		...conditionProperties,
		exportOptionsProperty,
		exportSortProperty,
	],
	execute,
};

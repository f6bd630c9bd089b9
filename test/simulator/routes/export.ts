import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { bulkCsv } from '../export/bulk';
import { csvFile } from '../export/csv';
import { keepFile } from '../export/keep';
import { countedBy } from '../filter/settings';
import type { Behaviour } from '../behaviour';
import { cluster, flatten } from '../search/clusters';
import { pageOf } from '../search/page';
import type { ExportRequest } from '../search/request';
import { rowWriter, type WrittenRow } from '../search/rows';
import type { Company } from '../tenant/row';
import { tenantOf } from '../world';
import type { Route } from './route';

const types = {
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function* wanted(
	found: readonly Company[],
	request: ExportRequest,
	behaviour: Behaviour,
): Iterable<WrittenRow> {
	const part = request.reportAllPages === true ? found : pageOf(found, request, behaviour).results;
	const write = rowWriter(behaviour, countedBy(request.filter));
	const rows = request.isClustered === true ? flatten(cluster(part)) : part.map(({ row }) => row);
	for (const row of rows) yield write(row);
}

function headers(behaviour: Behaviour, extension: keyof typeof types): Record<string, string> {
	const { exportContentType, exportDisposition } = behaviour;
	const type = exportContentType === undefined ? types[extension] : exportContentType;
	const disposition =
		exportDisposition === undefined
			? `attachment; filename=companies.${extension}`
			: exportDisposition;
	return {
		...(type !== null && { 'content-type': type }),
		...(disposition !== null && { 'content-disposition': disposition }),
	};
}

async function workbook(rows: Iterable<WrittenRow>): Promise<Readable> {
	// Loaded when needed: it takes half a second, and most tests want no workbook.
	const { excelFile } = await import('../export/workbook');
	return excelFile(rows);
}

/** `POST /api/companies/search/export`: the companies as a file. */
export const exportRoute: Route = {
	name: 'export',
	operationId: 'exportCompanies',
	method: 'POST',
	url: '/api/companies/search/export',
	resellerOnly: true,
	async serve(world, { body, claims }) {
		const request = body as ExportRequest;
		const { behaviour } = world;
		const found = tenantOf(world, claims.clientId).selections.find(request, behaviour);
		const extension = request.exportType === 'Excel' ? 'xlsx' : 'csv';
		const rows = wanted(found, request, behaviour);
		let file: Readable;
		if (behaviour.exportBytes !== undefined) file = bulkCsv(behaviour.exportBytes);
		else if (extension === 'xlsx') file = await workbook(rows);
		else file = csvFile(rows, behaviour.exportBom);

		const kept = keepFile(file, (exported) => {
			world.lastExport = exported;
		});
		const head = headers(behaviour, extension);
		if (!behaviour.exportContentLength) return { status: 200, headers: head, body: kept };
		if (behaviour.exportBytes !== undefined) {
			head['content-length'] = `${behaviour.exportBytes}`;
			return { status: 200, headers: head, body: kept };
		}
		return { status: 200, headers: head, body: await buffer(kept) };
	},
};

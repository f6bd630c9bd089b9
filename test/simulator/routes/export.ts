import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { bulkCsv } from '../export/bulk';
import { csvFile } from '../export/csv';
import { keepFile } from '../export/keep';
import type { Behaviour } from '../behaviour';
import { cluster, flatten } from '../search/clusters';
import { pageOf } from '../search/page';
import type { ExportRequest } from '../search/request';
import { rowWriter, type WrittenRow } from '../search/rows';
import type { Company } from '../tenant/row';
import { inputError, Refusal } from '../http/refusal';
import { tenantOf } from '../world';
import type { Route } from './route';

const types = {
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pdf: 'application/pdf',
};

type Extension = keyof typeof types;

/** By the export type of the request; the API knows CSV in two spellings. */
const extensions: Readonly<Record<ExportRequest['exportType'], Extension>> = {
	CSV: 'csv',
	Csv: 'csv',
	Excel: 'xlsx',
	PDF: 'pdf',
};

function* wanted(
	found: readonly Company[],
	request: ExportRequest,
	behaviour: Behaviour,
): Iterable<WrittenRow> {
	const part = request.reportAllPages === true ? found : pageOf(found, request, behaviour).results;
	const write = rowWriter(behaviour, request.filter);
	const rows = request.isClustered === true ? flatten(cluster(part)) : part.map(({ row }) => row);
	for (const row of rows) yield write(row);
}

function headers(behaviour: Behaviour, extension: Extension): Record<string, string> {
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

/** Starts to write a file. */
const writers: Readonly<
	Record<Extension, (rows: Iterable<WrittenRow>, behaviour: Behaviour) => Promise<Readable>>
> = {
	csv: async (rows, { exportBom }) => csvFile(rows, exportBom),
	// Loaded when needed: these take half a second, and most tests want neither.
	xlsx: async (rows) => (await import('../export/workbook')).excelFile(rows),
	pdf: async (rows) => (await import('../export/pdf')).pdfFile(rows),
};

/** Whether this deployment makes files of the type; throws if it does not. */
function checkType({ exportType }: ExportRequest, { exportTypesRefused }: Behaviour): void {
	const status = exportTypesRefused[exportType];
	if (status === 400) throw inputError(`exportType '${exportType}' is not supported.`);
	if (status !== undefined) {
		throw new Refusal(status, 'INTERNAL_SERVER_ERROR', 'An unexpected error occurred.');
	}
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
		checkType(request, behaviour);
		const found = tenantOf(world, claims.clientId).selections.find(request, behaviour);
		const extension = extensions[request.exportType];
		const rows = wanted(found, request, behaviour);
		const file =
			behaviour.exportBytes === undefined
				? await writers[extension](rows, behaviour)
				: bulkCsv(behaviour.exportBytes);

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

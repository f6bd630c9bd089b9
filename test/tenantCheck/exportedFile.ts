import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';

import { readCsvHeader } from '../../nodes/Companies/output/file/csvHeader';
import type { FileFormatName } from '../../nodes/Companies/output/file/fileFormat';

/** The cells of a file as texts, its header first. */
export type Table = string[][];

/** A deployment may separate by semicolons. */
function readCsv(bytes: Buffer): Table {
	const { delimiter = 44 } = readCsvHeader(bytes) ?? {};
	return parse(bytes, {
		bom: true,
		delimiter: String.fromCharCode(delimiter),
		relaxColumnCount: true,
		skipEmptyLines: true,
	});
}

async function readWorkbook(bytes: Buffer): Promise<Table> {
	const workbook = new Workbook();
	await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
	const rows: Table = [];
	workbook.worksheets[0]?.eachRow((row) => {
		rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text));
	});
	return rows;
}

const READERS: Readonly<
	Record<FileFormatName, (bytes: Buffer) => Table | Promise<Table> | undefined>
> = {
	csv: readCsv,
	excel: readWorkbook,
	pdf: () => undefined,
};

/** @returns undefined for a format that has no cells, or for a file that cannot be read */
export async function readTable(format: FileFormatName, bytes: Buffer): Promise<Table | undefined> {
	try {
		return await READERS[format](bytes);
	} catch {
		return undefined;
	}
}

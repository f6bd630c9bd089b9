import type { ExportRequest } from '../../api/searchRequest';
import { CsvCheck } from './csvCheck';
import { canBeHeader, hasCsvHeader, hasKnownColumn, readCsvHeader } from './csvHeader';
import type { FileCheck } from './fileCheck';
import { beginsAsPdf, isEnoughOfPdf, PdfCheck } from './pdfCheck';
import { WorkbookCheck } from './workbookCheck';

/** The formats of an export, as the parameter stores them. */
export const FILE_FORMAT_NAMES = ['csv', 'excel', 'pdf'] as const;

export type FileFormatName = (typeof FILE_FORMAT_NAMES)[number];

export interface FileFormat {
	/** Its name in the API (contract section 4). */
	exportType: ExportRequest['exportType'];
	fileExtension: string;
	/** Given to n8n instead of the server's, because the API does not specify content types. */
	mimeType: string;
	/** Whether these first bytes are enough for `begins`. */
	isEnough(bytes: Buffer): boolean;
	/**
	 * Whether a file of this format can begin with these bytes.
	 *
	 * @param contentType of the response; empty if it has none
	 */
	begins(bytes: Buffer, contentType: string): boolean;
	/**
	 * Makes a check for a truncated file.
	 *
	 * @param isEndSaid whether the response says where its body ends, by its length or a last chunk
	 */
	newCheck(isEndSaid: boolean): FileCheck;
}

/** A workbook is a ZIP archive. */
const ZIP_SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Not the content types of a CSV. A deployment may send one with every response, so a known column outweighs it. */
const OTHER_TYPE = /\b(html|json|event-stream|pdf|xml)\b|^(image|audio|video|multipart)\//i;

function beginsAsCsv(bytes: Buffer, contentType: string): boolean {
	const header = readCsvHeader(bytes);
	if (!header || bytes.subarray(0, 512).includes(0)) return false;
	return canBeHeader(header) && (hasKnownColumn(header) || !OTHER_TYPE.test(contentType));
}

export const FILE_FORMATS: Readonly<Record<FileFormatName, FileFormat>> = {
	csv: {
		exportType: 'CSV',
		fileExtension: 'csv',
		mimeType: 'text/csv',
		isEnough: hasCsvHeader,
		begins: beginsAsCsv,
		newCheck: (isEndSaid) => new CsvCheck(!isEndSaid),
	},
	excel: {
		exportType: 'Excel',
		fileExtension: 'xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		isEnough: (bytes) => bytes.length >= ZIP_SIGNATURE.length,
		begins: (bytes) => bytes.subarray(0, ZIP_SIGNATURE.length).equals(ZIP_SIGNATURE),
		newCheck: () => new WorkbookCheck(),
	},
	pdf: {
		exportType: 'PDF',
		fileExtension: 'pdf',
		mimeType: 'application/pdf',
		isEnough: isEnoughOfPdf,
		begins: beginsAsPdf,
		newCheck: () => new PdfCheck(),
	},
};

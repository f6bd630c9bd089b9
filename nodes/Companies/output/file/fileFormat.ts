import { CsvCheck } from './csvCheck';
import { canBeHeader, hasCsvHeader, hasKnownColumn, readCsvHeader } from './csvHeader';
import type { FileCheck } from './fileCheck';
import { WorkbookCheck } from './workbookCheck';

/** The formats of an export, as the parameter stores them. */
export const FILE_FORMAT_NAMES = ['csv', 'excel'] as const;

export type FileFormatName = (typeof FILE_FORMAT_NAMES)[number];

export interface FileFormat {
	/** What the API calls it (contract section 4). */
	exportType: 'CSV' | 'Excel';
	fileExtension: string;
	/** Said to n8n whatever the server says: content types are not specified. */
	mimeType: string;
	/** Whether so much of a file is enough to see what it is. */
	isEnough(bytes: Buffer): boolean;
	/**
	 * Whether a file of this format can begin like this.
	 *
	 * @param contentType what the server says that it is; empty where it says nothing
	 */
	begins(bytes: Buffer, contentType: string): boolean;
	/**
	 * Sees whether the file is whole.
	 *
	 * @param isEndSaid whether the server says where the body ends, by its length or by a last chunk
	 */
	newCheck(isEndSaid: boolean): FileCheck;
}

/** A workbook is a ZIP archive. */
const ZIP_SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Types that no CSV should have. A deployment may say them of everything, so a known column outweighs one. */
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
};

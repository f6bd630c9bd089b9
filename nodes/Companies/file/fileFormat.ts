/** The formats of an export, as the parameter stores them. */
export const FILE_FORMAT_NAMES = ['csv', 'excel'] as const;

export type FileFormatName = (typeof FILE_FORMAT_NAMES)[number];

export interface FileFormat {
	/** What the API calls it (contract section 4). */
	exportType: 'CSV' | 'Excel';
	fileExtension: string;
	/** Said to n8n whatever the server says: content types are not specified. */
	mimeType: string;
	/** Whether a file of this format can begin like this. */
	begins(bytes: Buffer): boolean;
}

/** A workbook is a ZIP archive. */
const ZIP_SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

function beginsAsText(bytes: Buffer): boolean {
	const start = bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
	if (start.subarray(0, ZIP_SIGNATURE.length).equals(ZIP_SIGNATURE)) return false;
	if (start.subarray(0, 512).includes(0)) return false;
	return !/^\s*[{[<]/.test(start.subarray(0, 64).toString('utf8'));
}

export const FILE_FORMATS: Readonly<Record<FileFormatName, FileFormat>> = {
	csv: {
		exportType: 'CSV',
		fileExtension: 'csv',
		mimeType: 'text/csv',
		begins: beginsAsText,
	},
	excel: {
		exportType: 'Excel',
		fileExtension: 'xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		begins: (bytes) => bytes.subarray(0, ZIP_SIGNATURE.length).equals(ZIP_SIGNATURE),
	},
};

import { PassThrough, type Readable } from 'node:stream';
import { stream } from 'exceljs';
import type { WrittenRow } from '../search/rows';
import { cells, headings } from './columns';

// Files of the same rows are byte-identical, whenever they are written.
const written = new Date('2026-01-01T00:00:00Z');

interface Archive {
	append(source: unknown, entry: { name: string; date?: Date }): unknown;
}

/** A workbook whose archive entries carry a fixed date as well. */
class TimelessWriter extends stream.xlsx.WorkbookWriter {
	declare protected readonly zip: Archive;

	/** The first thing that the writer does once there is an archive. */
	override async addThemes(): Promise<void> {
		const { zip } = this;
		const append = zip.append.bind(zip);
		zip.append = (source, entry) => append(source, { ...entry, date: written });
		await super.addThemes();
	}
}

/** An `.xlsx` file, written while it is read. */
export function excelFile(rows: Iterable<WrittenRow>): Readable {
	const output = new PassThrough();
	const workbook = new TimelessWriter({ stream: output });
	workbook.created = written;
	workbook.modified = written;
	const sheet = workbook.addWorksheet('Companies');
	sheet.addRow(headings).commit();
	const write = async () => {
		let count = 0;
		for (const row of rows) {
			sheet.addRow(cells(row)).commit();
			// Lets the archive and the socket work in between.
			if (++count % 500 === 0) await new Promise(setImmediate);
		}
		sheet.commit();
		await workbook.commit();
	};
	write().catch((error: Error) => output.destroy(error));
	return output;
}

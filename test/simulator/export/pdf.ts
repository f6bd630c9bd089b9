import PDFDocument from 'pdfkit';
import { PassThrough, type Readable } from 'node:stream';
import type { WrittenRow } from '../search/rows';
import { cells, headings } from './columns';

// Files of the same rows are byte-identical, whenever they are written.
const written = new Date('2026-01-01T00:00:00Z');

const LINES_PER_PAGE = 80;
const LINE_HEIGHT = 10;
const MARGIN = 20;

/** A PDF with a line for each company, written while it is read. */
export function pdfFile(rows: Iterable<WrittenRow>): Readable {
	const output = new PassThrough();
	const info = { Title: 'Companies', CreationDate: written };
	const document = new PDFDocument({ size: 'A3', autoFirstPage: false, info });
	document.pipe(output);
	let lines = 0;
	const addLine = (values: Array<string | number | null>) => {
		const line = lines++ % LINES_PER_PAGE;
		if (line === 0) document.addPage({ size: 'A3', margin: MARGIN }).fontSize(6);
		document.text(values.join(' | '), MARGIN, MARGIN + line * LINE_HEIGHT, { lineBreak: false });
	};
	const write = async () => {
		addLine(headings);
		for (const row of rows) {
			addLine(cells(row));
			// Lets the socket work in between.
			if (lines % LINES_PER_PAGE === 0) await new Promise(setImmediate);
		}
		document.end();
	};
	write().catch((error: Error) => output.destroy(error));
	return output;
}

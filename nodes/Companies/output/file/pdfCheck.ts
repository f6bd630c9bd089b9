import type { FileCheck } from './fileCheck';
import { CUT } from './fileCheck';
import { Tail } from './tail';

/** Readers of PDFs look this far for the first and the last line of a file (ISO 32000-1, implementation notes). */
const SEARCHED_BYTES = 1024;
/** White space and byte order marks, as UTF-8 bytes read as Latin-1. Some servers send white space while they work. */
const BLANK = /^(?:\s|ï»¿)*/;
const FIRST_LINE = '%PDF-';
/**
 * The end of a whole file: where its table of objects begins, and the mark of the end. A file that is made for the web has
 * the mark also behind its first page, but then the number is 0.
 */
const LAST_LINES = /startxref\s+0*[1-9]\d*\s+%%EOF[\s\0]*$/;

const firstLine = (bytes: Buffer) =>
	bytes.toString('latin1', 0, SEARCHED_BYTES).replace(BLANK, '').slice(0, FIRST_LINE.length);

/** Whether these bytes are enough for {@link beginsAsPdf}. */
export const isEnoughOfPdf = (bytes: Buffer) =>
	bytes.length >= SEARCHED_BYTES || firstLine(bytes).length === FIRST_LINE.length;

export const beginsAsPdf = (bytes: Buffer) => firstLine(bytes) === FIRST_LINE;

/** Checks the last lines of a PDF, which a truncated file lacks. */
export class PdfCheck implements FileCheck {
	private readonly tail = new Tail(SEARCHED_BYTES);

	see(bytes: Buffer): void {
		this.tail.see(bytes);
	}

	flaw(): string | undefined {
		const end = this.tail.bytes.toString('latin1').slice(-SEARCHED_BYTES);
		return LAST_LINES.test(end) ? undefined : CUT;
	}
}

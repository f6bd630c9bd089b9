import type { CsvHeader } from './csvHeader';
import { canBeHeader, hasCsvHeader, isWholeHeader, readCsvHeader } from './csvHeader';
import type { FileCheck } from './fileCheck';
import { CUT, NO_FILE } from './fileCheck';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Where in a row the reader is. */
type Place = 'fieldStart' | 'field' | 'quoted' | 'quoteInQuoted';

/** As much of a field as is kept, in bytes: more than a date has. */
const KEPT_OF_FIELD = 40;
/** So many different ways of writing are remembered. A column of dates has one, or two where some are empty. */
const MAX_SHAPES = 8;
/** So many rows are read in any case, to see how their last fields are written. */
const MIN_ROWS_READ = 100;
/** Digits with something between them, as dates are. */
const DATE_SHAPE = /^(?=(?:[^9]*9){6})9+[^9a]/;

/** The way something is written: every digit a 9, every letter an a. */
const shapeOf = (text: string) => text.replace(/[0-9]/g, '9').replace(/[A-Za-z]/g, 'a');

/**
 * Counts the fields of the rows while a CSV passes, without keeping it. A file that was cut ends in a row with fewer fields
 * than the header, between quotes, in half a line end, or in half a date. What is cut between two rows cannot be seen here.
 */
export class CsvCheck implements FileCheck {
	private start = Buffer.alloc(0);
	private header: CsvHeader | undefined;
	private place: Place = 'fieldStart';
	private rows = 0;
	/** Of the row that is being read. */
	private fields = 1;
	private isBlank = true;
	/** Of the field that is being read. */
	private readonly field = Buffer.alloc(KEPT_OF_FIELD);
	private fieldLength = 0;
	/** Of the last whole row. */
	private lastFields = 0;
	/** How the last fields of the rows are written. */
	private readonly shapes = new Set<string>();
	private lastByte: number | undefined;
	private hasBareReturns = false;

	/** @param mustEndLine whether a last row without a line end is cut, because nothing else says where the file ends */
	constructor(private readonly mustEndLine: boolean) {}

	see(bytes: Buffer): void {
		if (this.header) return this.readRows(bytes);
		this.start = Buffer.concat([this.start, bytes]);
		if (hasCsvHeader(this.start)) this.readHeader();
	}

	flaw(): string | undefined {
		const header = this.header ?? readCsvHeader(this.start);
		if (!header || !canBeHeader(header)) return NO_FILE;
		return this.isCut(header) ? CUT : undefined;
	}

	private readHeader(): void {
		this.header = readCsvHeader(this.start);
		const { end } = this.header ?? {};
		if (end !== undefined) this.readRows(this.start.subarray(end));
		this.start = Buffer.alloc(0);
	}

	private isCut(header: CsvHeader): boolean {
		const { cells } = header;
		if (header.end === undefined) return this.mustEndLine || !isWholeHeader(header);
		if (this.place === 'quoted') return true;
		if (this.isBlank) {
			const isHalfLineEnd = !this.hasBareReturns && this.lastByte === CARRIAGE_RETURN;
			return isHalfLineEnd || (this.rows > 0 && this.lastFields < cells.length);
		}
		return this.mustEndLine || this.fields < cells.length || this.endsInHalfDate();
	}

	private endsInHalfDate(): boolean {
		const shape = this.shapeOfField();
		if (this.shapes.has(shape)) return false;
		return [...this.shapes].some((other) => DATE_SHAPE.test(other) && other.startsWith(shape));
	}

	private shapeOfField(): string {
		return shapeOf(this.field.toString('latin1', 0, Math.min(this.fieldLength, KEPT_OF_FIELD)));
	}

	private readRows(bytes: Buffer): void {
		const delimiter = this.header?.delimiter;
		const from = this.skippable(bytes);
		let last = from > 0 ? bytes[from - 1] : this.lastByte;
		for (let at = from; at < bytes.length; at++) {
			const byte = bytes[at];
			if (last === CARRIAGE_RETURN && byte !== LINE_FEED) this.hasBareReturns = true;
			if (this.place === 'quoted') {
				if (byte === QUOTE) this.place = 'quoteInQuoted';
				else this.keep(byte);
			} else if (byte === delimiter) {
				this.endField();
			} else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
				this.endRow();
			} else {
				this.readInField(byte);
			}
			last = byte;
		}
		this.lastByte = last;
	}

	/**
	 * How many bytes need no look: rows without quotes that are not among the first ones and not the last ones. A file of
	 * hundreds of megabytes would take seconds otherwise.
	 */
	private skippable(bytes: Buffer): number {
		if (this.rows < MIN_ROWS_READ || this.place === 'quoted' || bytes.includes(QUOTE)) return 0;
		const lastEnd = bytes.lastIndexOf(LINE_FEED);
		const end = lastEnd > 0 ? bytes.lastIndexOf(LINE_FEED, lastEnd - 1) : -1;
		if (end < 0) return 0;
		this.beginRow();
		return end + 1;
	}

	private readInField(byte: number): void {
		this.isBlank = false;
		if (byte === QUOTE && this.place !== 'field') {
			this.place = 'quoted';
		} else {
			this.place = 'field';
			this.keep(byte);
		}
	}

	private endField(): void {
		this.fields++;
		this.fieldLength = 0;
		this.isBlank = false;
		this.place = 'fieldStart';
	}

	private keep(byte: number): void {
		if (this.fieldLength < KEPT_OF_FIELD) this.field[this.fieldLength] = byte;
		this.fieldLength++;
	}

	private endRow(): void {
		if (!this.isBlank) {
			this.rows++;
			this.lastFields = this.fields;
			if (this.shapes.size < MAX_SHAPES) this.shapes.add(this.shapeOfField());
		}
		this.beginRow();
	}

	private beginRow(): void {
		this.place = 'fieldStart';
		this.fields = 1;
		this.fieldLength = 0;
		this.isBlank = true;
	}
}

import type { CsvHeader } from './csvHeader';
import { canBeHeader, hasCsvHeader, isWholeHeader, readCsvHeader } from './csvHeader';
import type { FileCheck } from './fileCheck';
import { CUT, NO_FILE } from './fileCheck';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The state of the reader. */
type Place = 'fieldStart' | 'field' | 'quoted' | 'quoteInQuoted';

/** In bytes; a date is shorter. */
const MAX_FIELD_LENGTH = 40;
/** A column of dates has one shape, or two if some are empty. */
const MAX_SHAPES = 8;
/** Rows that are always read, to learn the shapes of their last fields. */
const MIN_ROWS_READ = 100;
/** Digits with separators, as in a date. */
const DATE_SHAPE = /^(?=(?:[^9]*9){6})9+[^9a]/;

/** A text with every digit as 9 and every letter as a. */
const shapeOf = (text: string) => text.replace(/[0-9]/g, '9').replace(/[A-Za-z]/g, 'a');

/**
 * Counts the fields of each row as a CSV passes, without buffering it. A truncated file ends in a row with fewer fields than
 * the header, inside quotes, in half a line end, or in half a date. This check cannot detect a cut between two rows.
 */
export class CsvCheck implements FileCheck {
	private start = Buffer.alloc(0);
	private header: CsvHeader | undefined;
	private place: Place = 'fieldStart';
	private rows = 0;
	/** Of the current row. */
	private fields = 1;
	private isBlank = true;
	/** Of the current field. */
	private readonly field = Buffer.alloc(MAX_FIELD_LENGTH);
	private fieldLength = 0;
	/** Of the last complete row. */
	private lastFields = 0;
	/** The shapes of the last fields of the rows. */
	private readonly shapes = new Set<string>();
	private lastByte: number | undefined;
	private hasBareReturns = false;

	/** @param mustEndLine whether the last row needs a line end, because the response does not say where the file ends */
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
		return shapeOf(this.field.toString('latin1', 0, Math.min(this.fieldLength, MAX_FIELD_LENGTH)));
	}

	private readRows(bytes: Buffer): void {
		const delimiter = this.header?.delimiter;
		const from = this.skippable(bytes);
		let last = from > 0 ? bytes[from - 1] : this.lastByte;
		for (const byte of bytes.subarray(from)) {
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
	 * The number of bytes to skip: rows without quotes, except the first and the last ones. Reading every byte of hundreds of
	 * megabytes would take seconds.
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
		if (this.fieldLength < MAX_FIELD_LENGTH) this.field[this.fieldLength] = byte;
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

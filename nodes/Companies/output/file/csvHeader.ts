import { LIMITS } from '../../limits';

/** The line with the names of the columns. */
export interface CsvHeader {
	/** The character code of the delimiter. */
	delimiter: number;
	/** The names, without quotes and outer spaces. */
	cells: string[];
	/** Where the line ends; undefined if the bytes end before it does. */
	end: number | undefined;
}

/** White space of every kind and byte order marks, as UTF-8 bytes read as Latin-1. */
const BLANK = /^(?:\s|ï»¿|â\x80[\x80-\x8F\xA8-\xAF]|Â\xA0|ã\x80\x80)*/;
/** A first line that tells Excel the delimiter. */
const SEPARATOR_LINE = /^"?sep=(.)"? *\r?\n?/i;
const DELIMITERS = [',', ';', '\t', '|'];

/** Splits a line at the delimiters outside quotes. */
function split(line: string, delimiter: string): string[] {
	const cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	for (const character of line) {
		if (character === '"') isQuoted = !isQuoted;
		else if (character === delimiter && !isQuoted) {
			cells.push(cell);
			cell = '';
		} else cell += character;
	}
	return [...cells, cell].map((text) => Buffer.from(text, 'latin1').toString('utf8').trim());
}

/** The index of the first line end outside quotes; -1 if there is none. */
function endOfLine(text: string, from: number): number {
	let isQuoted = false;
	for (let at = from; at < text.length; at++) {
		if (text[at] === '"') isQuoted = !isQuoted;
		else if (!isQuoted && (text[at] === '\n' || text[at] === '\r')) return at;
	}
	return -1;
}

/**
 * Reads the first line that is not blank.
 *
 * @param bytes the start of a file
 * @returns undefined if all bytes are blank
 */
export function readCsvHeader(bytes: Buffer): CsvHeader | undefined {
	const text = bytes.toString('latin1');
	let from = BLANK.exec(text)?.[0].length ?? 0;
	const [separatorLine, separator] = SEPARATOR_LINE.exec(text.slice(from, from + 10)) ?? [''];
	from += separatorLine.length;
	if (from === text.length) return undefined;
	const end = endOfLine(text, from);
	const line = text.slice(from, end < 0 ? undefined : end);
	const byDelimiter = (separator === undefined ? DELIMITERS : [separator]).map((delimiter) => ({
		delimiter: delimiter.charCodeAt(0),
		cells: split(line, delimiter),
	}));
	const best = byDelimiter.reduce((left, right) =>
		right.cells.length > left.cells.length ? right : left,
	);
	return { ...best, end: end < 0 ? undefined : end };
}

/** Whether these bytes have the whole header, or are more than any header has. */
export const hasCsvHeader = (bytes: Buffer) =>
	bytes.length >= LIMITS.maxFileStart || readCsvHeader(bytes)?.end !== undefined;

/** Column names in English, letters only (contract section 4). */
const KNOWN =
	/^((company|reseller|industry)(name)?|licen[sc]etype|licensetypename|(target|inactive|deleted|monthly)users|targetusercount|numberofusers|licen[sc]elimit|renewaldate|licenseenddate|datecreated|createtime)$/;

const isKnown = (cell: string) => KNOWN.test(cell.toLowerCase().replace(/[^a-z]/g, ''));

/** Whether a cell is the English name of one of Keepnet's columns. */
export const hasKnownColumn = ({ cells }: CsvHeader) => cells.some(isKnown);

/** The number of columns of Keepnet's list (contract section 4). */
const COLUMNS = 12;

/** Whether a header without a line end is complete: some servers do not end the last line. */
export const isWholeHeader = ({ cells }: CsvHeader) =>
	cells.length >= COLUMNS && isKnown(cells.at(-1) ?? '');

/** A column name has a few words; more are a sentence. */
const MAX_WORDS = 6;
/** With fewer columns, the line could be a sentence with commas. */
const MIN_UNKNOWN_COLUMNS = 5;
/** The start of a web page, JSON, a PDF or an event stream. */
const OTHER_START = /^(?:[<{[]|%PDF|(?:data|event|id|retry)?:)/i;
// eslint allows no control characters in a pattern.
const isBinary = (text: string) =>
	[...text].some((character) => character < ' ' && !/\s/.test(character));

/**
 * Whether a line can be the header of a list. Column names differ between deployments and languages, so a line without a
 * known name must have the shape of a header.
 */
export function canBeHeader(header: CsvHeader): boolean {
	const { cells } = header;
	if (OTHER_START.test(cells[0] ?? '') || cells.some(isBinary)) return false;
	if (hasKnownColumn(header)) return true;
	const names = cells.filter((cell) => cell !== '');
	const areNames = names.every((name) => name.split(/\s+/).length <= MAX_WORDS);
	return areNames && names.length >= MIN_UNKNOWN_COLUMNS && new Set(names).size === names.length;
}

import { LIMITS } from '../../limits';

/** The line with the names of the columns. */
export interface CsvHeader {
	/** The code of the character between two fields. */
	delimiter: number;
	/** The names, without quotes and outer spaces. */
	cells: string[];
	/** Where the rest of the file begins; undefined where the line has not ended. */
	end: number | undefined;
}

/** One character for each byte: white space of every kind, and marks of the byte order, as UTF-8 writes them. */
const BLANK = /^(?:\s|ï»¿|â\x80[\x80-\x8F\xA8-\xAF]|Â\xA0|ã\x80\x80)*/;
/** In the first line, for Excel. */
const SEPARATOR_LINE = /^"?sep=(.)"? *\r?\n?/i;
const DELIMITERS = [',', ';', '\t', '|'];

/** Splits at delimiters, line ends left out, that are not between quotes. */
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

/** Where the line that begins somewhere ends; -1 where it does not. */
function endOfLine(text: string, from: number): number {
	let isQuoted = false;
	for (let at = from; at < text.length; at++) {
		if (text[at] === '"') isQuoted = !isQuoted;
		else if (!isQuoted && (text[at] === '\n' || text[at] === '\r')) return at;
	}
	return -1;
}

/**
 * Reads the first line with something visible in it.
 *
 * @param bytes what a file begins with
 * @returns undefined where nothing visible has come
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

/** Whether enough of a file is there to read its header, or more than any header has. */
export const hasCsvHeader = (bytes: Buffer) =>
	bytes.length >= LIMITS.maxFileStart || readCsvHeader(bytes)?.end !== undefined;

/** Names of columns in English, letters only (contract section 4). */
const KNOWN: ReadonlySet<string> = new Set([
	'company',
	'companyname',
	'reseller',
	'resellername',
	'industry',
	'industryname',
	'licensetype',
	'licencetype',
	'licensetypename',
	'targetusers',
	'targetusercount',
	'inactiveusers',
	'deletedusers',
	'monthlyusers',
	'licenselimit',
	'licencelimit',
	'numberofusers',
	'renewaldate',
	'licenseenddate',
	'datecreated',
	'createtime',
]);

const isKnown = (cell: string) => KNOWN.has(cell.toLowerCase().replace(/[^a-z]/g, ''));

/** Whether one of the names is that of a column of the list, as Keepnet writes it in English. */
export const hasKnownColumn = ({ cells }: CsvHeader) => cells.some(isKnown);

/** So many columns does the list have (contract section 4). */
const COLUMNS = 12;

/** Whether a header that ends with the file, without a line end, is all of it: some servers end no last line. */
export const isWholeHeader = ({ cells }: CsvHeader) =>
	cells.length >= COLUMNS && isKnown(cells[cells.length - 1]);

/** Names of columns are a few words; what is longer is a sentence. */
const MAX_WORDS = 6;
/** With fewer columns it could as well be a sentence with commas. */
const MIN_UNKNOWN_COLUMNS = 5;
/** What begins a web page, JSON, a PDF or a line of an event stream. */
const OTHER_START = /^(?:[<{[]|%PDF|(?:data|event|id|retry)?:)/i;
// eslint wants no control characters in a pattern, so they are told apart by their code.
const isBinary = (text: string) =>
	[...text].some((character) => character < ' ' && !/\s/.test(character));

/**
 * Whether a line can be the header of a list. The names of the columns differ between deployments and languages, so it is
 * the shape that counts where none is known.
 */
export function canBeHeader(header: CsvHeader): boolean {
	const { cells } = header;
	if (OTHER_START.test(cells[0]) || cells.some(isBinary)) return false;
	if (hasKnownColumn(header)) return true;
	const names = cells.filter((cell) => cell !== '');
	const areNames = names.every((name) => name.split(/\s+/).length <= MAX_WORDS);
	return areNames && names.length >= MIN_UNKNOWN_COLUMNS && new Set(names).size === names.length;
}

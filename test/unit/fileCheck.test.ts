import { stringify } from 'csv-stringify/sync';
import JSZip from 'jszip';
import { FILE_FORMATS } from '../../nodes/Companies/output/file/fileFormat';
import fc, { runs } from '../property';
import { headings } from '../simulator/export/columns';

const CUT = 'the file is cut short';

/** What is said of a whole file that comes in chunks of some size. */
function flawOf(format: 'csv' | 'excel' | 'pdf', file: Buffer, chunkSize = 7): string | undefined {
	const check = FILE_FORMATS[format].newCheck(true);
	for (let at = 0; at < file.length; at += chunkSize) check.see(file.subarray(at, at + chunkSize));
	return check.flaw();
}

const csvFlaw = (text: string, chunkSize?: number) => flawOf('csv', Buffer.from(text), chunkSize);
const begins = (text: string | Buffer, contentType = '') =>
	FILE_FORMATS.csv.begins(Buffer.from(text), contentType);

const LIST = stringify(
	[
		headings,
		...['Acme', 'Müller, "Söhne" & Co', 'Two\r\nlines', '', '"'].map((name) =>
			headings.map((_, index) => {
				if (index === 0) return name;
				return index === headings.length - 1 ? '2026-01-01T00:00:00Z' : index % 4 || '';
			}),
		),
	],
	{ record_delimiter: 'windows' },
);

const HEADER_LINE = `${headings.join(',')}\r\n`;

describe('a CSV', () => {
	test.each([
		['of several rows', LIST],
		['with a byte order mark', `\ufeff${LIST}`],
		['after much white space', `${' \r\n\u00a0'.repeat(1000)}\ufeff${LIST}`],
		['without a line end at its end', LIST.trimEnd()],
		['with empty lines at its end', `${LIST}\r\n\r\n`],
		['with line feeds alone', LIST.replaceAll('\r\n', '\n')],
		[
			'with semicolons',
			stringify(
				[
					['Firma', 'Händler', 'Branche', 'Lizenz', 'Ende'],
					['Acme, Inc.', '', 'IT', 5, '2026-01-01'],
				],
				{ delimiter: ';' },
			),
		],
		[
			'with tabs',
			stringify(
				[
					['Şirket', 'Bayi', 'Sektör', 'Lisans', 'Bitiş'],
					['Acme', '', 'IT', 5, '2026-01-01'],
				],
				{ delimiter: '\t' },
			),
		],
		['with a line for Excel', `sep=;\r\nCompany Name;Lizenz\r\nAcme;"5,0"\r\n`],
		['with a line for Excel in quotes', `"sep=;"\r\nCompany Name;Lizenz\r\nAcme;"5,0"\r\n`],
		['with names of two lines', 'Company Name,"Users,\r\nactive"\r\nAcme,5\r\n'],
		['of a column', 'Company Name\nAcme\n'],
		['of no companies', `${headings.join(',')}\r\n`],
		['of no companies, from a server that ends no last line', headings.join(',')],
		['of no companies in another language', 'Şirket;Bayi;Sektör;Lisans;Kullanıcı\r\n'],
		['with a quote in a field', 'Company Name,Disk\nAcme,5"\nB,7\n'],
		['with more fields than names', 'Company Name,Tags\nAcme,a,b\n'],
	])('%s is whole', (_what, text) => {
		for (const chunkSize of [1, 7, 1000]) expect(csvFlaw(text, chunkSize)).toBeUndefined();
		expect(begins(text)).toBe(true);
	});

	test('cut anywhere but between two rows is cut short', () => {
		const file = Buffer.from(LIST);
		for (let length = 1; length < file.length; length++) {
			const part = file.subarray(0, length);
			const [before, after] = [part.toString('latin1'), file.subarray(length).toString('latin1')];
			const isAtRow =
				/\r\n$/.test(before) || (after.startsWith('\r\n') && /(Z|Created)$/.test(before));
			const isFirstRow = before.split(HEADER_LINE)[1]?.includes('Z\r\n') === false;
			const flaw = flawOf('csv', part);
			if (!isAtRow && !isFirstRow) expect([length, flaw]).not.toEqual([length, undefined]);
		}
	});

	test('the same for any table, and for one with a last line that must end', () => {
		const cell = fc.string({
			unit: fc.constantFrom('a', 'ş', ',', '"', '\r\n', ' ', ';'),
			maxLength: 6,
		});
		const row = fc
			.array(cell, { minLength: 3, maxLength: 3 })
			.map((cells) => [...cells, '2026-01-01']);
		fc.assert(
			fc.property(
				fc.array(row, { minLength: 3, maxLength: 6 }),
				fc.nat(),
				fc.nat(),
				(rows, at, size) => {
					const names = ['Company Name', 'Reseller', 'Tags', 'Renewal Date'];
					const text = stringify([names, ...rows], { record_delimiter: 'windows' });
					const file = Buffer.from(text);
					expect(flawOf('csv', file, 1 + (size % 50))).toBeUndefined();
					// What a date looks like shows once one has come.
					const first = stringify([names, rows[0]], { record_delimiter: 'windows' });
					const least = Buffer.byteLength(first);
					const part = file.subarray(0, least + (at % (file.length - least)));
					// Between two rows, or right before a line end.
					const isAtRow = /01(\r\n)?$/.test(part.toString('latin1'));
					if (!isAtRow) expect(flawOf('csv', part, 1 + (size % 50))).not.toBeUndefined();
					const check = FILE_FORMATS.csv.newCheck(false);
					check.see(part);
					expect(check.flaw() === undefined).toBe(part.toString('latin1').endsWith('01\r\n'));
				},
			),
			{ numRuns: runs(500) },
		);
	});

	test('of many rows is read to its end, whatever the chunks are', () => {
		const rows = Array.from({ length: 3000 }, (_, index) =>
			headings.map((_name, column) => (column < headings.length - 1 ? index : '2026-01-01')),
		);
		const text = stringify([headings, ...rows], { record_delimiter: 'windows' });
		for (const chunkSize of [1, 70, 1000, 65_536]) {
			expect(csvFlaw(text, chunkSize)).toBeUndefined();
			expect(csvFlaw(`${text}\r\n\n`, chunkSize)).toBeUndefined();
			expect(csvFlaw(`${text}5,6`, chunkSize)).toBe(CUT);
			expect(csvFlaw(`${text}5,"6`, chunkSize)).toBe(CUT);
			expect(csvFlaw(text.slice(0, -8), chunkSize)).toBe(CUT);
		}
	});

	test.each([
		['a footer of a server that broke down', `${LIST}{"status":"INTERNAL_SERVER_ERROR"}`],
		['a page behind it', `${LIST}<html><body>Bad Gateway</body></html>\n`],
		['a sentence behind it', `${LIST}Gateway Timeout\n`],
	])('%s is no row', (_what, text) => {
		expect(csvFlaw(text)).toBe(CUT);
	});
});

test.each([-1, -20, 30])('a header that is cut %i is cut short', (length) => {
	expect(csvFlaw(headings.join(',').slice(0, length))).toBe(CUT);
});

describe('a workbook', () => {
	const archive = async () => {
		const zip = new JSZip();
		for (const name of ['[Content_Types].xml', 'xl/workbook.xml']) zip.file(name, 'some text');
		return await zip.generateAsync({ type: 'nodebuffer' });
	};

	test('is whole, in chunks of any size', async () => {
		const file = await archive();
		for (const chunkSize of [1, 100, 100_000])
			expect(flawOf('excel', file, chunkSize)).toBeUndefined();
	});

	test('cut anywhere, or with something behind it, is cut short', async () => {
		const file = await archive();
		for (let length = 0; length < file.length; length++) {
			expect(flawOf('excel', file.subarray(0, length))).toBe(CUT);
			expect(
				flawOf('excel', Buffer.concat([file.subarray(0, length), file.subarray(length + 1)])),
			).toBeDefined();
		}
		expect(flawOf('excel', Buffer.concat([file, Buffer.from('\n')]))).toBe(CUT);
	});

	test.each([true, false])('of ZIP64 is whole, whether its numbers need it: %s', async (needed) => {
		const file = await archive();
		const endAt = file.length - 22;
		const [list, end] = [file.subarray(0, endAt), Buffer.from(file.subarray(endAt))];
		const end64 = Buffer.alloc(56);
		end64.writeUInt32LE(0x06064b50);
		end64.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), 32);
		end64.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
		end64.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
		if (needed) end.fill(0xff, 8, 20);
		const pack = (entries: Buffer) => Buffer.concat([entries, end64, Buffer.alloc(20), end]);
		expect(flawOf('excel', pack(list))).toBeUndefined();
		expect(flawOf('excel', pack(list.subarray(1)))).toBe(CUT);
	});
});

describe('a PDF', () => {
	const OBJECTS = '1 0 obj\n<< /Type /Catalog >>\nendobj\n'.repeat(200);
	const END = `xref\n0 1\ntrailer\n<< /Size 1 >>\nstartxref\n${OBJECTS.length + 9}\n%%EOF\n`;
	const FILE = `%PDF-1.4\n${OBJECTS}${END}`;
	/** Files that are made for the web have their first page, with an end of its own, in front. */
	const FIRST_PAGE = `%PDF-1.4\n${OBJECTS}startxref\n0\n%%EOF\n`;

	const read = (text: string, chunkSize?: number) => {
		const bytes = Buffer.from(text, 'latin1');
		return FILE_FORMATS.pdf.begins(bytes, '') ? flawOf('pdf', bytes, chunkSize) : 'no PDF';
	};

	test.each([
		['as it is', FILE],
		['without a line end at its end', FILE.trimEnd()],
		['with other line ends', FILE.replaceAll('\n', '\r\n')],
		['with old line ends', FILE.replaceAll('\n', '\r')],
		['with spaces and zeros at its end', `${FILE}  \r\n\0\0`],
		['after white space', `${' \r\n\t'.repeat(200)}${FILE}`],
		['after a byte order mark', `ï»¿${FILE}`],
		['with a first page for the web', `${FIRST_PAGE}${OBJECTS}${END}`],
	])('%s is whole', (_what, text) => {
		for (const chunkSize of [1, 7, 1000, 100_000]) expect(read(text, chunkSize)).toBeUndefined();
	});

	test('cut anywhere is cut short', () => {
		const text = `${FIRST_PAGE}${OBJECTS}${END}`;
		for (let length = 5; length < text.length - 1; length++) {
			expect([length, read(text.slice(0, length), 50)]).toEqual([length, CUT]);
		}
	});

	test.each([
		['a page', '<html></html>'],
		['JSON', '{"status":"INTERNAL_SERVER_ERROR"}'],
		['a part of another', FILE.slice(0, 3000)],
	])('with %s behind its end is cut short', (_what, more) => {
		expect(read(`${FILE}${more}`)).toBe(CUT);
	});

	test.each([
		'',
		'PDF',
		'%PD',
		'<html>%PDF-1.4',
		`${' '.repeat(1024)}%PDF-1.4\n`,
		'%!PS-Adobe-3.0',
	])('%j is none', (text) => {
		expect(read(text)).toBe('no PDF');
	});

	test('shows what it is as soon as its first line is there', () => {
		const { isEnough } = FILE_FORMATS.pdf;
		const enough = ['%PDF-', ' \n%PDF-1', '<html>', ' '.repeat(1024)];
		expect(enough.map((text) => isEnough(Buffer.from(text)))).toEqual(enough.map(() => true));
		const tooFew = ['', ' ', '%PDF', `${' '.repeat(900)}%P`];
		expect(tooFew.map((text) => isEnough(Buffer.from(text)))).toEqual(tooFew.map(() => false));
	});
});

/** White space and marks of every kind that may stand before what is visible. */
const BLANKS = ['', '\ufeff', ' '.repeat(5000), '\r\n\t \ufeff\u00a0', '\u200b\u2028'];

test.each([
	'Gateway Timeout',
	'Gateway Timeout\n',
	'upstream request timeout\r\nretry later\r\n',
	'Service Unavailable, try later\n',
	'Sorry, the service is not available at the moment because of maintenance, please come back\n',
	'Bad Gateway, the server is away, please wait\n',
	'Unhandled exception, see log\n   at Read(String a, Int32 b)\n   at Run(Task t, Object o)\n',
	'error;message\n500;Internal Server Error\n',
	'2026-01-01 10:00:00,123 ERROR\n2026-01-01 10:00:00,456 ERROR\n',
	'<!DOCTYPE html>\n<html></html>',
	'<?xml version="1.0"?>\n<soap:Envelope>,</soap:Envelope>',
	'null',
	'true\n',
	'12,5\n',
	'"a, b"\n',
	'"SUCCESS"',
	'{"a":1,\n"b":2}',
	'[1,2,3]',
	'data: {"a":1,"b":2,"c":3}\n\n',
	'event: done\ndata: a,b,c\n\n',
	': ping, pong\n\n',
	'%PDF-1.7\n1,2,3\n',
	'GIF89a,\u0001,\u0002\n',
	'\u001f\u008b\u0008,a,b\n',
	'PK\u0003\u0004,a,b\n',
	'\u0000',
	'',
])('%j is no CSV, whatever nobody sees before it', (text) => {
	for (const blank of BLANKS) {
		const whole = `${blank}${text}`;
		expect([begins(whole), csvFlaw(whole)]).not.toEqual([true, undefined]);
	}
});

test.each(['text/html; charset=utf-8', 'application/json', 'text/event-stream', 'application/pdf'])(
	'what is said to be %s has to show a column of the list',
	(contentType) => {
		expect(begins('Firma;Händler;Branche;Lizenz;Ende\nAcme;1;2;3;4\n', contentType)).toBe(false);
		expect(begins('Company Name,Licence\nAcme,1\n', contentType)).toBe(true);
	},
);

test.each(['', 'text/csv', 'application/octet-stream', 'text/plain', 'application/vnd.ms-excel'])(
	'what is said to be %j may be a CSV in any language',
	(contentType) => {
		expect(begins('Firma;Händler;Branche;Lizenz;Ende\nAcme;1;2;3;4\n', contentType)).toBe(true);
	},
);

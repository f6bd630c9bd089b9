import {
	cleanFileName,
	nameFromHeader,
	withExtension,
} from '../../nodes/Companies/output/file/fileName';
import fc, { runs } from '../property';

test.each([
	['attachment; filename=companies.csv', 'companies.csv'],
	['attachment; filename="my companies.csv"', 'my companies.csv'],
	['attachment; filename="a \\"quoted\\" name.csv"', 'a "quoted" name.csv'],
	["attachment; filename=x.csv; filename*=UTF-8''M%C3%BC%C5%9Fteri.csv", 'Müşteri.csv'],
	["attachment; filename=x.csv; filename*=UTF-8''%E0%A4%A", 'x.csv'],
	["attachment; filename*=ISO-8859-1'de'M%E4rz.csv", 'März.csv'],
	['attachment; filename=März.csv', 'März.csv'],
	['attachment; filename="=?utf-8?B?TcOkcno=?="', 'März'],
	['attachment', undefined],
	[undefined, undefined],
	[['a', 'b'], undefined],
])('the name in %j is %s', (header, name) => {
	expect(nameFromHeader(header)).toBe(name);
});

test.each([
	['companies.csv', 'companies.csv'],
	['../../etc/passwd', 'passwd'],
	['C:\\temp\\list.csv', 'list.csv'],
	['a:b*c?.csv', 'a_b_c_.csv'],
	['.hidden', 'hidden'],
	['new\nline\u0000.csv', 'newline.csv'],
	['  ', undefined],
	['..', undefined],
	[undefined, undefined],
])('%j is cleaned to %j', (name, cleaned) => {
	expect(cleanFileName(name)).toBe(cleaned);
});

/** As Node.js gives a header that was sent as UTF-8. */
const received = (header: string) => Buffer.from(header, 'utf8').toString('latin1');

test.each(['März.csv', 'Müşteri listesi.csv', '顧客.csv', 'клиенты.csv', '🏢.csv'])(
	'%s sent as it is, in UTF-8',
	(name) => {
		expect(nameFromHeader(received(`attachment; filename="${name}"`))).toBe(name);
		expect(nameFromHeader(received(`attachment; filename=${name}`))).toBe(name);
	},
);

test.each([
	['list\u202Evsc.exe', 'listvsc.exe'],
	['\uFEFFa\u200Bb\u200Fc\u2066d\u2069\u0085\u00ADe.csv', 'abcde.csv'],
	['a\u2028b\u{E0041}c\u3164.csv', 'abc.csv'],
	['half\uD800 a character', 'half a character'],
	['\u202E', undefined],
	['CON', '_CON'],
	['nul.csv', '_nul.csv'],
	['Com1 .tar.gz', '_Com1 .tar.gz'],
	['lpt²', '_lpt²'],
	['console.csv', 'console.csv'],
	['report. . .', 'report'],
	['report.csv ', 'report.csv'],
	[' ...a', 'a'],
	['.\u200B.', undefined],
])('%j is cleaned to %j, without what nobody sees or Windows does not take', (name, cleaned) => {
	expect(cleanFileName(name)).toBe(cleaned);
});

test('a long name keeps its ending and its whole characters', () => {
	expect(withExtension(`${'x'.repeat(300)}.csv`, 'csv')).toBe(`${'x'.repeat(251)}.csv`);
	expect(withExtension('ş'.repeat(300), 'xlsx')).toBe(`${'ş'.repeat(125)}.xlsx`);
	expect(withExtension(`${'客'.repeat(120)}.CSV`, 'csv')).toBe(`${'客'.repeat(83)}.CSV`);
	expect(withExtension('e\u0301'.repeat(200), 'csv')).toBe(`${'e\u0301'.repeat(83)}.csv`);
	expect(withExtension('🏢'.repeat(100), 'csv')).toBe(`${'🏢'.repeat(62)}.csv`);
});

test('a header of any length is read in one go', () => {
	for (const part of [
		"filename*=UTF-8'",
		'filename="',
		'filename ',
		' ',
		'"\\',
		'a.',
		'\u202E. ',
	]) {
		const long = part.repeat(1_000_000 / part.length);
		const name = nameFromHeader(`attachment; ${long}`);
		expect(name === undefined || name.length <= 8192).toBe(true);
		const cleaned = cleanFileName(long);
		expect(cleaned === undefined || withExtension(cleaned, 'csv').length <= 255).toBe(true);
	}
});

test('whatever the name is, it is one that every file system takes and nothing is hidden in', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
			const cleaned = cleanFileName(name);
			if (cleaned === undefined) return;
			const full = withExtension(cleaned, 'csv');
			expect(Buffer.byteLength(full)).toBeLessThanOrEqual(255);
			expect(full).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}<>:"|?*/\\]+\.csv$/iu);
			expect(full.startsWith('.')).toBe(false);
		}),
		{ numRuns: runs(1000) },
	);
});

test('the ending fits the format', () => {
	expect(withExtension('companies', 'csv')).toBe('companies.csv');
	expect(withExtension('Companies.CSV', 'csv')).toBe('Companies.CSV');
	expect(withExtension('companies.csv', 'xlsx')).toBe('companies.csv.xlsx');
});

import { cleanFileName, nameFromHeader, withExtension } from '../../nodes/Companies/file/fileName';

test.each([
	['attachment; filename=companies.csv', 'companies.csv'],
	['attachment; filename="my companies.csv"', 'my companies.csv'],
	['attachment; filename="a \\"quoted\\" name.csv"', 'a "quoted" name.csv'],
	["attachment; filename=x.csv; filename*=UTF-8''M%C3%BC%C5%9Fteri.csv", 'Müşteri.csv'],
	["attachment; filename=x.csv; filename*=UTF-8''%E0%A4%A", 'x.csv'],
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

test('a long name keeps its end', () => {
	expect(cleanFileName(`${'x'.repeat(300)}.csv`)).toMatch(/^x{116}\.csv$/);
});

test('the ending fits the format', () => {
	expect(withExtension('companies', 'csv')).toBe('companies.csv');
	expect(withExtension('Companies.CSV', 'csv')).toBe('Companies.CSV');
	expect(withExtension('companies.csv', 'xlsx')).toBe('companies.csv.xlsx');
});

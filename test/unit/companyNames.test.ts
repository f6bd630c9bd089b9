import { CompanyNames, type NamedCompany } from '../../nodes/Companies/company/companyNames';

const company = (name: string | null): NamedCompany => ({
	id: `id of ${name}`,
	name,
	resellerName: null,
});

const NAMES = ['Müller', 'MÜLLER', 'Muller', 'Çağrı Ltd', 'Rene\u0301', 'Кий', 'कि', null];
const names = new CompanyNames(NAMES.map(company));

const find = (name: string) => names.find(name).map((found) => found.name);

test.each([
	[' müller ', ['Müller', 'MÜLLER']],
	['mu\u0308ller', ['Müller', 'MÜLLER']],
	['muller', ['Muller']],
	['Mùller', ['Müller', 'MÜLLER', 'Muller']],
	['cagri  ltd', ['Çağrı Ltd']],
	['ÇAĞRI LTD', ['Çağrı Ltd']],
	['rene', ['René'.normalize('NFD')]],
	['René', ['René'.normalize('NFD')]],
	['का', []],
	['Mull', []],
	['', []],
])('%j', (name, found) => {
	expect(find(name)).toEqual(found);
});

test('a name as it is written goes before one without accents', () => {
	expect(names.asWritten('muller')).toEqual([company('Muller')]);
	expect(names.asWritten('Mùller')).toEqual([]);
});

test('each name is listed once, and a company without one has none', () => {
	expect(new CompanyNames([company('A'), company('A'), company(null)]).all).toEqual(new Set(['A']));
});

import type { INodeParameters } from 'n8n-workflow';
import { documentedBehaviour } from '../simulator/behaviour';
import type { Simulator } from '../simulator';
import { industries, licenseTypes, modules } from '../simulator';
import { listSearch, loadOptions } from './harness';
import { credentialOf, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 0 });
	for (let number = 1; number <= 250; number++) {
		const companyName = `Company ${String(number).padStart(3, '0')}`;
		simulator.companies.insert({ companyResourceId: `id-${number}`, companyName });
	}
	simulator.companies.insert({ companyResourceId: 'unnamed', companyName: null });
	credential = credentialOf(simulator);
});

beforeEach(() => {
	Object.assign(simulator.behaviour, documentedBehaviour());
	simulator.statistics.reset();
});

const byName = (entries: Array<{ name: string; resourceId: string }>) =>
	entries
		.map(({ name, resourceId }) => ({ name, value: resourceId }))
		.sort((left, right) => left.name.localeCompare(right.name));

describe('license types, industries and products', () => {
	test.each([
		['getLicenseTypes', licenseTypes],
		['getIndustries', industries],
		['getProducts', modules],
	])('%s lists what Keepnet has, by name', async (method, entries) => {
		expect(await loadOptions(method, { credential })).toEqual(byName(entries));
		expect(simulator.statistics.requests.lookups).toBe(1);
	});

	test.each(['getLicenseTypes', 'getIndustries', 'getProducts'])(
		'%s gives a sentence to a client that may not read it',
		async (method) => {
			simulator.behaviour.lookupForbidden = true;
			await expect(loadOptions(method, { credential })).rejects.toMatchObject({
				name: 'NodeApiError',
				message: 'This client may not read this list',
				description:
					'Enter names or IDs by expression instead, or ask Keepnet support to let this client read the list. Keepnet says: "You are not allowed to read lookups."',
			});
		},
	);
});

describe('the conditions of a field', () => {
	const options = async (fieldName: string) => {
		const parameters: INodeParameters = {
			conditions: { condition: [{ fieldName, operator: '', value: '' }] },
		};
		const path = 'parameters.conditions.condition[0].operator';
		return await loadOptions('getOperators', { credential, node: { parameters }, path });
	};
	const operators = async (fieldName: string) =>
		(await options(fieldName)).map(({ value }) => value);

	test.each([
		['CompanyName', ['contains', 'equals', 'notEquals']],
		['IndustryResourceId', ['isAnyOf']],
		['LicenceExpired', ['equals']],
		['LicenseEndDate', ['equals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual']],
		['NumberOfUsers', ['contains', 'equals', 'notEquals', 'greaterOrEqual', 'lessOrEqual']],
	])('%s', async (fieldName, expected) => {
		expect(await operators(fieldName)).toEqual(expected);
		expect(simulator.statistics.apiRequests).toBe(0);
	});

	test('speak of days for a date', async () => {
		expect((await options('LicenseEndDate')).map(({ name }) => name)).toEqual([
			'Is On',
			'Is After',
			'Is On or After',
			'Is Before',
			'Is On or Before',
		]);
	});

	test('a field that was typed by hand has all of them', async () => {
		for (const name of ['RiskScore', 'constructor']) expect(await operators(name)).toHaveLength(8);
	});
});

describe('the list of companies', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await listSearch('searchCompanies', { credential, filter, paginationToken });

	const walk = async (filter?: string) => {
		const found: string[] = [];
		let token: string | undefined;
		do {
			const { results, paginationToken } = await search(filter, token);
			found.push(...results.map(({ value }) => String(value)));
			token = paginationToken;
		} while (token !== undefined);
		return found;
	};

	test('comes page by page, by name, every company once', async () => {
		const first = await search();
		expect(first.results).toHaveLength(100);
		expect(first.paginationToken).toBe('2/100');
		const found = await walk();
		expect(new Set(found).size).toBe(251);
		expect(found).toHaveLength(251);
		expect(found.filter((id) => id !== 'unnamed')[0]).toBe('id-1');
	});

	test('a company without a name is shown by its ID', async () => {
		const { results } = await search();
		expect(results).toContainEqual({ name: 'unnamed', value: 'unnamed' });
	});

	test('tells companies of the same name apart by license type and reseller', async () => {
		const twin = { companyName: 'AAA Twin', resellerName: 'Northwind' };
		const added = ['Business', 'Starter'].map((licenseTypeName) =>
			simulator.companies.insert({ ...twin, licenseTypeName }),
		);
		const { results } = await search('aaa twin');
		expect(results.map(({ description }) => description).sort()).toEqual([
			'Business, Northwind',
			'Starter, Northwind',
		]);
		added.forEach(({ companyResourceId }) => simulator.companies.remove(companyResourceId));
	});

	test('also where the server gives smaller pages', async () => {
		simulator.behaviour.pageCap = 30;
		expect(await walk()).toHaveLength(251);
	});

	test('shows what was typed, in any case, in one request', async () => {
		expect(await search('  cOMPANY 24 ')).toEqual({
			results: Array.from({ length: 10 }, (_, digit) => ({
				name: `Company 24${digit}`,
				value: `id-24${digit}`,
			})),
		});
		expect(simulator.statistics.requests.search).toBe(1);
	});

	test('asks for no name where none was typed', async () => {
		simulator.behaviour.filters = 'refuse';
		await search('  ');
		expect(simulator.statistics.requests.search).toBe(1);
	});

	test.each(['ignore', 'refuse'] as const)(
		'shows what was typed also where the API does: %s',
		async (filters) => {
			simulator.behaviour.filters = filters;
			expect(await walk('24')).toEqual([
				'id-24',
				'id-124',
				'id-224',
				...Array.from({ length: 10 }, (_, digit) => `id-24${digit}`),
			]);
			// The first answer is no empty list, though the match stands on a later page.
			expect((await search('company 250')).results).toEqual([
				{ name: 'Company 250', value: 'id-250' },
			]);
		},
	);

	test('gives a sentence to a client that is no Reseller', async () => {
		const own = credentialOf(simulator, 'companyAdmin');
		await expect(listSearch('searchCompanies', { credential: own })).rejects.toMatchObject({
			message: 'The client of this credential is not a Reseller',
		});
	});
});

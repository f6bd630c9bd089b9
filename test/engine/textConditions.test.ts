import type { INodeParameters } from 'n8n-workflow';
import { licenseTypes, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { listSearch } from './harness';
import { credentialOf, hintTexts, run, runWell, simulate, type Credential } from './support';
import { quietRow } from './triggerSupport';

describe('Upper and lower case', () => {
	const NAMES = ['İstanbul Bilişim', 'ISPARTA', 'Mu\u0308ller', 'Initech Industries', 'Acme'];

	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		const rows = NAMES.map((companyName) =>
			quietRow(companyName, { companyName, tags: [companyName] }),
		);
		simulator = await simulate({ rows });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
	});

	const FOUND: Array<[string, string]> = [
		['istanbul', 'İstanbul Bilişim'],
		['ISTANBUL', 'İstanbul Bilişim'],
		['BİLİŞİM', 'İstanbul Bilişim'],
		['ısparta', 'ISPARTA'],
		['isparta', 'ISPARTA'],
		['Müller', 'Mu\u0308ller'],
		['mu\u0308LLER', 'Mu\u0308ller'],
		['ü', 'Mu\u0308ller'],
		['inıtech', 'Initech Industries'],
		['acme', 'Acme'],
	];

	async function search(more: INodeParameters) {
		const result = await runWell(credential, {
			resource: 'company',
			operation: 'search',
			returnAll: true,
			...more,
		});
		expect(hintTexts(result)).toEqual([]);
		return result.json.map(({ companyName }) => companyName);
	}

	const condition = (operator: string, value: string): INodeParameters => ({
		conditions: { condition: [{ fieldName: 'CompanyName', operator, value }] },
	});

	describe.each(['alike', 'latin', 'turkish'] as const)('a database with a %s I', (lettersI) => {
		beforeEach(() => {
			simulator.behaviour.lettersI = lettersI;
		});

		test.each(FOUND)('%s finds %s', async (text, name) => {
			expect(await search({ filters: { companyName: text } })).toEqual([name]);
			expect(await search({ filters: { tag: text } })).toEqual([name]);
			const { results } = await listSearch('searchCompanies', { credential, filter: text });
			expect(results.map((found) => found.name)).toEqual([name]);
		});

		test('equals', async () => {
			expect(await search(condition('equals', 'ısparta'))).toEqual(['ISPARTA']);
			expect(await search(condition('equals', 'isparta'))).toEqual(['ISPARTA']);
		});
	});

	test.each(FOUND)('%s finds %s where the node filters', async (text, name) => {
		const filterMode = 'local';
		expect(await search({ filters: { companyName: text }, options: { filterMode } })).toEqual([
			name,
		]);
	});

	test('equals and does not equal', async () => {
		expect(await search(condition('equals', 'ıstanbul biLİşim'))).toEqual([NAMES[0]]);
		expect(await search(condition('notEquals', 'ıstanbul biLİşim'))).not.toContain(NAMES[0]);
	});

	test('Keepnet receives the part that every database compares alike', async () => {
		const sent = async (companyName: string) => {
			await search({ filters: { companyName } });
			const { body } = simulator.requests[simulator.requests.length - 1];
			const { filter } = body as { filter: { FilterGroups: Array<{ FilterItems: unknown[] }> } };
			return filter.FilterGroups[0].FilterItems;
		};
		const contains = (Value: string) => [{ FieldName: 'CompanyName', Operator: 'Contains', Value }];
		expect(await sent('Acme')).toEqual(contains('Acme'));
		expect(await sent('Initech')).toEqual(contains('tech'));
		expect(await sent('İstanbul')).toEqual(contains('stanbul'));
		expect(await sent('Müller')).toEqual(contains('ller'));
		expect(await sent('İ')).toEqual([]);
		// The number of spaces between two words is unknown.
		expect(await sent('Initech Industries')).toEqual([...contains('ndustr'), ...contains('tech')]);
		expect(await sent('i')).toEqual([]);
	});
});

describe('White space', () => {
	/** One name, as people and imports leave it. */
	const ACME = [
		'Acme Ltd',
		'Acme Ltd ',
		'  Acme Ltd',
		'Acme  Ltd',
		'Acme\u00a0Ltd',
		'Acme\tLtd',
		'ACME \u2003 LTD',
	];
	const OTHERS = ['AcmeLtd', 'Acme Ltd Holding', 'Globex'];

	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		const rows = [...ACME, ...OTHERS].map((companyName) =>
			quietRow(companyName, { companyName, resellerName: companyName, tags: [companyName] }),
		);
		simulator = await simulate({ rows, validateResponses: false });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
	});

	async function search(more: INodeParameters) {
		const result = await runWell(credential, { operation: 'search', returnAll: true, ...more });
		expect(hintTexts(result)).toEqual([]);
		return result.json.map(({ companyId }) => companyId).sort();
	}

	const condition = (fieldName: string, operator: string, value: string): INodeParameters => ({
		conditions: { condition: [{ fieldName, operator, value }] },
	});

	const sorted = (names: string[]) => [...names].sort();

	describe.each(['CompanyName', 'ResellerName', 'Tags'])('%s', (fieldName) => {
		test.each(['Acme Ltd', 'acme  ltd', ' Acme\u00a0Ltd\t'])('%j', async (value) => {
			expect(await search(condition(fieldName, 'equals', value))).toEqual(sorted(ACME));
			expect(await search(condition(fieldName, 'notEquals', value))).toEqual(sorted(OTHERS));
			expect(await search(condition(fieldName, 'contains', value))).toEqual(
				sorted([...ACME, 'Acme Ltd Holding']),
			);
			const filterMode = 'local';
			expect(
				await search({ ...condition(fieldName, 'equals', value), options: { filterMode } }),
			).toEqual(sorted(ACME));
		});
	});

	test('one of several conditions', async () => {
		const rows = ['acme ltd', 'globex'].map((value) => ({
			fieldName: 'CompanyName',
			operator: 'equals',
			value,
		}));
		const found = await search({ conditions: { condition: rows }, match: 'any' });
		expect(found).toEqual(sorted([...ACME, 'Globex']));
	});

	test('a single word is found if a space follows it', async () => {
		simulator.companies.insert(quietRow('Umbrella ', { companyName: 'Umbrella ' }));
		expect(await search(condition('CompanyName', 'equals', 'umbrella'))).toEqual(['Umbrella ']);
		simulator.companies.remove('Umbrella ');
	});

	test('the company list of Get', async () => {
		const { results } = await listSearch('searchCompanies', { credential, filter: 'acme ltd' });
		expect(results.map(({ value }) => String(value)).sort()).toEqual(
			sorted([...ACME, 'Acme Ltd Holding']),
		);
	});

	test('a license type, in the list of Keepnet and in the rows', async () => {
		const [first] = licenseTypes;
		const spaced = ` ${first.name} `;
		simulator.companies.insert(
			quietRow('typed', {
				companyName: 'Typed',
				licenseTypeName: spaced,
				licenseTypeResourceId: null,
			}),
		);
		const filters = { licenseTypes: [`  ${first.name}\u00a0`] };
		expect(await search({ filters, options: { filterMode: 'local' } })).toContain('typed');
		simulator.companies.remove('typed');
	});

	test('a file that would miss some of them is refused', async () => {
		const { error } = await run(credential, {
			operation: 'export',
			...condition('CompanyName', 'equals', 'Acme Ltd'),
		});
		expect(error?.message).toBe(
			"Keepnet cannot export with these filters: 'Conditions, row 1: Company Name'",
		);
	});
});

import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { listSearch } from './harness';
import { credentialOf, hintTexts, runWell, simulate, type Credential } from './support';
import { quietRow } from './triggerSupport';

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
	Object.assign(simulator.behaviour, documentedBehaviour());
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
	expect(await search({ filters: { companyName: text }, options: { filterMode } })).toEqual([name]);
});

test('equals and does not equal', async () => {
	expect(await search(condition('equals', 'ıstanbul biLİşim'))).toEqual([NAMES[0]]);
	expect(await search(condition('notEquals', 'ıstanbul biLİşim'))).not.toContain(NAMES[0]);
});

test('Keepnet is asked for the part that every database compares alike', async () => {
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

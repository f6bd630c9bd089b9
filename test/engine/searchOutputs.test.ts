import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { licenseTypes, modules } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { dayFromToday } from './filtering/companies';
import { credentialOf, hintTexts, runWell, simulate, type Credential } from './support';

const SIMPLIFIED = [
	'companyId',
	'companyName',
	'licenseType',
	'licenseLimit',
	'targetUsers',
	'usagePercent',
	'seatsOverLimit',
	'renewalDate',
	'daysToRenewal',
	'signals',
];
const FULL = [
	...SIMPLIFIED,
	'resellerName',
	'industry',
	'seatsRemaining',
	'inactiveUsers',
	'deletedUsers',
	'monthlyUsers',
	'licenseExpired',
	'createdAt',
	'tags',
	'ownedProducts',
	'missingProducts',
];

const starter = licenseTypes[0];

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 0 });
	credential = credentialOf(simulator);
});

beforeEach(() => {
	Object.assign(simulator.behaviour, documentedBehaviour());
	simulator.companies.clear();
	simulator.companies.insert({
		companyResourceId: 'acme',
		companyName: 'Acme',
		resellerName: 'NordSec, ApS',
		industryName: 'Retail',
		licenseTypeName: starter?.name,
		licenseTypeResourceId: starter?.resourceId,
		numberOfUsers: '600',
		targetUserCount: 641,
		inactiveTargetUserCount: 7,
		deletedTargetUserCount: 3,
		monthlyActiveUserCount: 12,
		licenseEndDate: `${dayFromToday(10)}T00:00:00Z`,
		createTime: '2024-05-06T07:08:09Z',
		tags: ['vip', 'EMEA'],
	});
	simulator.statistics.reset();
});

async function search(parameters: INodeParameters): Promise<IDataObject[]> {
	const all = { resource: 'company', operation: 'search', returnAll: true, ...parameters };
	return (await runWell(credential, all)).json;
}

const lookups = () => simulator.statistics.requests.lookups ?? 0;

test('simplified: the ten fields of a first look, in their order, without reading the products', async () => {
	const [item] = await search({});
	expect(Object.keys(item ?? {})).toEqual(SIMPLIFIED);
	expect(item).toEqual({
		companyId: 'acme',
		companyName: 'Acme',
		licenseType: 'Starter',
		licenseLimit: 600,
		targetUsers: 641,
		usagePercent: 106.8,
		seatsOverLimit: 41,
		renewalDate: dayFromToday(10),
		daysToRenewal: 10,
		signals: ['overLimit', 'renewalDue'],
	});
	expect(lookups()).toBe(0);
});

test('full: every field in its order, with the products, read once', async () => {
	for (let count = 0; count < 5; count++) simulator.companies.insert();
	simulator.behaviour.pageCap = 2;
	const items = await search({ output: 'full' });
	for (const item of items) expect(Object.keys(item ?? {})).toEqual(FULL);
	expect(items.find(({ companyId }) => companyId === 'acme')).toMatchObject({
		resellerName: 'NordSec, ApS',
		industry: 'Retail',
		seatsRemaining: 0,
		inactiveUsers: 7,
		deletedUsers: 3,
		monthlyUsers: 12,
		licenseExpired: false,
		createdAt: '2024-05-06T07:08:09Z',
		tags: ['vip', 'EMEA'],
		ownedProducts: ['Phishing Simulator'],
		missingProducts: modules.slice(1).map(({ name }) => name),
		signals: ['overLimit', 'renewalDue', 'missingProducts'],
	});
	expect(lookups()).toBe(1);
});

test('unknown is null, never guessed', async () => {
	simulator.companies.clear();
	const custom = licenseTypes[licenseTypes.length - 1];
	simulator.companies.insert({
		companyResourceId: 'empty',
		companyName: null,
		licenseTypeName: custom?.name,
		licenseTypeResourceId: custom?.resourceId,
		isNumberOfUsersLimited: false,
		tags: null,
	});
	expect(await search({ output: 'full' })).toEqual([
		{
			...Object.fromEntries(FULL.map((name) => [name, null])),
			companyId: 'empty',
			licenseType: 'Custom',
			targetUsers: 0,
			seatsOverLimit: 0,
			signals: [],
			inactiveUsers: 0,
			deletedUsers: 0,
			monthlyUsers: 0,
			licenseExpired: false,
			tags: [],
		},
	]);
});

test('full: new fields of the API pass through, after the others', async () => {
	simulator.behaviour.extraFields = true;
	const [item] = await search({ output: 'full' });
	expect(Object.keys(item ?? {})).toEqual([...FULL, 'riskScore', 'accountManager', 'isPilot']);
	expect(item).toMatchObject({ accountManager: { name: 'A. Manager' }, isPilot: null });
});

test('selected: the chosen fields in the order of the table, the ID always, fields of the API too', async () => {
	simulator.behaviour.extraFields = true;
	const selected = async (fields: unknown) =>
		await search({ output: 'selected', fields: fields as INodeParameters[string] });
	expect(Object.keys((await selected(['tags', 'companyName']))[0] ?? {})).toEqual([
		'companyId',
		'companyName',
		'tags',
	]);
	expect(lookups()).toBe(0);
	expect(await selected(['missingProducts', 'riskScore'])).toMatchObject([
		{ companyId: 'acme', missingProducts: expect.any(Array), riskScore: expect.any(Number) },
	]);
	expect(lookups()).toBe(1);
	expect(await selected([])).toEqual([{ companyId: 'acme' }]);
	expect(await selected('companyName, constructor')).toEqual([
		{ companyId: 'acme', companyName: 'Acme', constructor: null },
	]);
});

test('raw: the row of the API, untouched', async () => {
	simulator.behaviour.extraFields = true;
	simulator.behaviour.dateFormat = 'DD/MM/YYYY hh:mm A';
	const [item] = await search({ output: 'raw' });
	const { riskScore, accountManager, isPilot, ...row } = item ?? {};
	expect(row).toEqual({
		...simulator.companies.get('acme'),
		createTime: '06/05/2024 07:08 AM',
		licenseEndDate: expect.stringMatching(/^\d\d\/\d\d\/\d{4} 12:00 AM$/),
	});
	expect([riskScore, accountManager, isPilot]).not.toContain(undefined);
	expect(lookups()).toBe(0);
});

test('the products are read once for all items, also where a filter needs them too', async () => {
	const parameters = {
		resource: 'company',
		operation: 'search',
		output: 'full',
		filters: { missingProducts: [modules[1]?.name ?? ''], licenseTypes: 'starter' },
	};
	const { json } = await runWell(credential, parameters, { items: [{}, {}, {}] });
	expect(json).toHaveLength(3);
	expect(lookups()).toBe(1);
});

test('a client that may not read the products gets the rest, and a hint', async () => {
	simulator.behaviour.lookupForbidden = true;
	const result = await runWell(credential, {
		resource: 'company',
		operation: 'search',
		output: 'full',
	});
	expect(result.json[0]).toMatchObject({ ownedProducts: null, missingProducts: null });
	expect(hintTexts(result)).toEqual([
		'This client may not read the license types, so owned and missing products are left empty.',
	]);
});

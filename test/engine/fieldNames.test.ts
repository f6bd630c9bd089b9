import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { createPoller } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 30, validateResponses: false });
	credential = credentialOf(simulator);
});

beforeEach(() => {
	simulator.behaviour.extraFields = false;
	simulator.statistics.reset();
});

const selected = (fields: unknown): INodeParameters => ({
	operation: 'search',
	output: 'selected',
	fields: fields as INodeParameters[string],
});

describe('A field that is spelled wrong', () => {
	test.each([
		['companyname, signal', 'companyname', 'companyName'],
		['signal', 'signal', 'signals'],
		[['Company Name'], 'Company Name', 'companyName'],
		['Usage (%)', 'Usage (%)', 'usagePercent'],
		['renewal_date', 'renewal_date', 'renewalDate'],
		['licenceLimit', 'licenceLimit', 'licenseLimit'],
		['NumberOfUsers', 'NumberOfUsers', 'numberOfUsers'],
		['targetUser', 'targetUser', 'targetUsers'],
	])('%j stops the run before any request', async (fields, name, meant) => {
		const { error } = await run(credential, selected(fields));
		expect(error).toMatchObject({
			message: "'Fields' has a name that no field has",
			description: `The name is "${name}". Did you mean "${meant}"?`,
		});
		expect(simulator.statistics.apiRequests).toBe(0);
		const poller = await createPoller({
			credential,
			node: { parameters: { ...selected(fields), events: ['companyCreated'] } },
		});
		await expect(poller.activate()).rejects.toThrow("'Fields' has a name that no field has");
	});

	test.each([
		['usage', '"usagePercent"'],
		['ressellersNames', '"resellerName"'],
	])('%s stops the run if no company has it', async (name, near) => {
		const { error } = await run(credential, selected(name));
		expect(error?.message).toBe("'Fields' has a name that no field has");
		expect(error?.description).toContain(near);
	});
});

test('every field of the documented row can be chosen, and so can a new one', async () => {
	simulator.behaviour.extraFields = true;
	const fields = [
		...Object.keys(simulator.companies.list()[0]),
		'riskScore',
		'accountManager',
		'companyName',
	];
	const result = await runWell(credential, selected(fields));
	expect(hintTexts(result)).toEqual(hintTexts(await runWell(credential, { operation: 'search' })));
	expect(Object.keys(result.json[0])).toEqual(expect.arrayContaining(fields));
});

test('a name that is like no other is left empty, and a hint says so', async () => {
	const result = await runWell(credential, selected('companyName, zzz'));
	expect(result.json[0]).toMatchObject({ zzz: null });
	expect(hintTexts(result)).toContain('No company has the field "zzz", so it is left empty.');
	const none = { filters: { companyName: 'nobody' } };
	expect(hintTexts(await runWell(credential, { ...selected('zzz'), ...none }))).toEqual([]);
});

describe('More than anybody needs', () => {
	const many = (count: number) => Array.from({ length: count }, (_, index) => `name-${index}`);

	test.each([
		['Fields', selected(many(201))],
		['Industry Names or IDs', { filters: { industries: many(100_000) } }],
		['License Type Names or IDs', { filters: { licenseTypes: many(100_000).join(',') } }],
		[
			'Conditions',
			{
				conditions: {
					condition: many(101).map((value) => ({
						fieldName: 'CompanyName',
						operator: 'contains',
						value,
					})),
				},
			},
		],
	] as Array<[string, INodeParameters]>)('%s', async (label, parameters) => {
		const { error } = await run(credential, parameters);
		expect(error?.message).toBe(`'${label}' has too many values`);
		expect(simulator.statistics.apiRequests).toBe(0);
	});

	test('a text of megabytes', async () => {
		const { error } = await run(credential, { filters: { companyName: 'a '.repeat(2_000_000) } });
		expect(error?.message).toBe("'Company Name' is too long");
		expect(error?.description?.length).toBeLessThan(1000);
	});
});

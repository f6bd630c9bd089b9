import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { credentialOf, run, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 5 });
	credential = credentialOf(simulator);
	await run(credential, { resource: 'company', operation: 'search' });
});

const LIST = '={{ ["a", "b"] }}';
const OBJECT = '={{ { name: "a" } }}';

const row = (fieldName: string, operator: string): INodeParameters => ({
	conditions: { condition: [{ fieldName, operator, value: LIST }] },
});

const CASES: Array<[string, INodeParameters]> = [
	['Company Name', { filters: { companyName: LIST } }],
	['Company Name', { filters: { companyName: OBJECT } }],
	['Reseller Name', { filters: { resellerName: LIST } }],
	['Tag', { filters: { tag: OBJECT } }],
	['Conditions, row 1: Company Name', row('CompanyName', 'contains')],
	['Conditions, row 1: License Limit', row('NumberOfUsers', 'contains')],
	['Conditions, row 1', row('RiskLevel', 'equals')],
	['Sort: Order By', { sort: { orderBy: LIST } }],
	['File Name', { operation: 'export', fileName: OBJECT }],
	['Put Output File in Field', { operation: 'export', binaryPropertyName: LIST }],
	['Company', { operation: 'get', companyId: { __rl: true, mode: 'id', value: LIST } }],
];

test.each(CASES)("a list or an object for '%s' is not taken for a text", async (label, more) => {
	const before = simulator.requests.length;
	const { error } = await run(credential, { resource: 'company', operation: 'search', ...more });
	const isObject = JSON.stringify(more).includes('name: ');
	expect(error).toMatchObject({
		message: `'${label}' must be a text`,
		description: `The value is ${isObject ? '{"name":"a"}' : '["a","b"]'}. Enter a text, or make the expression return one.`,
	});
	expect(simulator.requests).toHaveLength(before);
});

import { startSimulator, type Simulator } from './index';
import { connect, everything, search, where } from './testing/client';
import type { AxiosInstance } from 'axios';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 50, validateResponses: true });
	client = await connect(simulator);
});

afterAll(async () => await simulator.close());

const { filter } = everything;
const group = { Condition: 'AND', FilterItems: [], FilterGroups: [] };

test.each<[string, unknown]>([
	['no body', undefined],
	['null', 'null'],
	['an empty object', {}],
	['broken JSON', '{"pageNumber": 1,'],
	['filter: null', { ...everything, filter: null }],
	['orderBy: null', { ...everything, orderBy: null }],
	['no page size', { ...everything, pageSize: undefined }],
	['page 0', { ...everything, pageNumber: 0 }],
	['a page number as text', { ...everything, pageNumber: '1' }],
	['an unknown property', { ...everything, page: 1 }],
	['an unknown order', { ...everything, orderBy: 'Industry' }],
	['no search text', { ...everything, filter: { Condition: 'AND' } }],
	['null groups', { ...everything, filter: { ...filter, FilterGroups: null } }],
	['null among the groups', { ...everything, filter: { ...filter, FilterGroups: [null] } }],
	[
		'null among the conditions',
		{ ...everything, filter: { ...filter, FilterGroups: [{ ...group, FilterItems: [null] }] } },
	],
	[
		'a deep unknown property',
		{
			...everything,
			filter: {
				...filter,
				FilterGroups: [{ ...group, FilterGroups: [{ ...group, Operator: '=' }] }],
			},
		},
	],
])('a search with %s is refused', async (_name, body) => {
	const { status, data } = await client.post<Record<string, unknown>>(
		'/api/companies/search',
		body,
		{
			headers: { 'content-type': 'application/json' },
			transformRequest: [
				(value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : value),
			],
		},
	);
	expect(status).toBe(400);
	expect(data).toMatchObject({ data: null, status: 'INPUT_ERROR' });
	expect(data.validationMessages).not.toEqual([]);
});

test.each([
	['Colour', '=', 'x'],
	['CompanyName', '>', 'x'],
	['TargetUserCount', 'Contains', '1'],
	['TargetUserCount', '>', 'many'],
	['NumberOfUsers', '<', '5'],
	['LicenseEndDate', '!=', '2026-01-01'],
	['LicenseEndDate', '>=', 'tomorrow'],
	['LicenseEndDate', '>=', '2026-02-30'],
	['IndustryResourceId', '=', 'x'],
	['IndustryResourceId', 'Include', ''],
	['LicenceExpired', '=', 'yes'],
	['MonthlyActiveUser', '=', '2025-11'],
	['MonthlyActiveUser', '=', '2026-13'],
])('the condition %s %s %s is refused by name', async (field, operator, value) => {
	const { status, data } = await search(client, { filter: where([field, operator, value]) });
	expect(status).toBe(400);
	expect(data.validationMessages).toEqual([expect.stringContaining(field)]);
});

test('a body that is not JSON is refused', async () => {
	const { status } = await client.post('/api/companies/search', 'pageNumber=1', {
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	});
	expect(status).toBe(415);
});

test('an unknown address has an envelope too', async () => {
	const { status, data } = await client.get<Record<string, unknown>>('/api/nothing');
	expect([status, data.status]).toEqual([404, 'FAILED']);
});

test('requests are recorded as received', async () => {
	await search(client, { pageNumber: 7 });
	expect(simulator.requests.at(-1)).toMatchObject({
		route: 'search',
		method: 'POST',
		path: '/api/companies/search',
		headers: { authorization: expect.stringMatching(/^Bearer /) as string },
		body: { pageNumber: 7 },
		status: 200,
		clientId: simulator.clients.reseller.clientId,
	});
});

import type { AxiosInstance } from 'axios';
import { industries, licenseTypes, listedModules, startSimulator, type Simulator } from './index';
import { connect } from './testing/client';

interface Envelope {
	status: string;
	data: Record<string, unknown>;
}

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 1500, validateResponses: true });
	client = await connect(simulator);
});

afterAll(async () => await simulator.close());

test('license types come with their modules, Custom without', async () => {
	const { data } = await client.get<Envelope>('/api/lookups/licenses');
	const licenses = data.data.licenses as typeof licenseTypes;
	expect(licenses).toEqual(licenseTypes);
	expect(licenses.find(({ name }) => name === 'Custom')?.licenseModules).toEqual([]);
	expect(data.data.allLicenseModules).toEqual(listedModules);
	const enterprise = licenses.find(({ name }) => name === 'Enterprise');
	expect(enterprise?.licenseModules).toHaveLength(10);
	expect(enterprise?.licenseModules.filter(({ isAvailable }) => !isAvailable)).toHaveLength(2);
});

test('industries are lookup 2, by either call', async () => {
	const one = await client.get<Envelope>('/api/lookups/2');
	const several = await client.post<Envelope>('/api/lookups', { typeidlist: [2, 7] });
	expect(one.data.data).toEqual(
		industries.map((industry) => ({ ...industry, genericCodeTypeId: 2 })),
	);
	expect(several.data).toEqual(one.data);
	expect((await client.get('/api/lookups/two')).status).toBe(400);
});

test('industries may be nested and repeated; none is lost', async () => {
	interface Industry {
		resourceId: string;
		children?: Industry[];
	}
	simulator.behaviour.nestedIndustries = true;
	const { data } = await client.get<{ data: Industry[] }>('/api/lookups/2');
	simulator.behaviour.nestedIndustries = false;
	const ids = data.data.flatMap(({ resourceId, children = [] }) => [
		resourceId,
		...children.map((child) => child.resourceId),
	]);
	expect(data.data.length).toBeLessThan(industries.length);
	expect(ids.length).toBeGreaterThan(industries.length);
	expect(new Set(ids)).toEqual(new Set(industries.map(({ resourceId }) => resourceId)));
});

test('lookups may be forbidden', async () => {
	simulator.behaviour.lookupForbidden = true;
	expect((await client.get('/api/lookups/licenses')).status).toBe(403);
	simulator.behaviour.lookupForbidden = false;
});

test('the details of every company fit the description, with a number for the limit', async () => {
	const open = simulator.companies.list().filter((row) => row.privacyDurationId !== 0);
	for (const row of open.slice(0, 300)) {
		const { data, status } = await client.get<Envelope>(`/api/companies/${row.companyResourceId}`);
		expect(status).toBe(200);
		const isNumber = /^\d+$/.test(row.numberOfUsers ?? '');
		expect(data.data).toMatchObject({
			resourceId: row.companyResourceId,
			name: row.companyName,
			numberOfUsers: isNumber ? Number(row.numberOfUsers) : null,
			targetUserCount: row.targetUserCount,
		});
	}
	expect(simulator.violations).toEqual([]);
});

test('the license check shows who is over the limit', async () => {
	const row = simulator.companies.insert({
		numberOfUsers: '10',
		targetUserCount: 11,
		inactiveTargetUserCount: 4,
	});
	const { data } = await client.get<Envelope>(
		`/api/companies/${row.companyResourceId}/license-check`,
	);
	expect(data.data).toEqual({
		isLimited: true,
		licenseLimit: 10,
		activeUserCount: 11,
		totalUserCount: 15,
		isLicenseExceeded: true,
	});
});

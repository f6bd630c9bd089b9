import { startSimulator, type ClientKind, type Simulator } from './index';
import { connect, everything, search } from './testing/client';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 60, validateResponses: true });
});

afterEach(async () => await simulator.close());

const my = async (kind: ClientKind) =>
	await (await connect(simulator, kind)).get<Record<string, unknown>>('/api/companies/my');

test('another reseller sees other companies, and not those of the first', async () => {
	const other = await connect(simulator, 'otherReseller');
	const { data } = await search(other);
	const ids = data.data.results.map(({ companyResourceId }) => companyResourceId);
	expect(ids).toHaveLength(40);
	expect(new Set(ids)).toEqual(
		new Set(simulator.otherCompanies.list().map((row) => row.companyResourceId)),
	);
	const [{ companyResourceId: foreign }] = simulator.companies.list();
	expect(ids).not.toContain(foreign);
	expect((await other.get(`/api/companies/${foreign}`)).status).toBe(403);
	expect((await other.get('/api/companies/nothing')).status).toBe(404);
	expect((await other.get(`/api/companies/${ids[0]}`)).status).toBe(200);
});

test('a company admin may see its own company but not search, with a reason', async () => {
	const client = await connect(simulator, 'companyAdmin');
	const { status, data } = await search(client);
	expect([status, data.data]).toEqual([403, null]);
	expect(data.message).toMatch(/Company Admin.*not Reseller/);
	expect((await my('companyAdmin')).data).toMatchObject({
		status: 'SUCCESS',
		data: [{ name: 'A Single Customer', children: [] }],
	});
	const [{ companyResourceId }] = simulator.companies.list();
	expect((await client.get(`/api/companies/${companyResourceId}`)).status).toBe(403);
	const body = { ...everything, exportType: 'CSV' };
	expect((await client.post('/api/companies/search/export', body)).status).toBe(403);
});

test('a company whose privacy lets nobody in is listed, and its details are closed', async () => {
	const client = await connect(simulator);
	const [{ companyResourceId: id }] = simulator.companies.list();
	for (const capitalisedEnvelope of [false, true]) {
		simulator.behaviour.capitalisedEnvelope = capitalisedEnvelope;
		simulator.companies.update(id, { privacyDurationId: 0 });
		const { status, data } = await client.get<Record<string, unknown>>(`/api/companies/${id}`);
		expect(status).toBe(403);
		expect(data).toMatchObject({ [capitalisedEnvelope ? 'Status' : 'status']: 'PRIVACY_ERROR' });
		simulator.companies.update(id, { privacyDurationId: 2 });
		expect((await client.get(`/api/companies/${id}`)).status).toBe(200);
	}
});

test('no refusal of a client is about privacy', async () => {
	const [{ companyResourceId: id }] = simulator.companies.list();
	const admin = await connect(simulator, 'companyAdmin');
	const other = await connect(simulator, 'otherReseller');
	expect((await search(admin)).data.status).toBe('FORBIDDEN');
	for (const client of [admin, other]) {
		const { data } = await client.get<Record<string, unknown>>(`/api/companies/${id}`);
		expect(data.status).toBe('FORBIDDEN');
	}
});

test('the envelope reports a blocked address and a failing client', async () => {
	const blocked = await my('blocked');
	expect([blocked.status, blocked.data.status]).toEqual([403, 'IP_RESTRICTED']);
	const failing = await my('failing');
	expect(failing.status).toBe(200);
	expect(failing.data).toMatchObject({ status: 'FAILED', data: null });
	expect(failing.data.validationMessages).not.toEqual([]);
});

test('an old token keeps the old role', async () => {
	const { clientId } = simulator.clients.companyAdmin;
	const old = await connect(simulator, 'companyAdmin');
	simulator.setRole(clientId, 'Reseller');
	expect((await search(old)).status).toBe(403);
	expect((await search(await connect(simulator, 'companyAdmin'))).status).toBe(200);
});

test('access can be taken away and given back while a token lives', async () => {
	const { clientId } = simulator.clients.reseller;
	const client = await connect(simulator);
	simulator.setAccess(clientId, 'blocked');
	expect((await search(client)).data.status).toBe('IP_RESTRICTED');
	simulator.setAccess(clientId, 'open');
	expect((await search(client)).data.status).toBe('SUCCESS');
});

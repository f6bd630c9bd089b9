import { startSimulator, type ClientKind, type Simulator } from './index';
import { connect } from './testing/client';

const URL = '/api/phishing-simulator/phishing-campaign/search';
const NEWEST = {
	pageNumber: 1,
	pageSize: 1,
	orderBy: 'CreateTime',
	ascending: false,
	filter: { Condition: 'AND', SearchInputTextValue: '' },
};

interface Answer {
	status: string;
	data: { totalNumberOfRecords: number; results: Array<{ resourceId: string }> } | null;
}

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 60, validateResponses: true });
});

afterAll(async () => {
	expect(simulator.violations).toEqual([]);
	await simulator.close();
});

/** Searches the campaigns of a company; without one, those of the caller. */
async function campaigns(companyId?: string, kind: ClientKind = 'reseller', body: object = NEWEST) {
	const headers = companyId === undefined ? {} : { 'X-KEEPNET-Company-Id': companyId };
	const client = await connect(simulator, kind);
	const { status, data } = await client.post<Answer>(URL, body, { headers });
	return { http: status, ...data };
}

const ids = () => simulator.companies.list().map((row) => row.companyResourceId);

test('each company has its own campaigns, and some have none', async () => {
	const open = simulator.companies.list().filter((row) => row.privacyDurationId !== 0);
	const found = [];
	for (const { companyResourceId } of open) found.push(await campaigns(companyResourceId));
	const counts = found.map(({ data }) => data?.totalNumberOfRecords);
	expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
	const newest = found.flatMap(({ data }) => data?.results ?? []);
	expect(newest).toHaveLength(counts.filter((count) => count !== 0).length);
	expect(new Set(newest.map(({ resourceId }) => resourceId)).size).toBe(newest.length);
});

test('without the header, and for a company admin, they are those of the caller', async () => {
	const own = await campaigns();
	const admin = await campaigns(undefined, 'companyAdmin');
	expect([own.http, admin.http]).toEqual([200, 200]);
	expect(own.data).not.toEqual(admin.data);
});

test('a company that is closed, foreign or unknown is refused', async () => {
	const [id = ''] = ids();
	const [foreign] = simulator.otherCompanies.list();
	const { privacyDurationId } = simulator.companies.update(id, { privacyDurationId: 0 });
	expect(privacyDurationId).toBe(0);
	expect(await campaigns(id)).toMatchObject({ http: 403, status: 'PRIVACY_ERROR', data: null });
	simulator.companies.update(id, { privacyDurationId: 1 });
	expect((await campaigns(id)).http).toBe(200);
	expect((await campaigns(id, 'companyAdmin')).http).toBe(403);
	expect(await campaigns(foreign?.companyResourceId)).toMatchObject({
		http: 403,
		status: 'FORBIDDEN',
	});
	expect((await campaigns('nothing')).http).toBe(404);
});

test('the body may be short, but no filter may be null', async () => {
	const [, id] = ids();
	expect((await campaigns(id, 'reseller', { pageNumber: 1, pageSize: 20 })).http).toBe(200);
	expect((await campaigns(id, 'reseller', { filter: null })).http).toBe(400);
});

import type { FaultRule, Simulator } from '../simulator';
import { createPoller, readBinary } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate } from './support';

let simulator: Simulator;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 30, validateResponses: false });
});

beforeEach(() => {
	simulator.faults.clear();
	simulator.statistics.reset();
});

const always = (rule: FaultRule) => simulator.faults.add({ ...rule, times: Infinity });
const body = (value: unknown) => ({ kind: 'status', status: 200, body: value }) as const;

describe('A success without a list is not an empty tenant', () => {
	const NO_LISTS = [{}, { results: null }, { results: [] }, { Results: 'none' }, []];

	it.each(NO_LISTS)('Search stops: %j', async (data) => {
		always({ ...body({ status: 'SUCCESS', data }), route: 'search' });
		const { error } = await run(credentialOf(simulator), { returnAll: true });
		expect(error?.message).toBe('Keepnet sent an unexpected answer');
	});

	it('but one whose total is 0 is', async () => {
		const data = { results: null, totalNumberOfRecords: 0, pageNumber: 1, pageSize: 100 };
		always({ ...body({ status: 'SUCCESS', data }), route: 'search' });
		expect((await runWell(credentialOf(simulator), { returnAll: true })).json).toEqual([]);
	});

	it('is requested again in the middle of the list', async () => {
		simulator.faults.add({
			...body({ status: 'SUCCESS', data: {} }),
			route: 'search',
			pageNumber: 2,
		});
		const result = await runWell(credentialOf(simulator), {
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(result.json).toHaveLength(30);
		expect(hintTexts(result)).toEqual([]);
	});

	it('makes the trigger tell nothing', async () => {
		const poller = await createPoller({
			credential: credentialOf(simulator),
			node: { parameters: { events: ['companyRemoved'] } },
		});
		await poller.activate();
		always({ ...body({ status: 'SUCCESS', data: {} }), route: 'search' });
		await expect(poller.poll()).rejects.toMatchObject({
			message: 'Keepnet sent an unexpected answer',
		});
		simulator.faults.clear();
		expect(await poller.poll()).toBeNull();
	});

	it('is read with capital letters too', async () => {
		const data = {
			Results: [{ companyResourceId: 'one', companyName: 'One' }],
			TotalNumberOfRecords: 1,
			PageSize: 100,
		};
		always({ ...body({ Status: 'SUCCESS', Data: data }), route: 'search' });
		const { json } = await runWell(credentialOf(simulator), { returnAll: true });
		expect(json.map(({ companyId }) => companyId)).toEqual(['one']);
	});
});

describe('What the token address answers', () => {
	const CREDENTIALS = 'Keepnet does not accept the Client ID or the Client Secret';
	const SERVER = 'Keepnet is not working properly at the moment';
	const BASE_URL = 'The Base URL of the credential does not point to the Keepnet API';

	it.each([
		['401 without a body', { kind: 'emptyBody', status: 401 }, CREDENTIALS, 1],
		[
			'invalid_client',
			{ kind: 'status', status: 400, body: { error: 'invalid_client' } },
			CREDENTIALS,
			1,
		],
		[
			'unauthorized_client',
			{ kind: 'status', status: 400, body: { error: 'unauthorized_client' } },
			CREDENTIALS,
			1,
		],
		[
			'invalid_scope',
			{ kind: 'status', status: 400, body: { error: 'invalid_scope' } },
			CREDENTIALS,
			1,
		],
		['500', { kind: 'status', status: 500, body: '' }, SERVER, 7],
		['503 with a page', { kind: 'html', status: 503 }, SERVER, 7],
		['404', { kind: 'html', status: 404 }, BASE_URL, 1],
		['a web page', { kind: 'html', status: 200 }, BASE_URL, 1],
		[
			'a blocked address',
			{ kind: 'failedEnvelope', status: 'IP_RESTRICTED', httpStatus: 403 },
			"Keepnet does not accept requests from this n8n's IP address",
			1,
		],
	])('%s', async (_what, rule, message, tries) => {
		always({ ...rule, route: 'token' } as FaultRule);
		const { error } = await run(credentialOf(simulator), {});
		expect(error?.message).toBe(message);
		expect(simulator.statistics.requests.token).toBe(tries);
	});

	it('the node waits for a transient rate limit', async () => {
		simulator.faults.add({ kind: 'rateLimit', route: 'token', retryAfter: 'missing', times: 3 });
		expect((await runWell(credentialOf(simulator), {})).json).toHaveLength(30);
	});
});

describe('The words of a refusal', () => {
	it.each([
		[
			'problem details',
			{ title: 'Bad Request', status: 400, errors: { filter: ['is odd'] } },
			'Bad Request / is odd',
		],
		[
			'validation messages as objects',
			{ status: 'INPUT_ERROR', validationMessages: [{ field: 'filter', message: 'is odd' }] },
			'filter / is odd',
		],
	])('are read from %s', async (_what, answer, words) => {
		always({ kind: 'status', status: 400, body: answer, route: 'search' });
		const { error } = await run(credentialOf(simulator), {});
		expect(error?.description).toContain(`Keepnet says: "${words}"`);
		// The request, and each order that might be accepted, for one row.
		expect(simulator.statistics.requests.search).toBe(11);
	});
});

describe('What is taken for a file', () => {
	const exported = async (answer: string, fileFormat = 'csv') => {
		always({ kind: 'status', status: 200, body: answer, route: 'export' });
		return await run(credentialOf(simulator), { operation: 'export', fileFormat });
	};

	it.each(['{"status":"SUCCESS"}', '\ufeff {"a":1}', '[{"a":1}]', '<html></html>', 'PK'])(
		'not %j',
		async (answer) => {
			const { error } = await exported(answer);
			expect(error?.message).toBe('Keepnet sent an unexpected answer');
			expect(error?.description).toContain('something else came in place of the file');
		},
	);

	it('not a CSV if a workbook was requested', async () => {
		expect((await exported('Company Name\nAcme', 'excel')).status).toBe('error');
	});

	it('a small CSV, whatever comes before its first letter', async () => {
		const result = await exported('\ufeff\nCompany Name\nAcme\n');
		const file = await readBinary(result.items[0][0], 'data');
		expect(file.toString('utf8')).toBe('\ufeff\nCompany Name\nAcme\n');
	});
});

describe('A date that was never set', () => {
	it.each(['0001-01-01T00:00:00', '01/01/0001 00:00', '0001/01/01'])(
		'is none, and no reason for a hint: %s',
		async (licenseEndDate) => {
			const own = await simulate({
				rows: [{ companyResourceId: 'one', companyName: 'One', licenseEndDate } as never],
				validateResponses: false,
			});
			const result = await runWell(credentialOf(own), {});
			expect(result.json[0]).toMatchObject({ renewalDate: null, daysToRenewal: null });
			expect(hintTexts(result)).toEqual([]);
		},
	);
});

import { hurry } from '../engine/support';
import { generateRows } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { checkTenant, MAX_REQUESTS, USUAL_REQUESTS } from './check';
import { check, verdictsOf } from './support';

beforeEach(hurry);

describe('The check of a tenant', () => {
	it('finds a documented deployment documented', async () => {
		const { result, simulator } = await check();
		expect(result.ended).toBeUndefined();
		expect(result.contradicts).toEqual([]);
		expect(result.madeUpFor).toEqual([
			'The last day of a range is cut off at midnight: the node asks for one day more.',
		]);
		expect(verdictsOf(result, 'Token')).toMatchObject({ Lifetime: '3600 s', Role: 'Reseller' });
		expect(verdictsOf(result, 'List')).toMatchObject({ Companies: '300' });
		expect({ ...documentedBehaviour(), pageCap: 10_000 }).toMatchObject(result.behaviour);
		expect(result.requests).toBeLessThanOrEqual(USUAL_REQUESTS);
		const changing = simulator.requests.filter(
			({ method, path }) => method !== 'GET' && !/search|token/.test(path),
		);
		expect(changing).toEqual([]);
	});

	it('tells orders and sizes apart', async () => {
		const behaviour = {
			pageSizeLimit: 1000,
			orderByIgnored: ['CompanyName'],
			orderByRefused: ['TargetUserCount'],
			orderByFailing: ['ResellerName'],
			limitsSortedAs: 'text' as const,
		};
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject(behaviour);
		expect(verdictsOf(result, 'Page sizes')['10000 companies']).toBe('refused (400)');
		expect(verdictsOf(result, 'Orders')).toMatchObject({
			CompanyName: 'ignored',
			TargetUserCount: 'refused (400)',
			ResellerName: 'fails (500)',
			NumberOfUsers: 'sorted as text',
			CreateTime: 'kept',
		});
	});

	it('tells how rows and dates are written', async () => {
		const behaviour = {
			dateFormat: 'MM/DD/YYYY hh:mm A' as const,
			resourceIdName: 'resourceId' as const,
			modules: 'texts' as const,
			extraFields: true,
			trainingColumns: 'some' as const,
			vendorNames: 'list' as const,
		};
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject(behaviour);
		expect(verdictsOf(result, 'Fields of rows')).toMatchObject({
			companyResourceId: 'absent',
			resourceId: 'string',
			'riskScore (new)': expect.stringMatching(/number/),
			Products: 'listed as texts',
		});
		expect(verdictsOf(result, 'Dates')).toMatchObject({
			createTime: 'MM/DD/YYYY hh:mm A, with the time of day',
			'The last day of a range': 'cut off at midnight',
		});
		expect(result.contradicts).toContain(
			'Rows have more fields: accountManager, isPilot, riskScore.',
		);
	});

	it.each([1, 60, 300, 3000])(
		'needs few requests at a tenant with %d companies',
		async (companies) => {
			const { result } = await check({ companies, validateResponses: false });
			expect(result.requests).toBeLessThanOrEqual(USUAL_REQUESTS);
		},
	);

	it('finds that companies which tie change places', async () => {
		const { result } = await check({ behaviour: { tieOrder: 'shuffled' } });
		expect(result.behaviour).toMatchObject({ tieOrder: 'shuffled', orderByIgnored: [] });
		expect(result.madeUpFor).toContain(
			'Companies change places from page to page: the node reads again what a page left out.',
		);
	});

	it('finds how many conditions a request can have', async () => {
		const { result } = await check({ behaviour: { maxConditions: 4 } });
		const verdict = verdictsOf(result, 'Filters')['Conditions in one request'];
		const [, tooMany] = /^4 accepted, ([5-9]) not$/.exec(verdict ?? '') ?? [];
		expect(result.behaviour).toMatchObject({
			maxConditions: Number(tooMany) - 1,
			failingFields: [],
		});
		expect(result.contradicts).toEqual([
			expect.stringMatching(/^A filter of \d conditions is not accepted/),
		]);
	});

	it.each([true, false])('finds whether refusals name the field: %s', async (refusalNamesField) => {
		const behaviour = { refusedFields: ['Tags' as const], refusalNamesField };
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject(behaviour);
		const verdict = verdictsOf(result, 'Filters')['Refusals that name the field'];
		expect(verdict).toBe(refusalNamesField ? '3 of 3' : '0 of 3');
	});

	it('finds industries below others, and the offset of dates', async () => {
		const behaviour = {
			nestedIndustries: true,
			timeZone: 'Asia/Tokyo',
			dateFormat: 'isoOffset' as const,
		};
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject({ ...behaviour, timeZone: 'Etc/GMT-9' });
		expect(verdictsOf(result, 'Dates')['Offsets from UTC']).toBe('+09:00');
	});

	it.each(['alike', 'latin', 'turkish'] as const)('finds letters that are %s', async (lettersI) => {
		const { result } = await check({ behaviour: { lettersI } });
		expect(result.behaviour.lettersI).toBe(lettersI);
	});

	it('finds a cap', async () => {
		const { result } = await check({ behaviour: { pageCap: 150 } });
		expect(result.behaviour.pageCap).toBe(150);
	});

	it.each([30, -30])(
		'finds a list that says %d companies more than there are',
		async (totalOffset) => {
			const { result } = await check({ behaviour: { totalOffset } });
			expect(result.behaviour).toMatchObject({ totalOffset, pageCap: 10_000 });
		},
	);

	it('looks at the second page, and at a page without companies', async () => {
		const behaviour = { duplicateRows: true, emptyResultsAsNull: true };
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject(behaviour);
		expect(result.contradicts).toHaveLength(1);
	});

	it('finds limits that are sorted as texts where only both ends of the list show it', async () => {
		const rows = generateRows({ companies: 150, seed: 1 }).map((row, at) => ({
			...row,
			isNumberOfUsersLimited: true,
			numberOfUsers: at < 110 ? '1000' : '20',
		}));
		const { result } = await check({ rows, behaviour: { limitsSortedAs: 'text' } });
		expect(verdictsOf(result, 'Orders').NumberOfUsers).toBe('sorted as text');
		expect(result.madeUpFor).toContain(
			'License limits are sorted as texts: the node sorts them itself.',
		);
	});

	it('finds what comes in place of a list where names are not filtered', async () => {
		const behaviour = { filters: 'ignore', emptyResultsAsNull: true } as const;
		const { result } = await check({ behaviour });
		expect(result.behaviour.emptyResultsAsNull).toBe(true);
		expect(result.contradicts).toContain('Filter Tags (Contains, =, !=): ignored.');
	});

	it('compares files with the list', async () => {
		const behaviour = {
			exportTypesRefused: { Excel: 500, PDF: 400 } as const,
			exportBom: true,
			exportContentLength: true,
			exportDisposition: null,
		};
		const { result } = await check({ behaviour });
		expect(result.behaviour).toMatchObject(behaviour);
		expect(verdictsOf(result, 'Export')).toMatchObject({
			csv: expect.stringMatching(/^text\/csv, no file name/),
			'csv: companies': 'same companies in the same order',
			excel: 'fails (500)',
			pdf: 'refused (400)',
		});
		expect(result.contradicts).toEqual([
			'There is no export as excel.',
			'There is no export as pdf.',
		]);
	});

	it('goes on where a file is none', async () => {
		const { result } = await check({
			onLook: ({ faults }, title) => {
				if (title === 'Export')
					faults.add({ kind: 'html', status: 200, route: 'export', times: 100 });
			},
		});
		expect(result.ended).toBeUndefined();
		expect(verdictsOf(result, 'Export')).toMatchObject({ csv: 'no usable answer (200)' });
	});

	it('sends no more than two requests at once, and never more than it says', async () => {
		const { simulator, result } = await check({ behaviour: { filters: 'fail', latencyMs: 1 } });
		expect(simulator.statistics.maxInFlight).toBe(2);
		expect(simulator.requests.length).toBeLessThanOrEqual(MAX_REQUESTS);
		expect(result.ended).toBeUndefined();
	});
});

describe('Where the check cannot come to its end, it says why and keeps what was found', () => {
	it('a client that is no Reseller', async () => {
		const { result } = await check({ client: 'companyAdmin' });
		expect(result.ended).toMatch(/Reseller|role/i);
		expect(verdictsOf(result, 'Token')).toMatchObject({ Role: 'Company Admin' });
	});

	it('a wrong secret', async () => {
		const { simulator } = await check({ companies: 1 });
		const login = { baseUrl: simulator.url, clientId: 'nobody', clientSecret: 'hush-hush-hush' };
		const result = await checkTenant(login, { signal: new AbortController().signal });
		expect(result.ended).toBe('Keepnet does not accept the Client ID or the Client Secret');
		expect(JSON.stringify(result)).not.toContain('hush');
	});

	it('an empty tenant', async () => {
		const { result } = await check({ rows: [] });
		expect(result.ended).toMatch(/no companies/);
		expect(verdictsOf(result, 'List')).toMatchObject({ Companies: '0' });
	});

	it('a tenant with one company', async () => {
		const { result } = await check({ companies: 1 });
		expect(result.ended).toBeUndefined();
		expect(verdictsOf(result, 'Orders')).toMatchObject({
			CompanyName: 'not shown by these companies',
		});
	});

	it('a server that limits requests', async () => {
		const rateLimit = { requests: 4, perMs: 1000 };
		const { result, simulator } = await check({ behaviour: { rateLimit } });
		expect(result.ended).toBeUndefined();
		expect(Number(verdictsOf(result, 'Limits')['Answered with 429'])).toBeGreaterThan(0);
		expect(simulator.statistics.impatientRepeats).toBe(0);
	});

	it('a server that goes away in the middle', async () => {
		const closing: Array<Promise<void>> = [];
		const { result } = await check({
			onLook: (simulator, title) => {
				if (title === 'Orders') closing.push(simulator.close());
			},
		});
		await Promise.all(closing);
		expect(result.ended).toBe('Keepnet could not be reached');
		expect(verdictsOf(result, 'Page sizes')).toMatchObject({ '100 companies': 'granted' });
	});

	it('Ctrl-C', async () => {
		const stop = new AbortController();
		const { result } = await check({
			signal: stop.signal,
			behaviour: { latencyMs: 50 },
			onLook: (_simulator, title) => {
				if (title === 'Orders') setTimeout(() => stop.abort(), 20);
			},
		});
		expect(result.ended).toMatch(/stopped|cancel/i);
		expect(verdictsOf(result, 'List')).toMatchObject({ Companies: '300' });
	});

	it.each(['not a url', ''])('the base URL "%s"', async (baseUrl) => {
		const login = { baseUrl, clientId: 'a', clientSecret: 'b' };
		const result = await checkTenant(login, { signal: new AbortController().signal });
		expect(result.ended).toMatch(/Base URL/);
		expect(result.requests).toBe(0);
	});
});

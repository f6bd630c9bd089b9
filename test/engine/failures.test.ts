import type { INodeParameters } from 'n8n-workflow';
import type { RunResult } from './harness';
import type { Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { credentialOf, hintTexts, hurry, ids, run, runWell, simulate, sortedName } from './support';
import { jsonOf, quietRow, scene } from './triggerSupport';

hurry();

let simulator: Simulator;

beforeAll(async () => {
	simulator = await simulate({ companies: 60 });
});

beforeEach(() => {
	Object.assign(simulator.behaviour, usualBehaviour());
	simulator.faults.clear();
	simulator.requests.splice(0);
	simulator.statistics.reset();
});

const filters = { companyName: 'e', usersMin: 20 };
const wholeList: INodeParameters = { operation: 'search', returnAll: true };

const search = async (parameters: INodeParameters) =>
	await runWell(credentialOf(simulator), { ...wholeList, ...parameters });

const exported = async (parameters: INodeParameters) =>
	await run(credentialOf(simulator), { operation: 'export', ...parameters });

/** What plain filtering of the whole list gives. */
const matching = () =>
	simulator.companies
		.all()
		.filter(({ name, row }) => name.includes('e') && row.targetUserCount >= 20)
		.map(({ id }) => id)
		.sort();

const filteredHere = (labels: string) =>
	`Keepnet did not filter by ${labels}, so the node read 60 companies and filtered them itself.`;

const BOTH = filteredHere("'Company Name' and 'Users Min'");

const NOT_SORTED = 'Keepnet did not sort the companies as asked, so this node did.';

const searches = () => simulator.statistics.requests.search ?? 0;

const failing = (times: number, more = {}) =>
	simulator.faults.add({ kind: 'status', status: 500, route: 'search', times, ...more });

describe('What Keepnet fails at while the plain list works', () => {
	it.each([500, 502, 503, 200])('all filters, with status %d', async (failureStatus) => {
		Object.assign(simulator.behaviour, { filters: 'fail', failureStatus });
		const result = await search({ filters });
		expect(ids(result.items[0]).sort()).toEqual(matching());
		expect(hintTexts(result)).toEqual([BOTH]);
		// The request, the plain list, the order, each condition, and the list: what fails is repeated once.
		expect(searches()).toBe(2 + 1 + 1 + 2 * 2 + 1);
	});

	it('one field of two: the other is still sent', async () => {
		simulator.behaviour.failingFields = ['TargetUserCount'];
		const result = await search({ filters });
		expect(ids(result.items[0]).sort()).toEqual(matching());
		expect(hintTexts(result)[0]).toContain("did not filter by 'Users Min'");
		expect(hintTexts(result)).toHaveLength(1);
		expect(JSON.stringify(simulator.requests.at(-1)?.body)).toContain('CompanyName');
	});

	it('two fields together', async () => {
		simulator.behaviour.maxConditions = 1;
		const result = await search({ filters });
		expect(ids(result.items[0]).sort()).toEqual(matching());
		expect(hintTexts(result)).toEqual([BOTH]);
	});

	it('the flag of companies over their limit', async () => {
		simulator.behaviour.overLimitFlag = 'fail';
		const over = simulator.companies.all().filter(({ isOverLimit }) => isOverLimit);
		const result = await search({ segment: 'overLimit' });
		expect(ids(result.items[0]).sort()).toEqual(over.map(({ id }) => id).sort());
		expect(hintTexts(result)).toEqual([filteredHere("'Segment'")]);
	});

	it('dates, in Summarize', async () => {
		simulator.behaviour.filters = 'failDates';
		const asked = { operation: 'summarize', filters: { createdBefore: '2100-01-01' } };
		const result = await runWell(credentialOf(simulator), asked);
		expect(result.json[0]).toMatchObject({ companies: 60 });
		expect(hintTexts(result)).toEqual([filteredHere("'Created Until'")]);
	});

	it('an order: the companies are sorted here', async () => {
		const sort = { orderBy: 'CompanyName', direction: 'desc' };
		const all = ids((await search({ sort })).items[0]);
		simulator.behaviour.orderByFailing = ['CompanyName'];
		const result = await search({ sort, filters: { usersMin: 0 } });
		const names = result.json.map(({ companyName }) => sortedName(companyName));
		expect(names).toEqual([...names].sort().reverse());
		expect(new Set(ids(result.items[0]))).toEqual(new Set(all));
		expect(hintTexts(result)).toEqual([NOT_SORTED]);
	});

	it('an order that has another name', async () => {
		simulator.behaviour.orderByFailing = ['LicenseEndDate'];
		await search({ sort: { orderBy: 'LicenseEndDate' } });
		expect(simulator.requests.at(-1)?.body).toMatchObject({ orderBy: 'RenewalDate' });
	});

	it.each([[], ['CompanyName']])('the order of the plain list itself (and %s)', async (...more) => {
		simulator.behaviour.orderByFailing = ['CreateTime', ...more];
		const result = await search({ options: { pageSize: 10 } });
		expect(new Set(ids(result.items[0])).size).toBe(60);
		const created = (await search({ output: 'full' })).json.map(({ createdAt }) =>
			String(createdAt),
		);
		expect(created).toEqual([...created].sort().reverse());
		expect(hintTexts(result)).toEqual([NOT_SORTED]);
	});

	it('the look at the newest company costs one retry', async () => {
		simulator.behaviour.orderByFailing = ['CreateTime'];
		await search({ sort: { orderBy: 'CompanyName' }, options: { pageSize: 20 } });
		expect(searches()).toBe(4 + 2);
	});

	it('an order in which a list with ties is read again', async () => {
		Object.assign(simulator.behaviour, { tieOrder: 'shuffled', orderByFailing: ['CompanyName'] });
		const result = await search({ sort: { orderBy: 'LicenseTypeName' }, options: { pageSize: 7 } });
		expect(new Set(ids(result.items[0])).size).toBe(60);
		expect(hintTexts(result)).toEqual([]);
	});

	it('an order, in the trigger', async () => {
		const own = await scene([quietRow('c-1'), quietRow('c-2')], { events: ['companyCreated'] });
		own.simulator.behaviour.orderByFailing = ['CreateTime'];
		await own.poller.activate();
		own.simulator.companies.insert(quietRow('c-3'));
		expect(jsonOf(await own.poller.poll())).toMatchObject([{ companyId: 'c-3' }]);
	});
});

describe('A failure that passes', () => {
	it.each([1, 2])('after %d requests costs no filter', async (times) => {
		const fault = failing(times);
		const result = await search({ filters });
		expect(fault.hits).toBe(times);
		expect(ids(result.items[0]).sort()).toEqual(matching());
		expect(hintTexts(result)).toEqual([]);
		const { body } = simulator.requests.at(-1) ?? {};
		expect(JSON.stringify(body)).toMatch(/CompanyName.*TargetUserCount/);
	});

	it('costs no filter where there is one only', async () => {
		failing(2);
		const result = await search({ filters: { usersMin: 20 } });
		expect(hintTexts(result)).toEqual([]);
		expect(JSON.stringify(simulator.requests.at(-1)?.body)).toContain('TargetUserCount');
	});

	it('costs no order', async () => {
		failing(3);
		await search({ sort: { orderBy: 'CompanyName' } });
		expect(simulator.requests.at(-1)?.body).toMatchObject({ orderBy: 'CompanyName' });
	});

	it('after the plain list failed as well is waited for', async () => {
		// The request is sent twice, then the plain list in four orders.
		const fault = failing(2 + 4);
		const result = await search({ filters });
		expect(fault.hits).toBe(6);
		expect(ids(result.items[0]).sort()).toEqual(matching());
		expect(hintTexts(result)).toEqual([]);
	});

	it('ends a search that must not be relaxed', async () => {
		failing(2, { pageNumber: 1 });
		const result = await search({ filters, options: { filterMode: 'api' } });
		expect(ids(result.items[0]).sort()).toEqual(matching());
	});
});

describe('What cannot be done here', () => {
	const unanswered = 'Keepnet does not answer with these filters or this order';

	it('filters that only Keepnet may apply', async () => {
		simulator.behaviour.filters = 'fail';
		const asked = { ...wholeList, filters, options: { filterMode: 'api' } };
		const { error } = await run(credentialOf(simulator), asked);
		expect(error?.message).toBe(unanswered);
		expect(error?.description).toContain('Without them, Keepnet answers.');
	});

	it('a condition on a field that only Keepnet knows: its own words', async () => {
		simulator.behaviour.filters = 'fail';
		const condition = [{ fieldName: '={{ "RiskScore" }}', operator: 'greaterThan', value: '5' }];
		const asked = { ...wholeList, conditions: { condition } };
		const { error } = await run(credentialOf(simulator), asked);
		expect(error?.message).toBe(unanswered);
		expect(error?.description).toContain('Keepnet says: "Object reference not set');
	});

	it.each<INodeParameters>([
		wholeList,
		{ ...wholeList, filters },
		{ ...wholeList, filters, sort: { orderBy: 'CompanyName' } },
		{ ...wholeList, filters, options: { filterMode: 'api' } },
		{ operation: 'summarize', filters },
		{ operation: 'export', filters },
	])('a server that is down is asked no more often than usual: %j', async (parameters) => {
		failing(Infinity);
		const { error } = await run(credentialOf(simulator), parameters);
		expect(error?.message).toBe('Keepnet is not working properly at the moment');
		expect(error?.description).toContain('The node tried 7 times');
		expect(searches()).toBe(7);
	});
});

describe('A file that Keepnet fails at', () => {
	it('because of a filter', async () => {
		simulator.behaviour.failingFields = ['TargetUserCount'];
		const { error } = await exported({ filters });
		expect(error?.message).toBe("Keepnet cannot export with these filters: 'Users Min'");
		expect(simulator.statistics.requests.export ?? 0).toBe(0);
	});

	it('because of a filter, unchecked', async () => {
		simulator.behaviour.failingFields = ['TargetUserCount'];
		const { error } = await exported({ filters, options: { filterMode: 'api' } });
		expect(error?.message).toBe('Keepnet does not answer with these filters or this order');
	});

	it('because of its order', async () => {
		simulator.behaviour.orderByFailing = ['CompanyName'];
		for (const asked of [{}, { filters }, { filters, options: { filterMode: 'api' } }]) {
			const { error } = await exported({ sort: { orderBy: 'CompanyName' }, ...asked });
			expect(error?.message).toBe("Keepnet cannot sort a file by 'Company Name'");
		}
	});

	it.each(['orderByFailing', 'orderByRefused'] as const)(
		'because of an order that nobody has chosen: the file has another (%s)',
		async (how) => {
			simulator.behaviour[how] = ['CreateTime'];
			for (const asked of [{}, { filters }, { filters, options: { filterMode: 'api' } }]) {
				const { error, ...result } = await exported(asked);
				expect(error).toBeUndefined();
				expect(hintTexts(result as RunResult)).toEqual([
					"Keepnet cannot sort a file by 'Created', so it is sorted by 'Company Name'.",
				]);
				expect(simulator.requests.at(-1)).toMatchObject({
					route: 'export',
					body: { orderBy: 'CompanyName' },
				});
			}
		},
	);

	it('with a filter, where pages are small', async () => {
		simulator.behaviour.pageSizeLimit = 100;
		const { error } = await exported({ filters: { ...filters, resellerName: 'a' } });
		expect(error).toBeUndefined();
	});

	it('by one name of its order', async () => {
		simulator.behaviour.orderByFailing = ['LicenseEndDate'];
		const { error } = await exported({ sort: { orderBy: 'LicenseEndDate' } });
		expect(error).toBeUndefined();
		expect(simulator.requests.at(-1)?.body).toMatchObject({ orderBy: 'RenewalDate' });
	});

	it.each([{}, { filters }])('although the list can be read: %j', async (asked) => {
		failing(Infinity, { route: 'export' });
		const { error } = await exported(asked);
		expect(error?.message).toBe('Keepnet is not working properly at the moment');
		expect(error?.description).toContain('The node tried 7 times');
	});

	it('because the server is down', async () => {
		failing(Infinity);
		failing(Infinity, { route: 'export' });
		const { error } = await exported({});
		expect(error?.description).toContain('The node tried 7 times');
		expect(searches() + (simulator.statistics.requests.export ?? 0)).toBe(7);
	});

	it('for a while', async () => {
		failing(4, { route: 'export' });
		expect((await exported({ filters })).error).toBeUndefined();
	});
});

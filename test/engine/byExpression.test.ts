import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { SEGMENT_NAMES } from '../../nodes/Companies/filter/segments';
import type { Simulator } from '../simulator';
import { credentialOf, ids, run, runWell, simulate, type Credential } from './support';
import { dayFromNow, jsonOf, quietRow, scene, told } from './triggerSupport';

describe('Texts by expression', () => {
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
});

describe('Switches by expression', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 60 });
		credential = credentialOf(simulator);
	});

	const operation = (name: string, more: INodeParameters): INodeParameters => ({
		resource: 'company',
		operation: name,
		...more,
	});

	const lastBody = () => simulator.requests.at(-1)?.body;

	test.each([
		['={{ "true" }}', 60],
		['={{ " TRUE " }}', 60],
		['={{ true }}', 60],
		['={{ "false" }}', 5],
		['={{ "False" }}', 5],
		['={{ null }}', 5],
	])('Return All of Search: %s', async (returnAll, expected) => {
		const { json } = await runWell(credential, operation('search', { returnAll, limit: 5 }));
		expect(json).toHaveLength(expected);
	});

	test.each([
		['={{ "true" }}', true],
		['={{ "false" }}', false],
	])('Return All and Group by Reseller of Export: %s', async (value, expected) => {
		await runWell(credential, operation('export', { returnAll: value, groupByReseller: value }));
		const { reportAllPages, isClustered = false } = lastBody() as Record<string, unknown>;
		expect([reportAllPages, isClustered]).toEqual([expected, expected]);
	});

	test.each([
		['search', 'Return All', { returnAll: '={{ 1 }}' }, '1'],
		['search', 'Return All', { returnAll: '={{ "yes" }}' }, '"yes"'],
		['export', 'Return All', { returnAll: '={{ 0 }}' }, '0'],
		['export', 'Group by Reseller', { groupByReseller: '={{ [true] }}' }, '[true]'],
	])('%s: %s that is neither, %j', async (name, label, parameters, value) => {
		const { error } = await run(credential, operation(name, parameters));
		expect(error).toMatchObject({
			message: `'${label}' must be true or false`,
			description: `The value is ${value}. Make the expression return true or false.`,
		});
	});

	describe('the trigger', () => {
		const rows = [quietRow('over', { targetUserCount: 101 })];

		test('reports what already exists', async () => {
			const { poller } = await scene(rows, { emitExisting: '={{ "true" }}' });
			expect(told(await poller.activate())).toContain('limitExceeded over');
		});

		test.each([
			['={{ "false" }}', null],
			['={{ "true" }}', []],
		])('stores what is no event: %s', async (trackAcrossRestarts, expected) => {
			const { poller, simulator: own } = await scene(rows, { options: { trackAcrossRestarts } });
			await poller.activate();
			own.companies.update('over', { targetUserCount: 50 });
			const polled = await poller.poll();
			expect(polled && jsonOf(polled)).toEqual(expected);
		});

		test('does not guess', async () => {
			const { poller } = await scene(rows, { emitExisting: '={{ "on" }}' });
			await expect(poller.activate()).rejects.toThrow("'Emit Existing' must be true or false");
		});
	});
});

describe('Segments by expression', () => {
	/** Each lies between two defaults that could be mixed up: 50 and 90 percent, 30 and 90 days. */
	const ROWS = [
		quietRow('users-70', { targetUserCount: 70 }),
		quietRow('users-95', { targetUserCount: 95 }),
		quietRow('users-20', { targetUserCount: 20 }),
		quietRow('ends-in-60', { targetUserCount: 60, licenseEndDate: `${dayFromNow(60)}T00:00:00Z` }),
		quietRow('60-days-old', { targetUserCount: 60, createTime: `${dayFromNow(-60)}T00:00:00Z` }),
		quietRow('10-days-old', { targetUserCount: 60, createTime: `${dayFromNow(-10)}T00:00:00Z` }),
	];

	const EXPECTED: Array<[string, string[]]> = [
		['nearLimit', ['users-95']],
		['underused', ['users-20']],
		['renewalDue', ['ends-in-60']],
		['recentlyCreated', ['10-days-old']],
	];

	let credential: Credential;

	beforeAll(async () => {
		credential = credentialOf(await simulate({ rows: ROWS }));
	});

	const ask = (more: INodeParameters): INodeParameters => ({
		resource: 'company',
		operation: 'search',
		returnAll: true,
		...more,
	});

	test.each(EXPECTED)('%s means the same chosen and by expression', async (segment, expected) => {
		const chosen = await runWell(credential, ask({ segment }));
		expect(ids(chosen.items[0])).toEqual(expected);
		const written = await runWell(credential, ask({ segment: `={{ "${segment}" }}` }));
		expect(ids(written.items[0])).toEqual(expected);
	});

	test('every item has the defaults of its own segment', async () => {
		const items = EXPECTED.map(([segment]) => ({ segment }));
		const result = await runWell(credential, ask({ segment: '={{ $json.segment }}' }), { items });
		expect(ids(result.items[0])).toEqual(EXPECTED.flatMap(([, expected]) => expected));
	});

	test('a value that was entered holds for a segment by expression too', async () => {
		const parameters = { segment: '={{ "nearLimit" }}', usageThreshold: 70 };
		const { items } = await runWell(credential, ask(parameters));
		expect(ids(items[0])).toEqual(['users-95', 'users-70']);
	});

	test('Summarize counts with the defaults of the segment', async () => {
		const summarize = { resource: 'company', operation: 'summarize' };
		const { json } = await runWell(credential, { ...summarize, segment: '={{ "underused" }}' });
		const chosen = await runWell(credential, { ...summarize, segment: 'underused' });
		expect(json).toEqual(chosen.json);
		expect(json).toMatchObject([{ companies: 1 }]);
	});

	describe('the editor', () => {
		const { properties } = new Companies().description;
		const shownFor = (segment: unknown, operation = 'search') =>
			properties
				.filter(({ name }) => ['usageThreshold', 'withinDays'].includes(name))
				.filter((property: INodeProperties) =>
					NodeHelpers.displayParameter(
						{ resource: 'company', operation, segment } as INodeParameters,
						property,
						{ typeVersion: 1 },
						null,
					),
				)
				.map(({ name, default: value }) => [name, value]);

		test.each([
			['all', []],
			['overLimit', []],
			['nearLimit', [['usageThreshold', 90]]],
			['underused', [['usageThreshold', 50]]],
			['renewalDue', [['withinDays', 90]]],
			['recentlyCreated', [['withinDays', 30]]],
		])('shows what %s has, with its default', (segment, expected) => {
			expect(shownFor(segment)).toEqual(expected);
		});

		/** How the editor has the value of an expression: as it is, or with its result, or with nothing yet. */
		const STATES: unknown[] = [
			'={{ $json.segment }}',
			'=',
			'',
			' ',
			undefined,
			null,
			'nonsense',
			0,
			{},
		];

		describe.each([
			['search', ['usageThreshold', 'withinDays']],
			['summarize', ['usageThreshold', 'withinDays']],
			['export', ['withinDays']],
		])('%s', (operation, names) => {
			test.each(STATES)('shows each of them once and empty for a segment that is %j', (segment) => {
				expect(shownFor(segment, operation)).toEqual(names.map((name) => [name, '']));
			});

			test('shows none twice, whichever segment an expression gives or another operation left', () => {
				for (const segment of SEGMENT_NAMES) {
					const shown = shownFor(segment, operation).map(([name]) => name);
					expect(shown.length).toBeLessThanOrEqual(1);
				}
			});
		});
	});
});

import './harness/environment';
import { Workflow, type INode, type INodeParameters } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import type { CompanyRow, Simulator } from '../simulator';
import { credentialOf, hintTexts, ids, runWell, simulate } from './support';
import { dayFromNow, quietRow } from './triggerSupport';

describe('A search with a small limit', () => {
	const rows = (change: (number: number) => Partial<CompanyRow>) =>
		Array.from({ length: 300 }, (_, number) => quietRow(`c-${number}`, change(number)));

	async function search(simulator: Simulator, more: INodeParameters) {
		const { items } = await runWell(credentialOf(simulator), {
			resource: 'company',
			operation: 'search',
			sort: { orderBy: 'LicenseEndDate', direction: 'asc' },
			...more,
		});
		return { found: ids(items[0]), searches: simulator.statistics.requests.search };
	}

	test('companies without the value to sort by come first at Keepnet: no page for each of them', async () => {
		const simulator = await simulate({
			rows: rows((number) => ({
				licenseEndDate: number < 250 ? null : `${dayFromNow(number)}T00:00:00Z`,
			})),
		});
		// The small page, a look at the list, and the three pages.
		expect(await search(simulator, { limit: 1 })).toEqual({ found: ['c-250'], searches: 5 });
	});

	test('dates that can be read both ways are read in pages of the usual size', async () => {
		const simulator = await simulate({
			rows: rows(() => ({
				licenseEndDate: '2030-03-04T00:00:00Z',
				createTime: '2025-01-02T00:00:00Z',
			})),
			behaviour: { dateFormat: 'DD/MM/YYYY HH:mm' },
		});
		const { found, searches = 0 } = await search(simulator, { limit: 2 });
		expect(new Set(found).size).toBe(2);
		expect(searches).toBeLessThanOrEqual(10);
	});

	test('an order that Keepnet refuses', async () => {
		const simulator = await simulate({
			rows: rows((number) => ({ licenseEndDate: `${dayFromNow(400 - number)}T00:00:00Z` })),
			behaviour: { orderByRefused: ['LicenseEndDate', 'RenewalDate'] },
		});
		const { found, searches = 0 } = await search(simulator, { limit: 2 });
		expect(found).toEqual(['c-299', 'c-298']);
		expect(searches).toBeLessThanOrEqual(13);
	});

	test('one small page if it is enough, and a look at the other end of the list', async () => {
		const simulator = await simulate({
			rows: rows((number) => ({ licenseEndDate: `${dayFromNow(number)}T00:00:00Z` })),
		});
		expect(await search(simulator, { limit: 2 })).toEqual({ found: ['c-0', 'c-1'], searches: 2 });
		const [page, end] = simulator.requests.filter(({ route }) => route === 'search');
		expect(page.body).toMatchObject({ pageSize: 2, ascending: true });
		expect(end.body).toMatchObject({ pageSize: 10, ascending: false });
	});
});

/** An API may take an order and not keep to it (contract section 3: the sources disagree about its names). */
describe('An order that the API ignores', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await simulate({ companies: 250 });
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, { orderByIgnored: [], limitsSortedAs: 'number' });
		simulator.statistics.reset();
	});

	const search = async (orderBy: string, more = {}) =>
		await runWell(credentialOf(simulator), { sort: { orderBy }, returnAll: true, ...more });

	it.each([
		['TargetUserCount', 'targetUsers'],
		['LicenseEndDate', 'renewalDate'],
	])('is made here: %s', async (orderBy, field) => {
		const values = async () => (await search(orderBy)).json.map((json) => json[field]);
		const sorted = await values();
		simulator.behaviour.orderByIgnored = [orderBy];
		const result = await search(orderBy);
		expect(result.json.map((json) => json[field])).toEqual(sorted);
		expect(hintTexts(result)).toEqual([
			'Keepnet did not sort the companies as asked, so this node did.',
		]);
	});

	it.each([
		['companyname', 'CompanyName'],
		['USAGEPERCENT', 'usagePercent'],
	])(
		'is made here also for a name that an expression spells otherwise: %s',
		async (name, usual) => {
			const limited = { returnAll: false, limit: 20 };
			const sorted = (await search(usual, limited)).json;
			simulator.behaviour.orderByIgnored = [name];
			expect((await search(`={{ '${name}' }}`, limited)).json).toEqual(sorted);
		},
	);

	it('says that it cannot check the order by a field that is not in the list', async () => {
		simulator.behaviour.orderByIgnored = ['AccountManager'];
		const { hints, json } = await search("={{ 'AccountManager' }}");
		expect(json.length).toBeGreaterThan(0);
		expect(hints.map(({ message }) => message)).toEqual([
			"Only Keepnet can sort by 'AccountManager'; the node cannot check it.",
		]);
	});

	it('is made by the node even if only some companies are wanted', async () => {
		const first = (await search('TargetUserCount', { returnAll: false, limit: 5 })).json;
		simulator.behaviour.orderByIgnored = ['TargetUserCount'];
		const result = await search('TargetUserCount', { returnAll: false, limit: 5 });
		expect(result.json.map(({ targetUsers }) => targetUsers)).toEqual(
			first.map(({ targetUsers }) => targetUsers),
		);
	});

	const FIELDS = {
		CompanyName: 'companyName',
		ResellerName: 'resellerName',
		IndustryName: 'industry',
		LicenseTypeName: 'licenseType',
		NumberOfUsers: 'licenseLimit',
		TargetUserCount: 'targetUsers',
		LicenseEndDate: 'renewalDate',
		Tags: 'tags',
		CreateTime: 'createdAt',
	};

	const ORDERS = Object.entries(FIELDS).flatMap(([orderBy, field]) =>
		['asc', 'desc'].flatMap((direction) =>
			[1, 3].map((limit): [string, string, string, number] => [orderBy, field, direction, limit]),
		),
	);

	it.each(ORDERS)(
		'with a limit gives the first companies all the same: %s (%s) %s, %d',
		async (orderBy, field, direction, limit) => {
			const sort = { orderBy, direction };
			const values = async (more: INodeParameters) =>
				(await search(orderBy, { sort, output: 'full', ...more })).json.map((json) => json[field]);
			const sorted = (await values({})).slice(0, limit);
			simulator.behaviour.orderByIgnored = [orderBy];
			expect(await values({ returnAll: false, limit })).toEqual(sorted);
			Object.assign(simulator.behaviour, { orderByIgnored: [], limitsSortedAs: 'text' });
			expect(await values({ returnAll: false, limit })).toEqual(sorted);
		},
	);

	it('is not suspected if the API sorts', async () => {
		for (const orderBy of ['CreateTime', 'CompanyName', 'TargetUserCount', 'LicenseEndDate']) {
			for (const direction of ['asc', 'desc']) {
				const result = await search(orderBy, { sort: { orderBy, direction } });
				expect(hintTexts(result)).toEqual([]);
			}
		}
		// Newest first shows whether the list moved; other orders need two probes and the first page again.
		expect(simulator.statistics.requests.search).toBe(8 * 2);
	});
});

describe('Hints before a search', () => {
	const nodeType = new Companies();
	const { hints = [], builderHint, usableAsTool } = nodeType.description;

	/** The hints that the editor shows before a run. */
	function shownFor(parameters: INodeParameters): string[] {
		const node: INode = {
			id: 'node',
			name: 'Keepnet Companies',
			type: 'companies',
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'company', operation: 'search', ...parameters },
		};
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
		return hints
			.filter(({ displayCondition }) =>
				workflow.expression.getSimpleParameterValue(
					workflow.nodes[node.name],
					displayCondition,
					'internal',
					{},
				),
			)
			.map(({ message }) => message.split(/[,:.]/)[0]);
	}

	test.each<[string, INodeParameters, string[]]>([
		['a plain search', {}, []],
		['all companies, simplified', { returnAll: true }, []],
		[
			'all companies, raw',
			{ returnAll: true, output: 'raw' },
			['Raw returns everything that Keepnet sends about every company'],
		],
		['some companies, raw', { output: 'raw' }, []],
		[
			'some companies in a computed order',
			{ sort: { orderBy: 'usagePercent' } },
			['Keepnet cannot sort by this field'],
		],
		[
			'all companies in a computed order',
			{ returnAll: true, sort: { orderBy: 'usagePercent' } },
			[],
		],
		['some companies in an order of the API', { sort: { orderBy: 'CompanyName' } }, []],
		['filtered by Keepnet', { options: { filterMode: 'api' } }, ['Filter Mode is By Keepnet']],
		[
			'a file, grouped and sorted',
			{ operation: 'export', groupByReseller: true, sort: { orderBy: 'CompanyName' } },
			['In a file that is grouped by reseller'],
		],
		['a file, grouped', { operation: 'export', groupByReseller: true }, []],
		['a sum', { operation: 'summarize' }, []],
		[
			'a sum, filtered by Keepnet',
			{ operation: 'summarize', options: { filterMode: 'api' } },
			['Filter Mode is By Keepnet'],
		],
		['one company', { operation: 'get' }, []],
	])('%s', (_case, parameters, expected) => {
		expect(shownFor(parameters)).toEqual(expected);
	});

	test('agents and the AI builder learn what the node does', () => {
		expect(usableAsTool).toMatchObject({
			replacements: { description: expect.stringContaining('companyId') },
		});
		expect(builderHint?.searchHint).toContain('segment');
	});
});

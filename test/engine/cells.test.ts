import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OUTPUT_FIELDS } from '../../nodes/Companies/output/fields';
import type { Simulator } from '../simulator';
import type { Behaviour } from '../simulator/behaviour';
import { createPoller } from './harness';
import { credentialOf, hurry, runWell, simulate, type Credential } from './support';
import { ALL_EVENTS, jsonOf } from './triggerSupport';

/** Deployments whose rows differ in what their values are. */
const DEPLOYMENTS: Array<Partial<Behaviour>> = [
	{},
	{ extraFields: true, modules: 'all', trainingColumns: 'some', vendorNames: 'list' },
	{ modules: 'texts', trainingColumns: 'none', dateFormat: 'DD/MM/YYYY hh:mm A' },
	{ modules: 'none', lookupForbidden: true },
];

/** Fields of the row that are lists or objects, and one that no row has. */
const OF_THE_ROW = ['modules', 'accountManager', 'nobodyHasThis'];

const OUTPUTS: INodeParameters[] = [
	{ output: 'simplified' },
	{ output: 'full' },
	{ output: 'selected', fields: [...Object.keys(OUTPUT_FIELDS), ...OF_THE_ROW] },
];

hurry();

describe.each(DEPLOYMENTS)('Values fit into cells: %j', (behaviour) => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 400, behaviour });
		credential = credentialOf(simulator);
		for (const { companyResourceId: id, targetUserCount } of simulator.companies.list()) {
			// A column without any value would prove nothing.
			if (targetUserCount % 7 === 0) simulator.companies.update(id, { tags: ['a, b', 'ç', '=c'] });
		}
	});

	function expectTable(items: IDataObject[]): void {
		expect(items.length).toBeGreaterThan(10);
		const columns = Object.keys(items[0] ?? {});
		for (const item of items) {
			expect(Object.keys(item)).toEqual(columns);
			const others = Object.entries(item).filter(
				([, value]) => value !== null && !['string', 'number', 'boolean'].includes(typeof value),
			);
			expect(others).toEqual([]);
		}
	}

	const search = async (parameters: INodeParameters) =>
		(await runWell(credential, { operation: 'search', returnAll: true, ...parameters })).json;

	test.each(OUTPUTS)('Search, $output', async (parameters) => {
		expectTable(await search(parameters));
	});

	test('Get', async () => {
		const open = simulator.companies.list().filter((row) => row.privacyDurationId !== 0);
		const items = open.slice(0, 60).map((row) => ({ id: row.companyResourceId }));
		const companyId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const { json } = await runWell(credential, { operation: 'get', companyId }, { items });
		expectTable(json);
	});

	test.each(OUTPUTS)('Trigger, $output', async (parameters) => {
		const poller = await createPoller({
			credential,
			node: { parameters: { events: ALL_EVENTS, emitExisting: true, ...parameters } },
		});
		const items = jsonOf(await poller.activate());
		const ofEvents = new Set(['previous', 'reminderDays']);
		expectTable(
			items.map((item) =>
				Object.fromEntries(Object.entries(item).filter(([name]) => !ofEvents.has(name))),
			),
		);
		expect(new Set(items.map(({ event }) => event)).size).toBeGreaterThan(3);
		expect(Object.keys(items[0] ?? {}).slice(0, 3)).toEqual(['companyName', 'event', 'detectedAt']);
	});

	test('the text has the names of the list, joined; none is an empty text, unknown is null', async () => {
		const names = ['signals', 'tags', 'ownedProducts', 'missingProducts', 'contentVendors'];
		const full = { output: 'full', sort: { orderBy: 'CreateTime' } };
		const lists = await search({ ...full, options: { listFormat: 'list' } });
		const texts = await search(full);
		for (const [index, list] of lists.entries()) {
			for (const name of names) {
				const value = list[name];
				expect(value === null || Array.isArray(value)).toBe(true);
				expect(texts[index]?.[name]).toBe((value as string[] | null)?.join(', ') ?? null);
			}
		}
		expect(texts.map(({ tags }) => tags)).toEqual(expect.arrayContaining(['', 'a, b, ç, =c']));
	});
});

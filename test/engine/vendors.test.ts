import type { INodeParameters } from 'n8n-workflow';
import { vendors, type Behaviour, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { lacksTraining, vendorsOf } from '../simulator/tenant/training';
import { loadOptions, createPoller } from './harness';
import {
	credentialOf,
	hintTexts,
	hurry,
	ids,
	run,
	runWell,
	simulate,
	type Credential,
} from './support';

const [KEEPNET, NINJIO, , SECURE, SMART] = vendors.map(({ name }) => name);
const LABEL = 'Content Vendor Names or IDs';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 300, seed: 5 });
	credential = credentialOf(simulator);
});

beforeEach(() => {
	Object.assign(simulator.behaviour, usualBehaviour());
	simulator.faults.clear();
	simulator.statistics.reset();
	simulator.requests.splice(0);
});

const search = (contentVendors: unknown, more: INodeParameters = {}): INodeParameters => ({
	resource: 'company',
	operation: 'search',
	returnAll: true,
	filters: { contentVendors: contentVendors as INodeParameters[string] },
	...more,
});

/** The IDs of the companies that use one of these vendors, from the whole list. */
const usersOf = (names: Array<string | undefined>, isShown: (id: string) => boolean = () => true) =>
	simulator.companies
		.list()
		.filter((row) => vendorsOf(row).some(({ name }) => names.includes(name)))
		.map(({ companyResourceId }) => companyResourceId)
		.filter(isShown)
		.sort();

/** Ways in which a deployment has no list of vendors that can be used. */
const UNLISTED: Array<[string, () => void]> = [
	['404', () => Object.assign(simulator.behaviour, { vendorList: 'missing' })],
	['403', () => Object.assign(simulator.behaviour, { vendorList: 'forbidden' })],
	['500', () => Object.assign(simulator.behaviour, { vendorList: 'failing' })],
	[
		'a failure with HTTP 200',
		() => Object.assign(simulator.behaviour, { vendorList: 'failing', failureStatus: 200 }),
	],
	['an answer without data', () => alter(() => null)],
	['an answer of another shape', () => alter(() => ({ items: [] }))],
	['a list of something else', () => alter(() => [{ title: 'A' }])],
	[
		'a web page',
		() => simulator.faults.add({ kind: 'html', status: 200, route: 'vendors', times: Infinity }),
	],
];

function alter(change: (data: unknown) => unknown): void {
	simulator.faults.add({
		kind: 'alter',
		route: 'vendors',
		times: Infinity,
		change: (body) => ({ ...(body as object), data: change((body as { data: unknown }).data) }),
	});
}

describe('The list of the editor', () => {
	const options = vendors
		.map(({ id, name }) => ({ name, value: id }))
		.sort((left, right) => left.name.localeCompare(right.name));

	test('has the names and IDs of Keepnet', async () => {
		expect(await loadOptions('getVendors', { credential })).toEqual(options);
	});

	test('reads IDs that are numbers, and keys in any case', async () => {
		alter((data) =>
			(data as typeof vendors).map(({ id, name }) => ({ ID: Number(id), Name: name })),
		);
		expect(await loadOptions('getVendors', { credential })).toEqual(options);
	});

	test.each(UNLISTED)('is a sentence where Keepnet gives none: %s', async (_what, prepare) => {
		prepare();
		await expect(loadOptions('getVendors', { credential })).rejects.toMatchObject({
			message: 'Keepnet gave no list of content vendors',
			description: expect.stringContaining('Enter their names by expression'),
		});
		expect(simulator.statistics.requests.vendors).toBeLessThanOrEqual(2);
	});
});

describe('Companies by their vendors', () => {
	test.each<[string, unknown, Array<string | undefined>]>([
		['names', [NINJIO, SMART], [NINJIO, SMART]],
		['names in a text', `ninjio , ${SECURE}`, [NINJIO, SECURE]],
		['a name with a comma', SMART, [SMART]],
		['IDs', ['12', '14'], [NINJIO, SECURE]],
		['numbers', [11], [KEEPNET]],
		['an expression', '={{ ["12", "Keepnet Labs"] }}', [NINJIO, KEEPNET]],
	])('by %s', async (_what, value, names) => {
		const result = await runWell(credential, search(value));
		expect(ids(result.items[0]).sort()).toEqual(usersOf(names));
		expect(hintTexts(result)).toEqual([]);
		const [{ body } = { body: {} }] = simulator.requests.filter(({ route }) => route === 'search');
		const sent = vendors.filter(({ name }) => names.includes(name)).map(({ id }) => id);
		const [item] = itemsIn(body);
		expect(item).toMatchObject({ FieldName: 'TrainingVendorId', Operator: 'Include' });
		expect(item?.Value.split(',').sort()).toEqual(sent.sort());
		expect(simulator.statistics.requests.vendors).toBe(1);
	});

	interface Item {
		FieldName: string;
		Value: string;
	}
	const itemsIn = (body: unknown) =>
		(
			body as { filter: { FilterGroups: Array<{ FilterItems: Item[] }> } }
		).filter.FilterGroups.flatMap(({ FilterItems }) => FilterItems);

	const condition = {
		filters: {},
		conditions: {
			condition: [{ fieldName: 'TrainingVendorId', operator: 'isAnyOf', value: `${NINJIO}, 15` }],
		},
	};

	const DONE_HERE =
		"Keepnet did not filter by '…', so the node read 300 companies and filtered them itself.";

	const DEPLOYMENTS: Array<[string, Partial<Behaviour>, string[]]> = [
		['applies it', {}, []],
		['ignores it', { filters: 'ignore' }, [DONE_HERE]],
		['refuses it', { refusedFields: ['TrainingVendorId'] }, [DONE_HERE]],
		['refuses everything', { filters: 'refuse' }, [DONE_HERE]],
		['fails at it', { failingFields: ['TrainingVendorId'] }, [DONE_HERE]],
		['fails at everything', { filters: 'fail' }, [DONE_HERE]],
	];

	test.each(DEPLOYMENTS)('a Keepnet that %s', async (_name, behaviour, hints) => {
		Object.assign(simulator.behaviour, behaviour);
		for (const [asked, label] of [
			[search([NINJIO, '15']), LABEL],
			[search(undefined, condition), 'Conditions, row 1: Content Vendor'],
		] as const) {
			const result = await runWell(credential, asked);
			expect(ids(result.items[0]).sort()).toEqual(usersOf([NINJIO, SMART]));
			expect(hintTexts(result)).toEqual(hints.map((hint) => hint.replace('…', label)));
		}
	});

	const lacking = () =>
		new Set(
			simulator.companies
				.list()
				.filter(lacksTraining)
				.map(({ companyResourceId }) => companyResourceId),
		);

	test.each(DEPLOYMENTS)(
		'a Keepnet that %s, where some rows have no vendors',
		async (name, behaviour) => {
			Object.assign(simulator.behaviour, behaviour, { trainingColumns: 'some' });
			const unknown = lacking();
			const result = await runWell(credential, search([NINJIO]));
			const isTrusted = name === 'applies it';
			const wanted = usersOf([NINJIO], (id) => isTrusted || !unknown.has(id));
			expect(ids(result.items[0]).sort()).toEqual(wanted);
			const open = isTrusted ? wanted.filter((id) => unknown.has(id)).length : unknown.size;
			const end = isTrusted
				? '. They are in the result because Keepnet returned them.'
				: ', so they were left out.';
			expect(hintTexts(result)).toContain(
				`Keepnet's data does not show whether ${open} companies match '${LABEL}'${end}`,
			);
		},
	);

	test('a Keepnet whose rows never have vendors', async () => {
		simulator.behaviour.trainingColumns = 'none';
		const result = await runWell(credential, search([NINJIO]));
		expect(ids(result.items[0]).sort()).toEqual(usersOf([NINJIO]));
		simulator.behaviour.refusedFields = ['TrainingVendorId'];
		const none = await runWell(credential, search([NINJIO]));
		expect(none.json).toEqual([]);
		expect(hintTexts(none)).toContain(
			`Keepnet's data does not show whether 300 companies match '${LABEL}', so they were left out.`,
		);
	});

	test('vendors of the same name are all meant', async () => {
		alter((data) => [...(data as typeof vendors), { id: '99', name: `${NINJIO}` }]);
		await runWell(credential, search([NINJIO]));
		const [request] = simulator.requests.filter(({ route }) => route === 'search');
		expect(itemsIn(request?.body)[0]?.Value).toBe('12,99');
	});

	test('Summarize counts them', async () => {
		const parameters = search([NINJIO, SMART], { operation: 'summarize' });
		const [totals] = (await runWell(credential, parameters)).json;
		expect(totals?.companies).toBe(usersOf([NINJIO, SMART]).length);
	});

	test('a file has them, and only where Keepnet filters', async () => {
		const parameters = search([NINJIO], { operation: 'export' });
		await runWell(credential, parameters);
		const [file] = simulator.requests.filter(({ route }) => route === 'export');
		expect(itemsIn(file?.body)).toEqual([
			{ FieldName: 'TrainingVendorId', Operator: 'Include', Value: '12' },
		]);
		for (const behaviour of [
			{ filters: 'ignore' },
			{ filters: 'apply', refusedFields: ['TrainingVendorId'] },
			{ refusedFields: [], failingFields: ['TrainingVendorId'] },
			{ failingFields: [], vendorList: 'missing' },
		] as Array<Partial<Behaviour>>) {
			Object.assign(simulator.behaviour, behaviour);
			const { error } = await run(credential, parameters);
			expect(error?.message).toBe(`Keepnet cannot export with these filters: '${LABEL}'`);
		}
	});

	test('the trigger reports only their companies', async () => {
		const tenant = await simulate({ companies: 0 });
		for (const [companyResourceId, name] of Object.entries({ a: NINJIO, b: SMART })) {
			const numberOfUsers = '10';
			tenant.companies.insert({ companyResourceId, numberOfUsers, vendors: [`${name}`] });
		}
		for (const vendorList of ['served', 'missing'] as const) {
			tenant.behaviour.vendorList = vendorList;
			const poller = await createPoller({
				credential: credentialOf(tenant),
				node: {
					parameters: { events: ['limitExceeded'], filters: { contentVendors: [`${NINJIO}`] } },
				},
			});
			await poller.activate();
			for (const id of ['a', 'b']) tenant.companies.update(id, { targetUserCount: 11 });
			expect(ids((await poller.poll())?.[0])).toEqual(['a']);
			for (const id of ['a', 'b']) tenant.companies.update(id, { targetUserCount: 1 });
		}
	});
});

describe('A Keepnet that does not list its vendors', () => {
	const HINT = `Keepnet gave no list for '${LABEL}', so the node compared the names with those of the companies.`;

	test.each(UNLISTED)('finds companies by the names in their rows: %s', async (_what, prepare) => {
		prepare();
		for (const [value, names] of [
			[
				[NINJIO, SECURE],
				[NINJIO, SECURE],
			],
			['smart,safe , NINJIO', [SMART, NINJIO]],
		] as const) {
			const result = await runWell(credential, search(value));
			expect(ids(result.items[0]).sort()).toEqual(usersOf([...names]));
			expect(hintTexts(result)).toEqual([HINT]);
		}
	});

	test('is asked once for all input items, and once more where it fails', async () => {
		simulator.behaviour.vendorList = 'failing';
		const { items } = await runWell(credential, search([NINJIO]), { items: [{}, {}, {}] });
		expect(items[0]).toHaveLength(3 * usersOf([NINJIO]).length);
		expect(simulator.statistics.requests.vendors).toBe(2);
	});

	test.each(['12', '5f0c2f6e9d3b4a7c8e1d', '0b1f4a86-6bd0-4f47-9d2e-1a2b3c4d5e6f'])(
		'cannot tell whose ID it is: %s',
		async (id) => {
			simulator.behaviour.vendorList = 'missing';
			const { error } = await run(credential, search([NINJIO, id]));
			expect(error?.message).toBe(
				`'${LABEL}' has an ID, and Keepnet gave no list to look it up in`,
			);
			expect(error?.description).toBe(
				`The value is "${id}". Enter the name in its place, as it stands in the companies.`,
			);
			expect(simulator.statistics.requests.search).toBeUndefined();
		},
	);

	test('is told apart from a server that is down', async () => {
		simulator.faults.add({ kind: 'status', status: 500, route: 'any', times: Infinity });
		const { error } = await run(credential, search([NINJIO]));
		expect(error?.message).toBe('Keepnet is not working properly at the moment');
	});
});

test.each([
	['NINJA', 'Did you mean "NINJIO"?'],
	['Zebra', "No name in Keepnet's list is like it: choose from the list, or enter an ID."],
	['17', "No name in Keepnet's list is like it: choose from the list, or enter an ID."],
])('a vendor that Keepnet does not know: %s', async (name, description) => {
	const { error } = await run(credential, search([name]));
	expect(error).toMatchObject({
		message: `Keepnet does not know "${name}" ('${LABEL}')`,
		description,
	});
});

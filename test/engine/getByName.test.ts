import type { INodeParameters } from 'n8n-workflow';

import type { Behaviour, Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';

/** What a name is compared by, in the plainest way. */
const plain = (name: string | null) =>
	(name ?? '')
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[ıİ]/g, 'i')
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '')
		.join(' ');

const get = (value: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'company',
	operation: 'get',
	output: 'raw',
	companyId: { __rl: true, mode: 'name', value },
	...more,
});

const DEPLOYMENTS: Array<[string, Partial<Behaviour>]> = [
	['applies filters', {}],
	['ignores filters', { filters: 'ignore' }],
	['refuses filters', { filters: 'refuse' }],
	['fails at filters', { filters: 'fail' }],
	['refuses dates', { filters: 'refuseDates' }],
	['caps pages and writes dates both ways', { pageCap: 7, dateFormat: 'DD/MM/YYYY HH:mm' }],
	['ignores names only', { filters: 'partly', ignoredFields: ['CompanyName'] }],
	['tells I and ı apart', { lettersI: 'turkish' }],
	['refuses the order', { orderByRefused: ['CreateTime'] }],
	['writes other keys', { capitalisedEnvelope: true, resourceIdName: 'resourceId' }],
];

describe('Get by name', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 150 });
		credential = credentialOf(simulator);
		for (const companyName of ['Müller Söhne', 'Acme', 'ACME', 'Zebra  Crossing ', '株式会社 北']) {
			simulator.companies.insert({ companyName });
		}
		simulator.companies.insert({ companyName: 'Işık Enerji', resellerName: 'Sub Reseller' });
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	const named = (name: string) =>
		simulator.companies.list().filter(({ companyName }) => plain(companyName) === plain(name));

	const isOpen = ({ privacyDurationId }: { privacyDurationId: number }) => privacyDurationId !== 0;

	/** Every third company by its name, and what is typed in place of some. */
	function names(): string[] {
		const generated = simulator.companies
			.list()
			.flatMap(({ companyName }, index) => (companyName && index % 3 === 0 ? [companyName] : []));
		return [
			...generated.map((name, index) => (index % 2 === 0 ? ` ${name.toUpperCase()} ` : name)),
			'muller sohne',
			'MÜLLER   SÖHNE',
			'acme',
			'zebra crossing',
			'株式会社\t北',
			'ISIK ENERJI',
			'isik enerji',
			'Nobody Has This',
		];
	}

	test.each(DEPLOYMENTS)('gives the one company of each name where Keepnet %s', async (_, how) => {
		Object.assign(simulator.behaviour, how);
		const asked = names();
		const { json } = await run(credential, get('={{ $json.name }}'), {
			items: asked.map((name) => ({ name })),
			node: { continueOnFail: 'continueRegularOutput' },
		});
		const wanted = asked.map((name) => {
			const [company, ...others] = named(name);
			if (!company) return 'No company has the name';
			if (others.length > 0) return 'Several companies have the name';
			return isOpen(company) ? company.companyResourceId : 'access';
		});
		const found = json.map(({ error, resourceId }, index) => {
			const expected = wanted[index] ?? '';
			return String(error ?? resourceId).includes(expected) ? expected : (error ?? resourceId);
		});
		expect(found).toEqual(wanted);
		expect(new Set(wanted).size).toBeGreaterThan(40);
	});

	const node = { continueOnFail: 'continueRegularOutput' as const };

	test('asks for little where Keepnet filters', async () => {
		const items = Array.from({ length: 20 }, () => ({ name: 'Zebra Crossing' }));
		await runWell(credential, get('={{ $json.name }}'), { items });
		expect(simulator.statistics.requests).toMatchObject({ search: 20, details: 20 });
	});

	const PAGES = 2;
	const AT_ONCE = 8;

	test.each(['ignore', 'refuse'] as const)(
		'reads the list once for all input items where Keepnet does with filters: %s',
		async (filters) => {
			simulator.behaviour.filters = filters;
			const one = await requestsOf(1);
			expect(one).toBeLessThanOrEqual(PAGES + 4);
			// Those that run at the same time each ask for their name, and no other.
			expect(await requestsOf(100)).toBeLessThanOrEqual(PAGES + 4 * AT_ONCE);
		},
	);

	async function requestsOf(count: number): Promise<number> {
		simulator.statistics.reset();
		const items = Array.from({ length: count }, () => ({ name: 'Zebra Crossing' }));
		await runWell(credential, get('={{ $json.name }}'), { items });
		return simulator.statistics.requests.search ?? 0;
	}

	test('reads the whole list once for all the names that are not found', async () => {
		const items = Array.from({ length: 50 }, (_, index) => ({ name: `Nobody ${index}` }));
		await run(credential, get('={{ $json.name }}'), { items, node });
		expect(simulator.statistics.requests.search).toBeLessThanOrEqual(AT_ONCE + PAGES);
	});

	test('a list that could not be read is read again for the next input item', async () => {
		simulator.faults.add({ kind: 'status', status: 404, route: 'search', after: 1 });
		const items = [{ name: 'Nobody' }, { name: 'muller sohne' }];
		const { json } = await run(
			credential,
			get('={{ $json.name }}', { options: { concurrency: 1 } }),
			{ items, node },
		);
		expect(json[1]?.name).toBe('Müller Söhne');
	});

	test('several: their IDs and resellers, and how to go on', async () => {
		const ids = Array.from(
			{ length: 12 },
			(_, index) =>
				simulator.companies.insert({
					companyName: 'Twelve Times',
					resellerName: index === 0 ? null : 'Sub Reseller',
				}).companyResourceId,
		);
		const { error, items } = await run(credential, get('twelve times'));
		expect(items.flat()).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Several companies have the name "twelve times"',
		});
		const { description } = error ?? {};
		expect(description).toMatch(/^Set 'Company' to By ID and enter the ID of the one you mean: "/);
		expect(description).toMatch(/, and 2 more\.$/);
		const listed = ids.filter((id) => description?.includes(`"${id}"`));
		expect(listed).toHaveLength(10);
		expect(description).toContain(`"${listed.at(-1)}" of "Sub Reseller"`);
		for (const id of ids) simulator.companies.remove(id);
	});

	test.each([
		['Zebra Crosing', 'Did you mean "Zebra  Crossing "?'],
		['Muller Soehne', 'Did you mean "Müller Söhne"?'],
		[
			'Qqqq Wwww',
			"No name in Keepnet's list is like it: choose the company from the list, or enter its ID.",
		],
	])('none is called %s: the nearest names', async (name, description) => {
		const { error } = await run(credential, get(name));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `No company has the name "${name}"`,
			description,
		});
	});

	test('a company whose name is a part of it, or has it as a part, is not meant', async () => {
		for (const name of ['Zebra', 'Zebra Crossing Ltd', 'ebra Crossing']) {
			const { error } = await run(credential, get(name));
			expect(error?.message).toBe(`No company has the name "${name}"`);
			expect(error?.description).toContain('Zebra');
		}
	});

	test('accents count where a company has the name as it is written', async () => {
		const { companyResourceId: id } = simulator.companies.insert({ companyName: 'Muller Sohne' });
		for (const [name, found] of [
			['MULLER SOHNE', 'Muller Sohne'],
			['müller söhne', 'Müller Söhne'],
		] as const) {
			const { json } = await runWell(credential, get(name));
			expect(json[0]?.name).toBe(found);
		}
		const { error } = await run(credential, get('Müller Sohne'));
		expect(error?.message).toBe('Several companies have the name "Müller Sohne"');
		simulator.companies.remove(id);
	});

	test('details, products and signals are those of Get by ID', async () => {
		const [{ companyResourceId: id }] = named('Zebra Crossing');
		const byName = await runWell(credential, get('zebra crossing', { output: 'simplified' }));
		const byId = await runWell(
			credential,
			get(id, { output: 'simplified', companyId: { __rl: true, mode: 'id', value: id } }),
		);
		expect(byName.json).toEqual(byId.json);
		expect(byName.json[0]).toMatchObject({ companyId: id, companyName: 'Zebra  Crossing ' });
		expect(hintTexts(byName)).toEqual([]);
	});

	test('the whole parameter may come by expression', async () => {
		const [{ companyResourceId: id }] = named('Zebra Crossing');
		const companyId = "={{ { __rl: true, mode: 'name', value: 'Zebra Crossing' } }}";
		const { json } = await runWell(credential, get('', { companyId }));
		expect(json[0]?.resourceId).toBe(id);
	});

	describe('A name that is none', () => {
		test.each(['={{ "" }}', '  ', '={{ null }}', '={{ undefined }}'])(
			'%j is missing',
			async (name) => {
				const { error } = await run(credential, get(name));
				expect(error).toMatchObject({
					message: "'Company' is not set",
					description:
						'Choose a company from the list, or enter its ID, which Search returns as companyId, or its exact name.',
				});
				expect(simulator.statistics.requests.search).toBeUndefined();
			},
		);

		test.each([
			['={{ "a".repeat(100001) }}', "'Company' is too long"],
			['={{ ({ name: "Acme" }) }}', "'Company' must be a text"],
			['={{ "a".repeat(100000) }}', `No company has the name "${'a'.repeat(200)}…"`],
			['={{ "Zebra \\ud83d" }}', 'No company has the name "Zebra \ud83d"'],
			['...', 'No company has the name "..."'],
		])('%s', async (name, message) => {
			const { error } = await run(credential, get(name));
			expect(error).toMatchObject({ name: 'NodeOperationError', message });
		});

		test('a number is a name, too', async () => {
			const { companyResourceId } = simulator.companies.insert({ companyName: '4711' });
			const { json } = await runWell(credential, get('={{ 4711 }}'));
			expect(json[0]?.resourceId).toBe(companyResourceId);
			simulator.companies.remove(companyResourceId);
		});
	});

	describe('A list that may be incomplete', () => {
		beforeEach(() => Object.assign(simulator.behaviour, { totalOffset: 3, filters: 'ignore' }));

		test('does not show that there is no such company', async () => {
			const { error } = await run(credential, get('Nobody Has This'));
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: 'The list of companies kept changing while it was read',
				description: expect.stringMatching(
					/some may be missing\..* choose the company by its ID\.$/,
				),
			});
		});

		test('may have the company: a hint says that another may be missing', async () => {
			const result = await runWell(credential, get('Zebra Crossing'));
			expect(result.json[0]?.name).toBe('Zebra  Crossing ');
			expect(hintTexts(result)).toEqual([expect.stringContaining('some may be missing')]);
		});
	});

	test('what is wrong with the list is not said of the company', async () => {
		const { error } = await run(credentialOf(simulator, 'companyAdmin'), get('Acme'));
		expect(error?.message).toBe('The client of this credential is not a Reseller');
		simulator.faults.add({ kind: 'status', status: 404, route: 'search', times: Infinity });
		const elsewhere = await run(credential, get('Zebra Crossing'));
		expect(elsewhere.error?.message).toBe('The Keepnet API was not found at the Base URL');
	});
});

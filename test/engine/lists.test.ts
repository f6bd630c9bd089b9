import { usualBehaviour } from '../usualBehaviour';
import { industries, licenseTypes, modules, type CompanyRow, type Simulator } from '../simulator';
import { listSearch, loadOptions } from './harness';
import { credentialOf, hurry, run, simulate, type Credential } from './support';

describe('Lists of the editor', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 0 });
		for (let number = 1; number <= 250; number++) {
			const companyName = `Company ${String(number).padStart(3, '0')}`;
			simulator.companies.insert({ companyResourceId: `id-${number}`, companyName });
		}
		simulator.companies.insert({ companyResourceId: 'unnamed', companyName: null });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.statistics.reset();
	});

	const byName = (entries: Array<{ name: string; resourceId: string }>) =>
		entries
			.map(({ name, resourceId }) => ({ name, value: resourceId }))
			.sort((left, right) => left.name.localeCompare(right.name));

	describe('license types, industries and products', () => {
		test.each([
			['getLicenseTypes', licenseTypes],
			['getIndustries', industries],
			['getProducts', modules],
		])('%s lists what Keepnet has, by name', async (method, entries) => {
			expect(await loadOptions(method, { credential })).toEqual(byName(entries));
			expect(simulator.statistics.requests.lookups).toBe(1);
		});

		test('a name that several have is followed by the ID', async () => {
			const change = (body: unknown) => ({
				...(body as object),
				data: ['b1', 'a2', 'c3'].map((id) => ({
					resourceId: id,
					name: { b1: 'Retail', a2: 'retail', c3: 'Travel' }[id],
				})),
			});
			simulator.faults.add({ kind: 'alter', route: 'lookups', change });
			expect(await loadOptions('getIndustries', { credential })).toEqual([
				{ name: 'retail (a2)', value: 'a2' },
				{ name: 'Retail (b1)', value: 'b1' },
				{ name: 'Travel', value: 'c3' },
			]);
		});

		test.each(['getLicenseTypes', 'getIndustries', 'getProducts'])(
			'%s gives a sentence to a client that may not read it',
			async (method) => {
				simulator.behaviour.lookupForbidden = true;
				await expect(loadOptions(method, { credential })).rejects.toMatchObject({
					name: 'NodeApiError',
					message: 'This client may not read this list',
					description:
						'Enter names or IDs by expression instead, or ask Keepnet support to let this client read the list. Keepnet says: "You are not allowed to read lookups."',
				});
			},
		);
	});

	describe('the list of companies', () => {
		const search = async (filter?: string, paginationToken?: string) =>
			await listSearch('searchCompanies', { credential, filter, paginationToken });

		const walk = async (filter?: string) => {
			const found: string[] = [];
			let token: string | undefined;
			do {
				const { results, paginationToken } = await search(filter, token);
				found.push(...results.map(({ value }) => String(value)));
				token = paginationToken;
			} while (token !== undefined);
			return found;
		};

		test('comes page by page, by name, every company once', async () => {
			const first = await search();
			expect(first.results).toHaveLength(100);
			expect(first.paginationToken).toBe('2/100');
			const found = await walk();
			expect(new Set(found).size).toBe(251);
			expect(found).toHaveLength(251);
			expect(found.filter((id) => id !== 'unnamed')[0]).toBe('id-1');
		});

		test('a company without a name is shown by its ID', async () => {
			const { results } = await search();
			expect(results).toContainEqual({ name: 'unnamed', value: 'unnamed' });
		});

		test('tells companies of the same name apart by their resellers, or by their IDs', async () => {
			const insert = (companyName: string, resellerName: string, licenseTypeName: string) =>
				simulator.companies.insert({ companyName, resellerName, licenseTypeName });
			const own = insert('AAA Twin', 'Northwind', 'Business');
			const foreign = insert('aaa  twin', 'Contoso', 'Starter');
			const second = insert('AAA Twin', 'Northwind', 'Starter');
			const only = insert('AAA Twins', 'Northwind', 'Starter');
			const { results } = await search('aaa twin');
			expect(results).toHaveLength(4);
			const nameOf = ({ companyResourceId }: CompanyRow) =>
				results.find(({ value }) => value === companyResourceId)?.name;
			expect(nameOf(own)).toBe(`AAA Twin (${own.companyResourceId})`);
			expect(nameOf(second)).toBe(`AAA Twin (${second.companyResourceId})`);
			expect(nameOf(foreign)).toBe('aaa  twin (Contoso)');
			expect(nameOf(only)).toBe('AAA Twins');
			expect(results.map(({ description }) => description)).toContain('Business, Northwind');
			for (const { companyResourceId } of [own, foreign, second, only]) {
				simulator.companies.remove(companyResourceId);
			}
		});

		test('also if the server gives smaller pages', async () => {
			simulator.behaviour.pageCap = 30;
			expect(await walk()).toHaveLength(251);
		});

		test('shows what was typed, in any case, in one request', async () => {
			expect(await search('  cOMPANY 24 ')).toEqual({
				results: Array.from({ length: 10 }, (_, digit) => ({
					name: `Company 24${digit}`,
					value: `id-24${digit}`,
				})),
			});
			expect(simulator.statistics.requests.search).toBe(1);
		});

		test('requests no name if none was typed', async () => {
			simulator.behaviour.filters = 'refuse';
			await search('  ');
			expect(simulator.statistics.requests.search).toBe(1);
		});

		test.each(['ignore', 'refuse'] as const)(
			'shows what was typed also where the API does: %s',
			async (filters) => {
				simulator.behaviour.filters = filters;
				expect(await walk('24')).toEqual([
					'id-24',
					'id-124',
					'id-224',
					...Array.from({ length: 10 }, (_, digit) => `id-24${digit}`),
				]);
				// The first answer is not an empty list, although the match is on a later page.
				expect((await search('company 250')).results).toEqual([
					{ name: 'Company 250', value: 'id-250' },
				]);
			},
		);

		test.each([
			['by 1000', 1000, [100, 1000]],
			['by 100 where larger pages are refused', 100, [100, 1000, 1000, 1000, 100, 100]],
		])(
			'goes on %s where Keepnet does not filter and nothing on the first page fits',
			async (_, pageSizeLimit, sizes) => {
				Object.assign(simulator.behaviour, { filters: 'ignore', pageSizeLimit });
				simulator.requests.length = 0;
				expect((await search('company 250')).results).toHaveLength(1);
				const asked = simulator.requests.filter(({ route }) => route === 'search');
				expect(asked.map(({ body }) => (body as { pageSize: number }).pageSize)).toEqual(sizes);
			},
		);

		test('gives a message to a client that is not a Reseller', async () => {
			const own = credentialOf(simulator, 'companyAdmin');
			await expect(listSearch('searchCompanies', { credential: own })).rejects.toMatchObject({
				message: 'The client of this credential is not a Reseller',
			});
		});
	});
});

describe('The list of companies in small pages', () => {
	const CAP = 50;
	const COUNT = 251;

	/** The list of a server that gives small pages but reports the requested size. */
	const page = (pageNumber: number) => ({
		data: {
			pageNumber,
			pageSize: 100,
			totalNumberOfPages: 3,
			totalNumberOfRecords: COUNT,
			limitExceededCompanyCount: 0,
			results: Array.from({ length: COUNT }, (_, number) => ({
				companyResourceId: `id-${number}`,
				companyName: `Company ${number}`,
			})).slice((pageNumber - 1) * CAP, pageNumber * CAP),
		},
		status: 'SUCCESS',
		message: '',
		validationMessages: [],
	});

	test('the list of companies has all of them if the server hides that its pages are smaller', async () => {
		const simulator = await simulate({ rows: [] });
		for (let pageNumber = 1; pageNumber <= 7; pageNumber++) {
			const body = page(pageNumber);
			simulator.faults.add({
				kind: 'status',
				status: 200,
				route: 'search',
				pageNumber,
				times: Infinity,
				body,
			});
		}
		const credential = credentialOf(simulator);
		const found: unknown[] = [];
		let paginationToken: string | undefined;
		do {
			const answer = await listSearch('searchCompanies', { credential, paginationToken });
			found.push(...answer.results.map(({ value }) => value));
			({ paginationToken } = answer);
		} while (paginationToken !== undefined);
		expect(found).toEqual(Array.from({ length: COUNT }, (_, number) => `id-${number}`));
		const asked = simulator.requests.filter(({ route }) => route === 'search');
		expect(asked.map(({ body }) => body)).toMatchObject([
			{ pageNumber: 1, pageSize: 100 },
			...[2, 3, 4, 5, 6].map((pageNumber) => ({ pageNumber, pageSize: CAP })),
		]);
	});
});

describe('Lists after a fault', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 50 });
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	function expiredToken({ clients }: Simulator): string {
		const claims = JSON.stringify({ client_id: clients.reseller.clientId, exp: 1 });
		return `x.${Buffer.from(claims).toString('base64url')}.y`;
	}

	const searchAll = async (parameters: Parameters<typeof run>[1]) =>
		await run(
			credentialOf(simulator),
			{ resource: 'company', operation: 'search', ...parameters },
			{ items: [{}, {}, {}], node: { continueOnFail: 'continueRegularOutput' } },
		);

	test.each([
		['industries', { filters: { industries: industries[0].name } }],
		['products', { output: 'full' }],
	])(
		'a list that failed for one item is asked for again for the next: %s',
		async (_what, asked) => {
			simulator.faults.add({ kind: 'status', status: 500, route: 'lookups', times: 7 });
			const { json, items } = await searchAll(asked);
			const failed = items[0].filter(({ json: { error } }) => error !== undefined);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
			expect(json.length).toBeGreaterThan(1);
			expect(simulator.statistics.requests.lookups).toBe(8);
		},
	);

	test('a list that the client may not read is requested once', async () => {
		simulator.behaviour.lookupForbidden = true;
		const { items } = await searchAll({ output: 'full' });
		expect(items[0].filter(({ json: { error } }) => error !== undefined)).toEqual([]);
		// Once more with a new token.
		expect(simulator.statistics.requests.lookups).toBe(2);
	});

	test('a token that is refused once does not make a list one that may not be read', async () => {
		const credential = credentialOf(simulator);
		await credential.updateData({ oauthTokenData: { access_token: expiredToken(simulator) } });
		simulator.faults.add({ kind: 'status', status: 403, route: 'token' });
		const { items } = await run(
			credential,
			{ operation: 'search', filters: { products: [modules[0].name] } },
			{ items: [{}, {}], node: { continueOnFail: 'continueErrorOutput' } },
		);
		expect(items[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(items[1][0].json.error).not.toContain('may not read');
		expect(items[0].length).toBeGreaterThan(0);
	});
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Companies/operations';
import { licenseTypes, modules, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { dayFromToday } from './filtering/companies';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';
import { SIMPLIFIED_FIELDS } from './simplifiedFields';
import { schemaOfItems, type JsonSchema } from './schema/jsonSchema';
import { createPoller } from './harness';

describe('What a search gives', () => {
	const FULL = [
		...SIMPLIFIED_FIELDS,
		'reason',
		'resellerName',
		'industry',
		'seatsRemaining',
		'inactiveUsers',
		'deletedUsers',
		'monthlyUsers',
		'licenseExpired',
		'createdAt',
		'tags',
		'ownedProducts',
		'missingProducts',
		'monthlyEnrolled',
		'monthlyConsumption',
		'contentVendors',
		'accessDenied',
	];

	const starter = licenseTypes[0];

	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 0 });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.companies.clear();
		simulator.companies.insert({
			companyResourceId: 'acme',
			companyName: 'Acme',
			resellerName: 'NordSec, ApS',
			industryName: 'Retail',
			licenseTypeName: starter.name,
			licenseTypeResourceId: starter.resourceId,
			numberOfUsers: '600',
			targetUserCount: 641,
			inactiveTargetUserCount: 7,
			deletedTargetUserCount: 3,
			monthlyActiveUserCount: 12,
			licenseEndDate: `${dayFromToday(10)}T00:00:00Z`,
			createTime: '2024-05-06T07:08:09Z',
			tags: ['vip', 'EMEA'],
		});
		simulator.statistics.reset();
	});

	async function search(parameters: INodeParameters): Promise<IDataObject[]> {
		const all = { resource: 'company', operation: 'search', returnAll: true, ...parameters };
		return (await runWell(credential, all)).json;
	}

	const lookups = () => simulator.statistics.requests.lookups ?? 0;

	test('simplified: the ten fields of a first look, in their order, without reading the products', async () => {
		const [item] = await search({});
		expect(Object.keys(item)).toEqual(SIMPLIFIED_FIELDS);
		expect(item).toEqual({
			companyId: 'acme',
			companyName: 'Acme',
			licenseType: 'Starter',
			licenseLimit: 600,
			targetUsers: 641,
			usagePercent: 106.8,
			seatsOverLimit: 41,
			renewalDate: dayFromToday(10),
			daysToRenewal: 10,
			signals: 'overLimit, renewalDue',
		});
		expect(lookups()).toBe(0);
	});

	test('full: every field in its order, with the products, read once', async () => {
		for (let count = 0; count < 5; count++) simulator.companies.insert();
		simulator.behaviour.pageCap = 2;
		const items = await search({ output: 'full' });
		for (const item of items) expect(Object.keys(item)).toEqual(FULL);
		expect(items.find(({ companyId }) => companyId === 'acme')).toMatchObject({
			resellerName: 'NordSec, ApS',
			industry: 'Retail',
			seatsRemaining: 0,
			inactiveUsers: 7,
			deletedUsers: 3,
			monthlyUsers: 12,
			licenseExpired: false,
			createdAt: '2024-05-06T07:08:09Z',
			tags: 'vip, EMEA',
			ownedProducts: 'Phishing Simulator',
			accessDenied: false,
			missingProducts:
				'Smishing Simulator, Vishing Simulator, Quishing Simulator, Callback Simulator, Awareness Educator, Incident Responder, Email Threat Simulator',
			signals: 'overLimit, renewalDue, missingProducts',
			reason:
				'41 seats over the limit; renews in 10 days; lacks Smishing Simulator, Vishing Simulator, Quishing Simulator, and 4 more',
		});
		expect(lookups()).toBe(1);
	});

	test('unknown is null, never guessed', async () => {
		simulator.companies.clear();
		simulator.behaviour.modules = 'none';
		const custom = licenseTypes[licenseTypes.length - 1];
		simulator.companies.insert({
			companyResourceId: 'empty',
			companyName: null,
			licenseTypeName: custom.name,
			licenseTypeResourceId: custom.resourceId,
			isNumberOfUsersLimited: false,
			tags: null,
			vendors: null,
		});
		expect(await search({ output: 'full' })).toEqual([
			{
				...Object.fromEntries(FULL.map((name) => [name, null])),
				companyId: 'empty',
				licenseType: 'Custom',
				targetUsers: 0,
				seatsOverLimit: 0,
				signals: '',
				inactiveUsers: 0,
				deletedUsers: 0,
				monthlyUsers: 0,
				licenseExpired: false,
				tags: '',
				accessDenied: false,
			},
		]);
	});

	test.each(['text', 'list'] as const)(
		'the use of third-party training, with the vendors as a %s in the row',
		async (vendorNames) => {
			const names = ['Smart,Safe', 'Learn Secure, Ltd.'];
			simulator.companies.update('acme', { vendors: names });
			simulator.companies.insert({ companyResourceId: 'zero', vendors: [] });
			simulator.companies.insert({ companyResourceId: 'unknown', vendors: null });
			simulator.behaviour.vendorNames = vendorNames;
			const raw = await search({ output: 'raw' });
			const rows = new Map(raw.map((row) => [row.companyResourceId, row]));
			const fields = ['monthlyEnrolled', 'monthlyConsumption', 'contentVendors'];
			const options = { listFormat: 'list' };
			const items = await search({ output: 'selected', fields, options });
			expect(items).toHaveLength(3);
			for (const { companyId, contentVendors, ...figures } of items) {
				const row = rows.get(companyId);
				expect(figures).toEqual({
					monthlyEnrolled: row?.monthlyEnrolled ?? null,
					monthlyConsumption: row?.monthlyConsumption ?? null,
				});
				expect(contentVendors).toEqual(
					{ acme: expect.arrayContaining(names), zero: [], unknown: null }[String(companyId)],
				);
			}
			expect(rows.get('acme')?.monthlyEnrolled).toBeGreaterThan(0);
		},
	);

	test('full: new fields of the API pass through, after the others', async () => {
		simulator.behaviour.extraFields = true;
		const [item] = await search({ output: 'full' });
		expect(Object.keys(item)).toEqual([...FULL, 'riskScore', 'accountManager', 'isPilot']);
		expect(item).toMatchObject({ accountManager: 'A. Manager', isPilot: null });
	});

	test('selected: the chosen fields in the order of the table, the ID always, fields of the API too', async () => {
		simulator.behaviour.extraFields = true;
		const selected = async (fields: unknown) =>
			await search({ output: 'selected', fields: fields as INodeParameters[string] });
		expect(Object.keys((await selected(['tags', 'companyName']))[0])).toEqual([
			'companyName',
			'companyId',
			'tags',
		]);
		expect(lookups()).toBe(0);
		expect(await selected(['missingProducts', 'riskScore'])).toMatchObject([
			{ companyId: 'acme', missingProducts: expect.any(String), riskScore: expect.any(Number) },
		]);
		expect(lookups()).toBe(1);
		expect(await selected([])).toEqual([{ companyId: 'acme' }]);
		expect(await selected('companyName, constructor')).toEqual([
			{ companyId: 'acme', companyName: 'Acme', constructor: null },
		]);
	});

	test('raw: the row of the API, untouched', async () => {
		simulator.behaviour.extraFields = true;
		simulator.behaviour.trainingColumns = 'none';
		simulator.behaviour.dateFormat = 'DD/MM/YYYY hh:mm A';
		const [item] = await search({ output: 'raw' });
		const { riskScore, accountManager, isPilot, ...row } = item;
		expect(row).toEqual({
			...simulator.companies.get('acme'),
			createTime: '06/05/2024 07:08 AM',
			licenseEndDate: expect.stringMatching(/^\d\d\/\d\d\/\d{4} 12:00 AM$/),
		});
		expect([riskScore, accountManager, isPilot]).not.toContain(undefined);
		expect(lookups()).toBe(0);
	});

	test('the products are read once for all items, even if a filter also needs them', async () => {
		const parameters = {
			resource: 'company',
			operation: 'search',
			output: 'full',
			filters: { missingProducts: [modules[1].name], licenseTypes: 'starter' },
		};
		const { json } = await runWell(credential, parameters, { items: [{}, {}, {}] });
		expect(json).toHaveLength(3);
		expect(lookups()).toBe(1);
	});

	test('a client that may not read the products gets the rest, and a hint', async () => {
		simulator.behaviour.lookupForbidden = true;
		const result = await runWell(credential, {
			resource: 'company',
			operation: 'search',
			output: 'full',
		});
		expect(result.json[0]).toMatchObject({ ownedProducts: null, missingProducts: null });
		expect(hintTexts(result)).toEqual([
			'This client may not read the license types, so owned and missing products are left empty.',
		]);
	});
});

describe('What the editor shows before a run', () => {
	/** `UPDATE_SCHEMAS=1 npx jest test/engine/outputs` rewrites the previews. */
	const isUpdate = process.env.UPDATE_SCHEMAS !== undefined;
	const FOLDER = join(__dirname, '../../nodes/Companies/__schema__/v1.0.0/company');

	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 1000 });
		credential = credentialOf(simulator);
	});

	async function items(operation: string, more: INodeParameters = {}, count = 1) {
		const parameters = { resource: 'company', operation, ...more };
		const { json } = await runWell(credential, parameters, { items: Array(count).fill({}) });
		return json;
	}

	const fullFields = async () =>
		schemaOfItems(await items('search', { returnAll: true, output: 'full' })).properties;

	/** What each operation returns with the defaults, over enough companies to see every field filled. */
	const OUTPUT: Record<string, () => Promise<JsonSchema>> = {
		search: async () => schemaOfItems(await items('search', { returnAll: true })),
		summarize: async () => schemaOfItems(await items('summarize')),
		export: async () => schemaOfItems(await items('export')),
		get: async () => {
			const found: IDataObject[] = [];
			const open = simulator.companies.list().filter((row) => row.privacyDurationId !== 0);
			for (const { companyResourceId: value } of open.slice(0, 60)) {
				found.push(...(await items('get', { companyId: { __rl: true, mode: 'id', value } })));
			}
			return schemaOfItems(found, await fullFields());
		},
	};

	test.each(Object.entries(OUTPUT))(
		'the preview of %s is what the node gives',
		async (operation, output) => {
			const file = join(FOLDER, `${operation}.json`);
			const schema = { ...(await output()), version: 1 };
			if (isUpdate) writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
			const preview: JsonSchema = JSON.parse(readFileSync(file, 'utf8'));
			expect(preview).toEqual(schema);
			expect(Object.keys(preview.properties ?? {})).toEqual(Object.keys(schema.properties ?? {}));
		},
	);

	test('every operation has a preview', () => {
		expect(Object.keys(OUTPUT).sort()).toEqual(OPERATIONS.map(({ value }) => value).sort());
	});
});

describe('Names of fields', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 30, validateResponses: false });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		simulator.behaviour.extraFields = false;
		simulator.statistics.reset();
	});

	const selected = (fields: unknown): INodeParameters => ({
		operation: 'search',
		output: 'selected',
		fields: fields as INodeParameters[string],
	});

	describe('A field that is spelled wrong', () => {
		test.each([
			['companyname, signal', 'companyname', 'companyName'],
			['signal', 'signal', 'signals'],
			[['Company Name'], 'Company Name', 'companyName'],
			['Usage (%)', 'Usage (%)', 'usagePercent'],
			['renewal_date', 'renewal_date', 'renewalDate'],
			['licenceLimit', 'licenceLimit', 'licenseLimit'],
			['NumberOfUsers', 'NumberOfUsers', 'numberOfUsers'],
			['targetUser', 'targetUser', 'targetUsers'],
		])('%j stops the run before any request', async (fields, name, meant) => {
			const { error } = await run(credential, selected(fields));
			expect(error).toMatchObject({
				message: "'Fields' has a name that no field has",
				description: `The name is "${name}". Did you mean "${meant}"?`,
			});
			expect(simulator.statistics.apiRequests).toBe(0);
			const poller = await createPoller({
				credential,
				node: { parameters: { ...selected(fields), events: ['companyCreated'] } },
			});
			await expect(poller.activate()).rejects.toThrow("'Fields' has a name that no field has");
		});

		test.each([
			['usage', '"usagePercent"'],
			['ressellersNames', '"resellerName"'],
		])('%s stops the run if no company has it', async (name, near) => {
			const { error } = await run(credential, selected(name));
			expect(error?.message).toBe("'Fields' has a name that no field has");
			expect(error?.description).toContain(near);
		});
	});

	test('every field of the documented row can be chosen, and so can a new one', async () => {
		simulator.behaviour.extraFields = true;
		const fields = [
			...Object.keys(simulator.companies.list()[0]),
			'riskScore',
			'accountManager',
			'companyName',
		];
		const result = await runWell(credential, selected(fields));
		expect(hintTexts(result)).toEqual(
			hintTexts(await runWell(credential, { operation: 'search' })),
		);
		expect(Object.keys(result.json[0])).toEqual(expect.arrayContaining(fields));
	});

	test('a name that is like no other is left empty, and a hint says so', async () => {
		const result = await runWell(credential, selected('companyName, zzz'));
		expect(result.json[0]).toMatchObject({ zzz: null });
		expect(hintTexts(result)).toContain('No company has the field "zzz", so it is left empty.');
		const none = { filters: { companyName: 'nobody' } };
		expect(hintTexts(await runWell(credential, { ...selected('zzz'), ...none }))).toEqual([]);
	});

	describe('More than anybody needs', () => {
		const many = (count: number) => Array.from({ length: count }, (_, index) => `name-${index}`);

		test.each([
			['Fields', selected(many(201))],
			['Industry Names or IDs', { filters: { industries: many(100_000) } }],
			['License Type Names or IDs', { filters: { licenseTypes: many(100_000).join(',') } }],
			[
				'Conditions',
				{
					conditions: {
						condition: many(101).map((value) => ({
							fieldName: 'CompanyName',
							operator: 'contains',
							value,
						})),
					},
				},
			],
		] as Array<[string, INodeParameters]>)('%s', async (label, parameters) => {
			const { error } = await run(credential, parameters);
			expect(error?.message).toBe(`'${label}' has too many values`);
			expect(simulator.statistics.apiRequests).toBe(0);
		});

		test('a text of megabytes', async () => {
			const { error } = await run(credential, { filters: { companyName: 'a '.repeat(2_000_000) } });
			expect(error?.message).toBe("'Company Name' is too long");
			expect(error?.description?.length).toBeLessThan(1000);
		});
	});
});

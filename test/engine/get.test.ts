import type { INodeParameters } from 'n8n-workflow';
import {
	licenseTypes,
	listedModules,
	modulesOf,
	type CompanyRow,
	type Simulator,
} from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { SIMPLIFIED_FIELDS } from './simplifiedFields';
import { dayFromToday } from './filtering/companies';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';

describe('Get', () => {
	const custom = licenseTypes[licenseTypes.length - 1];

	let simulator: Simulator;
	let credential: Credential;
	let company: Readonly<CompanyRow>;

	beforeAll(async () => {
		simulator = await simulate({ companies: 0 });
		credential = credentialOf(simulator);
		company = simulator.companies.insert({
			companyResourceId: 'acme/1',
			companyName: 'Acme',
			licenseTypeName: custom.name,
			licenseTypeResourceId: custom.resourceId,
			numberOfUsers: '200',
			targetUserCount: 57,
			licenseEndDate: `${dayFromToday(3)}T00:00:00Z`,
			createTime: '2024-05-06T07:08:09Z',
		});
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.statistics.reset();
	});

	const get = (more: INodeParameters = {}, id = company.companyResourceId) => ({
		resource: 'company',
		operation: 'get',
		companyId: { __rl: true, mode: 'id', value: id },
		...more,
	});

	test('the company as Search has it, and the details after that', async () => {
		const { json } = await runWell(credential, get());
		expect(Object.keys(json[0]).slice(0, 10)).toEqual(SIMPLIFIED_FIELDS);
		expect(json[0]).toMatchObject({
			companyId: 'acme/1',
			companyName: 'Acme',
			licenseLimit: 200,
			usagePercent: 28.5,
			seatsRemaining: 143,
			daysToRenewal: 3,
			countryName: expect.any(String),
			licenseStartDate: '2024-05-06',
			hasAgenticAILicense: expect.any(Boolean),
			websiteUrl: expect.stringContaining('https://'),
		});
	});

	test('the details know the products of a "Custom" license', async () => {
		const { json } = await runWell(credential, get({ options: { listFormat: 'list' } }));
		const owned = modulesOf(company).map(({ name }) => name);
		expect(json[0].ownedProducts).toEqual(owned);
		expect(json[0].missingProducts).toEqual(
			listedModules
				.filter(({ name, isAvailable }) => isAvailable && !owned.includes(name))
				.map(({ name }) => name),
		);
	});

	/** A company whose details have dates written in this way. */
	function insertWritten(licenseEndDate: string, createTime: string): string {
		return simulator.companies.insert({
			...company,
			companyResourceId: undefined,
			licenseEndDate,
			createTime,
		}).companyResourceId;
	}

	test('dates that show their format are read in it, whatever the details say', async () => {
		const result = await runWell(credential, get({}, insertWritten('03/04/2027', '05/26/2024')));
		expect(result.json[0]).toMatchObject({
			renewalDate: '2027-03-04',
			licenseStartDate: '2024-05-26',
		});
		expect(hintTexts(result)).toEqual([]);
	});

	test('ambiguous dates are read as the details say', async () => {
		const result = await runWell(credential, get({}, insertWritten('03/04/2027', '05/06/2024')));
		expect(result.json[0]).toMatchObject({
			renewalDate: '2027-04-03',
			licenseStartDate: '2024-06-05',
		});
		expect(hintTexts(result)).toEqual([]);
	});

	test('a date that cannot be read is left empty, and a hint says so', async () => {
		const options = { dateFormat: 'DD/MM/YYYY' };
		const result = await runWell(
			credential,
			get({ options }, insertWritten('03/25/2027', '05/06/2024')),
		);
		expect(result.json[0]).toMatchObject({ renewalDate: null, licenseStartDate: '2024-06-05' });
		expect(hintTexts(result)).toEqual([
			'A date of the company could not be read and is left empty.',
		]);
	});

	test('raw: what the API sends, and no lookup', async () => {
		const { json } = await runWell(credential, get({ output: 'raw' }));
		expect(json[0]).toMatchObject({ resourceId: 'acme/1', name: 'Acme', numberOfUsers: 200 });
		expect(json[0]).not.toHaveProperty('companyId');
		expect(simulator.statistics.requests.lookups).toBeUndefined();
	});

	test('a client that may not read the products gets the rest, and a hint', async () => {
		simulator.behaviour.lookupForbidden = true;
		const result = await runWell(credential, get());
		expect(result.json[0]).toMatchObject({ companyName: 'Acme', ownedProducts: null });
		expect(hintTexts(result)).toEqual([
			'This client may not read the license types, so owned and missing products are left empty.',
		]);
	});

	test('every item its own company, linked to it', async () => {
		const items = [{ id: 'acme/1' }, { id: 'nobody' }, { id: 'acme/1' }];
		const result = await run(credential, get({}, '={{ $json.id }}'), {
			items,
			node: { continueOnFail: 'continueRegularOutput' },
		});
		expect(result.items[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(result.json[1].error).toContain('There is no company with this ID');
		expect(simulator.statistics.requests.lookups).toBe(1);
	});

	test('the company of another reseller', async () => {
		const [other] = simulator.otherCompanies.list();
		const { error } = await run(credential, get({}, other.companyResourceId));
		expect(error?.message).toBe('You do not have access to this company');
	});
});

describe('An answer to Get that cannot be used', () => {
	const get = (value: string) => ({
		resource: 'company',
		operation: 'get',
		companyId: { __rl: true, mode: 'id', value },
	});

	let simulator: Simulator;
	let id: string;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 3 });
		id = simulator.companies.list()[0].companyResourceId;
	});

	beforeEach(() => {
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	const answer = (data: unknown, times: number) =>
		simulator.faults.add({
			kind: 'status',
			status: 200,
			route: 'details',
			times,
			body: { data, status: 'SUCCESS', message: '', validationMessages: [] },
		});

	test.each([{}, { name: 'Acme' }, { resourceId: '' }])(
		'%j is no company: asked again',
		async (data) => {
			answer(data, 2);
			const { json } = await runWell(credentialOf(simulator), get(id));
			expect(json[0].companyId).toBe(id);
			expect(simulator.statistics.requests.details).toBe(3);
		},
	);

	describe('a company other than the requested one', () => {
		type Details = { data: Record<string, unknown> };

		/** Lets the answers name another company, in each of the ways in which an answer can name one. */
		const swap = (names: Record<string, unknown>, times: number) =>
			simulator.faults.add({
				kind: 'alter',
				route: 'details',
				times,
				change: (body) => {
					const { data, ...rest } = body as Details;
					return { ...rest, data: { ...data, resourceId: undefined, ...names } };
				},
			});

		test.each([
			{ resourceId: 'another' },
			{ companyResourceId: 'another' },
			{ resourceId: 'another', companyResourceId: 'another' },
			{ resourceId: 7 },
		])('%j is asked for again', async (names) => {
			swap(names, 2);
			const { json } = await runWell(credentialOf(simulator), get(id));
			expect(json[0].companyId).toBe(id);
			expect(simulator.statistics.requests.details).toBe(3);
		});

		test.each(['simplified', 'raw'])('is never returned (%s)', async (output) => {
			swap({ resourceId: 'another' }, Infinity);
			const { error, items } = await run(credentialOf(simulator), { ...get(id), output });
			expect(error).toMatchObject({
				message: 'Keepnet sent an unexpected answer',
				description: expect.stringContaining('the answer lacks the data that was asked for'),
			});
			expect(items.flat()).toEqual([]);
		});

		test('an ID in other letters, or under either name, is the same', async () => {
			for (const names of [
				{ resourceId: id.toUpperCase() },
				{ companyResourceId: id },
				{ resourceId: 'of something else', companyResourceId: id },
				{ resourceId: ` ${id} ` },
			]) {
				swap(names, 1);
				const { json } = await runWell(credentialOf(simulator), get(id));
				expect(json).toHaveLength(1);
			}
			expect(simulator.statistics.requests.details).toBe(4);
		});
	});

	test('reported if it persists', async () => {
		answer({}, Infinity);
		const { error, items } = await run(credentialOf(simulator), get(id));
		expect(error).toMatchObject({ name: 'NodeApiError' });
		expect(items.flat()).toEqual([]);
	});
});

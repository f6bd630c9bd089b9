import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { industries, licenseTypes, type Simulator } from '../simulator';
import { createPoller, loadOptions } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate } from './support';

let simulator: Simulator;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 12, validateResponses: false });
});

beforeEach(() => {
	simulator.faults.clear();
	simulator.statistics.reset();
});

type Change = (body: unknown) => unknown;

/** Every answer of a route is changed. */
const alter = (route: 'search' | 'lookups' | 'details', change: Change, times = Infinity) =>
	simulator.faults.add({ kind: 'alter', change, route, times });

/** Changes the rows of a page. */
const inRows = (change: (row: IDataObject, index: number) => IDataObject): Change => {
	return (body) => {
		const { data, ...rest } = body as { data: { results: IDataObject[] } };
		return { ...rest, data: { ...data, results: data.results.map(change) } };
	};
};

const withKeys = (spell: (key: string) => string): Change => {
	const changed: Change = (value) => {
		if (Array.isArray(value)) return value.map(changed);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [spell(key), changed(entry)]),
		);
	};
	return changed;
};

const ALL: INodeParameters = { returnAll: true };
const FULL: INodeParameters = { ...ALL, output: 'full' };

describe.each([
	['in capitals', (key: string) => key.toUpperCase()],
	['in small letters', (key: string) => key.toLowerCase()],
	['in PascalCase', (key: string) => key[0].toUpperCase() + key.slice(1)],
])('Keys %s', (_name, spell) => {
	it('make no difference to Search, with products and filters', async () => {
		const parameters = {
			...FULL,
			filters: {
				licenseTypes: licenseTypes.map(({ name }) => name),
				industries: [industries[0].name],
			},
			options: { filterMode: 'local' },
		};
		const before = await runWell(credentialOf(simulator), parameters);
		alter('search', withKeys(spell));
		alter('lookups', withKeys(spell));
		const after = await runWell(credentialOf(simulator), parameters);
		expect(after.json).toEqual(before.json);
		expect(hintTexts(after)).toEqual(hintTexts(before));
	});

	it('make no difference to Get', async () => {
		const companyId = simulator.companies.list()[0].companyResourceId;
		const get = { operation: 'get', companyId: { __rl: true, mode: 'id', value: companyId } };
		const before = await runWell(credentialOf(simulator), get);
		alter('details', withKeys(spell));
		const after = await runWell(credentialOf(simulator), get);
		expect(after.json).toEqual(before.json);
	});

	it('stay in Raw', async () => {
		const before = await runWell(credentialOf(simulator), { ...ALL, output: 'raw' });
		alter('search', withKeys(spell));
		const after = await runWell(credentialOf(simulator), { ...ALL, output: 'raw' });
		expect(after.json).toEqual(before.json.map(withKeys(spell)));
	});

	it('do not hide a refusal', async () => {
		simulator.faults.add({
			kind: 'status',
			status: 200,
			body: withKeys(spell)({ data: null, status: 'IP_RESTRICTED', message: 'No.' }),
			route: 'search',
			times: Infinity,
		});
		const { error } = await run(credentialOf(simulator), ALL);
		expect(error?.message).toBe("Keepnet does not accept requests from this n8n's IP address");
	});
});

it('Values of another kind are read, and Raw keeps them', async () => {
	const other = (row: IDataObject, index: number): IDataObject => ({
		...row,
		companyResourceId: 1000 + index,
		isNumberOfUsersLimited: index === 0 ? 'false' : 'True',
		numberOfUsers: '1.000',
		targetUserCount: '300',
		licenceExpired: index === 1 ? 1 : 0,
		licenseEndDate: 4_102_444_800_000,
		createTime: 1_700_000_000,
		tags: 'vip, gold',
	});
	alter('search', inRows(other));
	const credential = credentialOf(simulator);
	const sort = { orderBy: 'CompanyName' };
	const result = await runWell(credential, { ...FULL, sort });
	expect(hintTexts(result)).toEqual([]);
	expect(result.json[0]).toMatchObject({
		companyId: '1000',
		licenseLimit: null,
		seatsOverLimit: 0,
	});
	expect(result.json[1]).toMatchObject({
		companyId: '1001',
		licenseLimit: 1000,
		targetUsers: 300,
		usagePercent: 30,
		seatsOverLimit: 0,
		renewalDate: '2100-01-01',
		createdAt: '2023-11-14T22:13:20Z',
		licenseExpired: true,
		tags: 'vip, gold',
	});
	expect(result.json[2]).toMatchObject({ companyId: '1002', licenseExpired: false });
	const raw = await runWell(credential, { ...ALL, output: 'raw', sort });
	expect(raw.json[1]).toMatchObject({ companyResourceId: 1001, tags: 'vip, gold' });

	const over = await runWell(credential, { ...ALL, segment: 'overLimit' });
	expect(over.json).toEqual([]);
	const poller = await createPoller({
		credential,
		node: { parameters: { events: ['limitExceeded', 'companyCreated'], emitExisting: true } },
	});
	const events = ((await poller.activate()) ?? []).flat();
	expect(events.filter(({ json }) => json.event === 'companyCreated')).toHaveLength(12);
	expect(events.filter(({ json }) => json.event === 'limitExceeded')).toEqual([]);
});

it('What cannot be read is left empty, and a hint says so', async () => {
	alter(
		'search',
		inRows((row, index) => {
			if (index === 0) return { ...row, numberOfUsers: 'ask sales', tags: { vip: true } };
			return index === 1 ? { ...row, isNumberOfUsersLimited: 'perhaps', licenceExpired: '?' } : row;
		}),
	);
	const sort = { orderBy: 'CompanyName' };
	const result = await runWell(credentialOf(simulator), { ...FULL, sort });
	expect(result.json[0]).toMatchObject({ licenseLimit: null, usagePercent: null, tags: '' });
	expect(result.json[1]).toMatchObject({ licenseLimit: null });
	expect(hintTexts(result)).toEqual([
		'Some values of 2 companies could not be read and are left empty: numberOfUsers, tags, isNumberOfUsersLimited, licenceExpired.',
	]);
});

it('Get names what it cannot read', async () => {
	alter('details', (body) => {
		const { data, ...rest } = body as { data: IDataObject };
		return { ...rest, data: { ...data, numberOfUsers: 'ask sales', licenseStartDate: {} } };
	});
	const companyId = simulator.companies.list()[0].companyResourceId;
	const get = { operation: 'get', companyId: { __rl: true, mode: 'id', value: companyId } };
	expect(hintTexts(await runWell(credentialOf(simulator), get))).toEqual([
		'Some values of the company could not be read and are left empty: numberOfUsers, licenseStartDate.',
	]);
});

describe('An unusable list of names', () => {
	const NONE = [null, {}, 'text', { licenses: null }, { licenses: [{}] }, [null]];
	const data =
		(value: unknown): Change =>
		() => ({ status: 'SUCCESS', data: value });

	it.each(NONE)('is asked for again: %j', async (value) => {
		alter('lookups', data(value), 1);
		const result = await runWell(credentialOf(simulator), {
			...ALL,
			filters: { licenseTypes: [licenseTypes[0].name] },
		});
		expect(simulator.statistics.requests.lookups).toBe(2);
		expect(result.error).toBeUndefined();
	});

	it.each(NONE)('is said to be unusable where it comes always: %j', async (value) => {
		alter('lookups', data(value));
		for (const parameters of [
			{ ...ALL, filters: { licenseTypes: [licenseTypes[0].name] } },
			{ ...ALL, filters: { industries: [industries[0].name] } },
			{ ...ALL, output: 'full' },
		]) {
			const { error } = await run(credentialOf(simulator), parameters);
			expect(error?.message).toBe('Keepnet sent an unexpected answer');
		}
	});
});

describe('Industries with children', () => {
	const child = (id: string, children: unknown) => ({
		resourceId: id,
		name: `Name ${id}`,
		genericCodeTypeId: 2,
		children,
	});
	const tree: Change = () => ({
		status: 'SUCCESS',
		data: [child('a', [child('b', [child('c', null)]), child('d', [])]), child('d', undefined)],
	});

	it('are all in the list of the editor', async () => {
		alter('lookups', tree);
		const options = await loadOptions('getIndustries', { credential: credentialOf(simulator) });
		expect(options.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('can all be filtered by', async () => {
		alter('lookups', tree);
		alter(
			'search',
			inRows((row, index) => ({ ...row, industryResourceId: index === 3 ? 'c' : 'x' })),
		);
		const { json } = await runWell(credentialOf(simulator), {
			...ALL,
			filters: { industries: ['Name C'] },
			options: { filterMode: 'local' },
		});
		expect(json).toHaveLength(1);
	});
});

describe('A key __proto__', () => {
	/** `JSON.stringify` writes an own property of this name. */
	const polluted = (row: IDataObject): IDataObject => {
		const changed = { ...row, nested: {} as IDataObject };
		for (const object of [changed, changed.nested]) {
			Object.defineProperty(object, '__proto__', { value: { polluted: true }, enumerable: true });
		}
		return changed;
	};
	const asText =
		(hide: boolean): Change =>
		(body) => {
			const text = JSON.stringify(inRows(polluted)(body));
			return hide ? text.replaceAll('__proto__', '\\u005f_pr\\u006fto__') : text;
		};

	it.each(
		['simplified', 'full', 'raw', 'selected'].flatMap((output) =>
			[false, true].map((hide) => ({ output, hide })),
		),
	)('changes no item: %j', async ({ output, hide }) => {
		alter('search', asText(hide));
		const fields = ['__proto__', 'companyName', 'constructor', 'toString', 'nested'];
		const options = { listFormat: 'list' };
		const { json } = await runWell(credentialOf(simulator), { ...ALL, output, fields, options });
		expect(json).toHaveLength(12);
		for (const item of json) {
			expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
			expect(item.polluted).toBeUndefined();
			expect(Object.keys(item)).not.toContain('__proto__');
			if (output !== 'simplified') expect(Object.keys(item.nested as object)).toEqual([]);
			for (const name of ['constructor', 'toString']) {
				if (Object.hasOwn(item, name)) expect(item[name]).toBeNull();
			}
		}
	});
});

it('Each item has its own lists', async () => {
	for (const row of simulator.companies.list()) {
		simulator.companies.update(row.companyResourceId, {
			licenseTypeName: licenseTypes[0].name,
			licenseTypeResourceId: licenseTypes[0].resourceId,
		});
	}
	const options = { listFormat: 'list' };
	const { json } = await runWell(credentialOf(simulator), { ...FULL, options });
	for (const name of ['ownedProducts', 'missingProducts', 'tags', 'signals']) {
		const lists = json.map((item) => item[name]);
		expect(lists.every(Array.isArray)).toBe(true);
		expect(new Set(lists).size).toBe(12);
	}
	simulator.companies.update(simulator.companies.list()[0].companyResourceId, {
		isNumberOfUsersLimited: true,
		numberOfUsers: '1',
		targetUserCount: 2,
		tags: ['vip'],
	});
	const events = ['companyCreated', 'limitExceeded'];
	for (const [output, names] of [
		['full', ['ownedProducts', 'missingProducts', 'tags', 'signals']],
		['raw', ['tags']],
	] as const) {
		const poller = await createPoller({
			credential: credentialOf(simulator),
			node: { parameters: { events, emitExisting: true, output, options } },
		});
		const items = ((await poller.activate()) ?? []).flat();
		expect(items.length).toBeGreaterThan(12);
		for (const name of names) {
			const found = items.map((item) => item.json[name]).filter(Array.isArray);
			expect(found.length).toBeGreaterThan(1);
			expect(new Set(found).size).toBe(found.length);
		}
	}
});

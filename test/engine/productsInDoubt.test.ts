import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { parse } from 'csv-parse/sync';
import {
	customType,
	licenseTypes,
	modules,
	modulesOf,
	type Behaviour,
	type CompanyRow,
	type Simulator,
} from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { readBinary, type RunResult } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';
import { dayFromNow, quietRow } from './triggerSupport';

const [PHISHING, SMISHING] = [modules[0].name, modules[1].name];

type Row = Readonly<CompanyRow>;

const has = (row: Row, name: string) => modulesOf(row).some((module) => module.name === name);

/** Whether neither the row nor the lookup says what a company has. */
function isUnknown(row: Row, written: Behaviour['modules']): boolean {
	const isCustom = row.licenseTypeName === customType.name;
	if (row.licenseTypeName !== null && !isCustom) return false;
	const isListed = written === 'all' || written === 'texts' || (written === 'custom' && isCustom);
	return !isListed || modulesOf(row).length === 0;
}

const idsOf = (items: IDataObject[]) => items.map(({ companyId }) => companyId);

const countOf = (count: number) => `${count} ${count === 1 ? 'company' : 'companies'}`;

const inDoubt = (count: number, labels: string) =>
	`Keepnet's data does not show whether ${countOf(count)} ${count === 1 ? 'matches' : 'match'} ${labels}`;

const keptHint = (count: number, labels: string) =>
	`${inDoubt(count, labels)}. ${
		count === 1 ? 'It is' : 'They are'
	} in the result because Keepnet returned ${count === 1 ? 'it' : 'them'}.`;

const leftOutHint = (count: number, labels: string) =>
	`${inDoubt(count, labels)}, so ${count === 1 ? 'it was' : 'they were'} left out.`;

const productHints = (result: RunResult) =>
	hintTexts(result).filter((hint) => hint.startsWith("Keepnet's data does not show"));

const PRODUCT = "'Product Names or IDs'";
const products = { filters: { products: [SMISHING] } };

describe('A filter on products', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 400, seed: 11 });
		credential = credentialOf(simulator);
	});

	beforeEach(() => Object.assign(simulator.behaviour, usualBehaviour()));

	const rows = () => simulator.companies.list();
	const expected = (isWanted: (row: Row) => boolean) =>
		rows()
			.filter(isWanted)
			.map(({ companyResourceId }) => companyResourceId)
			.sort();

	const ask = async (operation: string, parameters: INodeParameters) =>
		await runWell(credential, { resource: 'company', operation, ...parameters });

	const search = async (parameters: INodeParameters) =>
		await ask('search', { returnAll: true, ...parameters });

	test.each<[string, Partial<Behaviour>, boolean]>([
		[
			'ignores this filter alone',
			{ filters: 'partly', ignoredFields: ['ModuleResourceId'] },
			false,
		],
		['ignores other filters', { filters: 'partly', ignoredFields: ['TargetUserCount'] }, true],
		['refuses this filter alone', { refusedFields: ['ModuleResourceId'] }, false],
		['refuses other filters', { refusedFields: ['TargetUserCount'] }, true],
		['refuses dates', { filters: 'refuseDates' }, true],
	])('in a list of several filters, where Keepnet %s', async (_name, behaviour, isTrusted) => {
		Object.assign(simulator.behaviour, behaviour, { modules: 'none' });
		const filters = { ...products.filters, usersMin: 100, createdBefore: '2099-01-01' };
		const result = await search({ filters });
		const isCandidate = (row: Row) => row.targetUserCount >= 100 && row.createTime !== null;
		expect(idsOf(result.json).sort()).toEqual(
			expected(
				(row) => isCandidate(row) && has(row, SMISHING) && (isTrusted || !isUnknown(row, 'none')),
			),
		);
		const unknown = rows().filter((row) => isCandidate(row) && isUnknown(row, 'none'));
		const kept = unknown.filter((row) => has(row, SMISHING)).length;
		expect(productHints(result)).toEqual([
			isTrusted ? keptHint(kept, PRODUCT) : leftOutHint(unknown.length, PRODUCT),
		]);
		const created = result.json.map(
			({ companyId }) => simulator.companies.get(`${companyId}`)?.createTime,
		);
		expect(created).toEqual([...created].sort().reverse());
	});

	test('what another filter leaves out anyway is not counted', async () => {
		simulator.behaviour.modules = 'none';
		const filters = { missingProducts: [SMISHING], usersMin: 1000 };
		const unknown = rows().filter((row) => isUnknown(row, 'none') && row.targetUserCount >= 1000);
		expect(productHints(await search({ filters }))).toEqual([
			leftOutHint(unknown.length, "'Missing Product Names or IDs'"),
		]);
	});

	const row = (fieldName: string, operator: string, value: string) => ({
		fieldName,
		operator,
		value,
	});
	const any = (...condition: INodeParameters[]) => ({ match: 'any', conditions: { condition } });

	test('as alternatives about products alone, which Keepnet is asked for', async () => {
		simulator.behaviour.modules = 'none';
		const result = await search(
			any(
				row('ModuleResourceId', 'isAnyOf', PHISHING),
				row('ModuleResourceId', 'isAnyOf', SMISHING),
			),
		);
		expect(idsOf(result.json).sort()).toEqual(
			expected((company) => has(company, PHISHING) || has(company, SMISHING)),
		);
		const kept = rows().filter(
			(company) => isUnknown(company, 'none') && (has(company, PHISHING) || has(company, SMISHING)),
		);
		expect(productHints(result)).toEqual([
			keptHint(kept.length, "'Conditions, row 1: Product' or 'Conditions, row 2: Product'"),
		]);
	});

	test('together with one that Keepnet is not asked for', async () => {
		simulator.behaviour.modules = 'none';
		const filters = { products: [PHISHING], missingProducts: [SMISHING] };
		const result = await search({ filters });
		expect(idsOf(result.json).sort()).toEqual(
			expected(
				(company) =>
					!isUnknown(company, 'none') && has(company, PHISHING) && !has(company, SMISHING),
			),
		);
		const returned = rows().filter(
			(company) => isUnknown(company, 'none') && has(company, PHISHING),
		);
		expect(productHints(result)).toEqual([
			leftOutHint(returned.length, "'Missing Product Names or IDs'"),
		]);
	});

	test('is not checked where Keepnet is trusted', async () => {
		Object.assign(simulator.behaviour, { modules: 'none', filters: 'ignore' });
		const result = await search({ ...products, options: { filterMode: 'api' } });
		expect(result.json).toHaveLength(400);
		expect(productHints(result)).toEqual([]);
	});
});

describe('Companies that a later page decides about', () => {
	const enterprise = {
		licenseTypeName: 'Enterprise',
		licenseTypeResourceId: licenseTypes[4].resourceId,
	};
	const known = { ...enterprise, targetUserCount: 1 };
	const contradicting = { targetUserCount: 2 };
	const unknown = { licenseTypeName: null, licenseTypeResourceId: null, targetUserCount: 3 };

	/** Companies by name, in pages of two, from a Keepnet that ignores the filter. */
	async function found(
		companies: Array<Partial<CompanyRow>>,
		more: INodeParameters = {},
		operation = 'search',
	): Promise<RunResult> {
		const simulator = await simulate({
			rows: companies.map((row, index) =>
				quietRow(`${index}`, { companyName: `${index}`, ...row }),
			),
			behaviour: { filters: 'ignore', pageCap: 2 },
		});
		return await runWell(credentialOf(simulator), {
			operation,
			...products,
			sort: { orderBy: 'CompanyName' },
			options: { concurrency: 1 },
			...(operation === 'search' && { returnAll: true }),
			...more,
		});
	}

	const list = [unknown, known, unknown, known, known, contradicting, unknown, known, unknown];

	test('stay in their places if none contradicts', async () => {
		const without = list.filter((row) => row !== contradicting);
		const result = await found(without);
		expect(idsOf(result.json)).toEqual(without.map((_, index) => `${index}`));
		expect(productHints(result)).toEqual([keptHint(4, PRODUCT)]);
	});

	test('are left out if one contradicts', async () => {
		const result = await found(list);
		expect(idsOf(result.json)).toEqual(['1', '3', '4', '7']);
		expect(productHints(result)).toEqual([leftOutHint(4, PRODUCT)]);
		const summary = await found(list, {}, 'summarize');
		expect(summary.json[0]).toMatchObject({ companies: 4, targetUsers: 4 });
	});

	test.each<[number, string[], string[]]>([
		[1, ['0'], [keptHint(1, PRODUCT)]],
		[3, ['0', '1', '2'], [keptHint(2, PRODUCT)]],
		// The fifth is on the page of the one that contradicts.
		[5, ['1', '3', '4', '7'], [leftOutHint(4, PRODUCT)]],
		[4, ['0', '1', '2', '3'], [keptHint(2, PRODUCT)]],
	])('and Limit %i counts what is left', async (limit, ids, hints) => {
		const result = await found(list, { returnAll: false, limit });
		expect(idsOf(result.json)).toEqual(ids);
		expect(productHints(result)).toEqual(hints);
	});

	test('and reading goes on until Limit is reached without them', async () => {
		const companies = [unknown, unknown, known, contradicting, known, known, known, known];
		const result = await found(companies, { returnAll: false, limit: 3 });
		expect(idsOf(result.json)).toEqual(['2', '4', '5']);
		expect(productHints(result)).toEqual([leftOutHint(2, PRODUCT)]);
	});

	test('in an order that the node makes', async () => {
		const sort = { orderBy: 'usagePercent' };
		expect(idsOf((await found(list, { sort })).json)).toEqual(['1', '3', '4', '7']);
		const without = list.filter((row) => row !== contradicting);
		const { json } = await found(without, { sort });
		expect(idsOf(json)).toEqual(['1', '3', '4', '6', '0', '2', '5', '7']);
	});
});

describe('A file with a filter on products', () => {
	const noType = { licenseTypeName: null, licenseTypeResourceId: null };
	const inEverything = {
		licenseTypeName: licenseTypes[4].name,
		licenseTypeResourceId: licenseTypes[4].resourceId,
	};

	const exported = async (rows: CompanyRow[], more: INodeParameters = {}) => {
		const simulator = await simulate({ rows, behaviour: { filters: 'partly' } });
		simulator.behaviour.ignoredFields = ['ModuleResourceId'];
		return await run(credentialOf(simulator), { operation: 'export', ...products, ...more });
	};

	test('is made where nothing shows that Keepnet ignores the filter', async () => {
		const result = await exported(['a', 'b'].map((id) => quietRow(id, noType)));
		expect(result.error).toBeUndefined();
		const file = Buffer.from(await readBinary(result.items[0][0], 'data'));
		expect(parse(file, { columns: true, bom: true })).toHaveLength(2);
		expect(productHints(result)).toEqual([
			`${inDoubt(2, PRODUCT)}. The file has all that Keepnet returns.`,
		]);
	});

	test('is not made where Keepnet leaves out a company at the end of a span of days, unknown ones or not', async () => {
		const today = dayFromNow(0);
		const at = (time: string) => ({ licenseEndDate: `${today}T${time}` });
		const { error } = await exported(
			[
				quietRow('left out', { ...inEverything, ...at('00:00:00+03:00') }),
				quietRow('known', { ...inEverything, ...at('12:00:00+03:00') }),
				quietRow('unknown', { ...noType, ...at('12:00:00+03:00') }),
			],
			{ segment: 'renewalDue' },
		);
		expect(error?.message).toBe("Keepnet cannot export with these filters: 'Segment'");
	});
});

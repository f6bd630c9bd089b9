import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { parse } from 'csv-parse/sync';
import {
	customType,
	listedModules,
	modules,
	modulesOf,
	type Behaviour,
	type CompanyRow,
	type Simulator,
} from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { readBinary, type RunResult } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';

const SMISHING = modules[1].name;

const has = (row: Readonly<CompanyRow>, name: string) =>
	modulesOf(row).some((module) => module.name === name);

/** Whether neither the row nor the lookup says what a company has. */
function isUnknown(row: Readonly<CompanyRow>, { modules: written }: Pick<Behaviour, 'modules'>) {
	const isCustom = row.licenseTypeName === customType.name;
	if (row.licenseTypeName !== null && !isCustom) return false;
	const isListed = written === 'all' || written === 'texts' || (written === 'custom' && isCustom);
	return !isListed || modulesOf(row).length === 0;
}

describe('Filters on products', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({ companies: 400, seed: 11 });
		credential = credentialOf(simulator);
	});

	beforeEach(() => Object.assign(simulator.behaviour, usualBehaviour()));

	const idsOf = (items: IDataObject[]) => items.map(({ companyId }) => companyId).sort();

	const expected = (isWanted: (row: Readonly<CompanyRow>) => boolean) =>
		simulator.companies
			.list()
			.filter(isWanted)
			.map(({ companyResourceId }) => companyResourceId)
			.sort();

	const search = async (parameters: INodeParameters) =>
		await runWell(credential, {
			resource: 'company',
			operation: 'search',
			returnAll: true,
			...parameters,
		});

	const KEPT =
		/^Keepnet's data does not show whether (\d+) compan\w+ match(?:es)? '(.*)'\. (?:They are|It is) in the result because Keepnet returned (?:them|it)\.$/;
	const LEFT_OUT =
		/^Keepnet's data does not show whether (\d+) compan\w+ match(?:es)? '(.*)', so (?:they were|it was) left out\.$/;

	/** How many companies a hint counts; 0 without such a hint. */
	const counted = (result: RunResult, hint: RegExp) =>
		Number(hintTexts(result).flatMap((text) => hint.exec(text)?.[1] ?? [])[0] ?? 0);

	const custom = (row: Readonly<CompanyRow>) => isUnknown(row, simulator.behaviour);

	describe.each(['custom', 'all', 'texts', 'none'] as const)('modules: %s', (written) => {
		beforeEach(() => (simulator.behaviour.modules = written));

		test('Keepnet filters: every company that has the product', async () => {
			const result = await search({ filters: { products: [SMISHING] }, output: 'full' });
			const wanted = (row: Readonly<CompanyRow>) => has(row, SMISHING);
			expect(idsOf(result.json)).toEqual(expected(wanted));
			const unknown = simulator.companies.list().filter((row) => wanted(row) && custom(row));
			expect(counted(result, KEPT)).toBe(unknown.length);
			expect(result.json.filter(({ ownedProducts }) => ownedProducts === null)).toHaveLength(
				unknown.length,
			);
		});

		test.each([
			['ignores', { filters: 'ignore' }],
			['refuses', { filters: 'refuse' }],
		] as const)(
			'Keepnet %s filters: the companies that surely have it',
			async (_how, behaviour) => {
				Object.assign(simulator.behaviour, behaviour);
				const result = await search({ filters: { products: [SMISHING] } });
				expect(idsOf(result.json)).toEqual(expected((row) => has(row, SMISHING) && !custom(row)));
				expect(counted(result, KEPT)).toBe(0);
				expect(counted(result, LEFT_OUT)).toBe(simulator.companies.list().filter(custom).length);
			},
		);

		test('filtering here: the companies that surely have it', async () => {
			const result = await search({
				filters: { products: [SMISHING] },
				options: { filterMode: 'local' },
			});
			expect(idsOf(result.json)).toEqual(expected((row) => has(row, SMISHING) && !custom(row)));
			expect(counted(result, LEFT_OUT)).toBe(simulator.companies.list().filter(custom).length);
		});

		test('Missing Products: those that surely lack a product that can be sold', async () => {
			const result = await search({ filters: { missingProducts: [SMISHING] } });
			expect(idsOf(result.json)).toEqual(expected((row) => !has(row, SMISHING) && !custom(row)));
			expect(counted(result, LEFT_OUT)).toBe(simulator.companies.list().filter(custom).length);
		});

		test('Any Condition: true with an unknown is true, false with an unknown is unknown', async () => {
			const result = await search({
				match: 'any',
				conditions: {
					condition: [
						{ fieldName: 'ModuleResourceId', operator: 'isAnyOf', value: SMISHING },
						{ fieldName: 'TargetUserCount', operator: 'greaterOrEqual', value: '500' },
					],
				},
			});
			const isLarge = (row: Readonly<CompanyRow>) => row.targetUserCount >= 500;
			expect(idsOf(result.json)).toEqual(
				expected((row) => isLarge(row) || (has(row, SMISHING) && !custom(row))),
			);
			const open = simulator.companies.list().filter((row) => custom(row) && !isLarge(row));
			expect(counted(result, LEFT_OUT)).toBe(open.length);
		});

		test('an export is not stopped by a company of unknown products', async () => {
			const result = await runWell(credential, {
				resource: 'company',
				operation: 'export',
				filters: { products: [SMISHING] },
			});
			const file = Buffer.from(await readBinary(result.items[0][0], 'data'));
			const rows: unknown[] = parse(file, { columns: true, bom: true });
			expect(rows).toHaveLength(expected((row) => has(row, SMISHING)).length);
			const isUnsure = hintTexts(result).some((text) =>
				text.endsWith('The file has all that Keepnet returns.'),
			);
			expect(isUnsure).toBe(
				written === 'none' ||
					simulator.companies.list().some((row) => custom(row) && has(row, SMISHING)),
			);
		});

		test('an export stops where a known company shows that Keepnet ignores the filter', async () => {
			simulator.behaviour.filters = 'ignore';
			const { error } = await run(credential, {
				resource: 'company',
				operation: 'export',
				filters: { products: [SMISHING] },
			});
			expect(error?.message).toBe(
				"Keepnet cannot export with these filters: 'Product Names or IDs'",
			);
		});
	});

	test('a company that shows later that Keepnet ignores the filter: with a limit, too', async () => {
		Object.assign(simulator.behaviour, { modules: 'none', filters: 'ignore' });
		const byId = new Map(simulator.companies.list().map((row) => [row.companyResourceId, row]));
		for (const limit of [1, 5, 20]) {
			const result = await search({
				filters: { products: [SMISHING] },
				returnAll: false,
				limit,
				options: { pageSize: 3 },
				sort: { orderBy: 'CompanyName', direction: 'asc' },
			});
			const rows = result.json.map(({ companyId }) => byId.get(companyId as string));
			expect(rows).toHaveLength(limit);
			const later = rows.filter((row) => row && custom(row));
			// Nothing had contradicted yet.
			expect(counted(result, KEPT)).toBe(later.length);
		}
	});

	test('Summarize counts the same companies', async () => {
		for (const filters of ['apply', 'ignore'] as const) {
			Object.assign(simulator.behaviour, { modules: 'none', filters });
			const parameters = { filters: { products: [SMISHING] } };
			const listed = await search(parameters);
			const summed = await search({ ...parameters, operation: 'summarize' });
			expect(summed.json[0].companies).toBe(listed.json.length);
			expect(hintTexts(summed)).toEqual(hintTexts(listed));
		}
	});

	describe('the segment Missing a Product', () => {
		const THREAT = modules[8].name;
		const forSale = listedModules.filter(({ isAvailable }) => isAvailable).map(({ name }) => name);
		const lacks = (row: Readonly<CompanyRow>, names: Iterable<string>) =>
			!custom(row) && [...names].some((name) => !has(row, name));

		test.each<[string | string[] | undefined, string[]]>([
			[undefined, forSale],
			[[], forSale],
			[[THREAT], [THREAT]],
			[
				[SMISHING, THREAT],
				[SMISHING, THREAT],
			],
			[`${SMISHING}, ${modules[8].resourceId}`, [SMISHING, THREAT]],
		])('products to sell: %j', async (productsToSell, names) => {
			const result = await search({
				segment: 'missingProduct',
				...(productsToSell !== undefined && { productsToSell }),
			});
			expect(idsOf(result.json)).toEqual(expected((row) => lacks(row, names)));
			const users = result.json.map(({ targetUsers }) => Number(targetUsers));
			expect(users).toEqual([...users].sort((left, right) => right - left));
			expect(counted(result, LEFT_OUT)).toBe(simulator.companies.list().filter(custom).length);
		});

		describe('products that this reseller may not sell', () => {
			const notForSale = listedModules
				.filter(({ isAvailable }) => !isAvailable)
				.map(({ name }) => name);
			const [first = ''] = notForSale;
			const hint = (names: string, them: string, label: string) =>
				`Keepnet does not let you sell ${names}, so no company counts as missing ${them} ('${label}').`;

			test('are named, where nothing else is chosen and where something is', async () => {
				const both = notForSale.map((name) => `'${name}'`).join(' and ');
				const none = await search({ segment: 'missingProduct', productsToSell: notForSale });
				expect(none.json).toEqual([]);
				expect(hintTexts(none)).toContain(hint(both, 'them', 'Products to Sell Names or IDs'));
				const some = await search({ filters: { missingProducts: [first, SMISHING] } });
				expect(idsOf(some.json)).toEqual(expected((row) => lacks(row, [SMISHING])));
				expect(hintTexts(some)).toContain(hint(`'${first}'`, 'it', 'Missing Product Names or IDs'));
			});

			test('are not named where the companies that own them are looked for', async () => {
				const result = await search({ filters: { products: [first] } });
				expect(hintTexts(result).join()).not.toContain('let you sell');
			});
		});

		test('by an expression', async () => {
			const result = await search({
				segment: '={{ "missingProduct" }}',
				productsToSell: '={{ ["SMISHING SIMULATOR"] }}',
			});
			expect(idsOf(result.json)).toEqual(expected((row) => lacks(row, [SMISHING])));
		});

		test('an unknown product: the nearest names', async () => {
			const { error } = await run(credential, {
				operation: 'search',
				segment: 'missingProduct',
				productsToSell: ['Smishing Simulater'],
			});
			expect(error?.message).toContain('Smishing Simulater');
			expect(error?.description).toContain(SMISHING);
		});

		test('products chosen for another segment count for nothing', async () => {
			const all = await search({ segment: 'all', productsToSell: [SMISHING] });
			expect(all.json).toHaveLength(400);
		});

		test('no file', async () => {
			const { error } = await run(credential, { operation: 'export', segment: 'missingProduct' });
			expect(error?.message).toBe(
				"Keepnet cannot export with these filters: 'Segment: Missing a Product'",
			);
		});
	});
});

import type { INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';
import fc, { runs } from '../property';
import { licenseTypes, type Behaviour, type FieldName, type Simulator } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { usualBehaviour } from '../usualBehaviour';
import { dayFromToday } from './filtering/companies';
import {
	credentialOf,
	hintTexts,
	hurry,
	run,
	runWell,
	simulate,
	sortedName,
	type Credential,
} from './support';
import { WHOM_TO_CALL, companiesToCall } from './filtering/whomToCall';
import { places } from './filtering/order';
import { answerTo, parametersOf, questions, type Question } from './filtering/question';

hurry();

describe('What Keepnet is asked', () => {
	interface SearchBody {
		orderBy: string;
		ascending: boolean;
		isTargetUserCountExceededLimit: boolean;
		filter: { FilterGroups: Array<{ FilterItems: unknown[] }> };
	}

	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 300, seed: 5 });
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.requests.splice(0);
	});

	const ask = (parameters: INodeParameters): INodeParameters => ({
		resource: 'company',
		operation: 'search',
		returnAll: true,
		...parameters,
	});

	const searches = () => simulator.requests.filter(({ route }) => route === 'search');
	const bodies = () => searches().map(({ body }) => body as SearchBody);

	/** The conditions of the first request: what must all hold, then the alternatives. */
	async function sent(parameters: INodeParameters) {
		await runWell(credential, ask(parameters));
		return bodies()[0].filter.FilterGroups.map(({ FilterItems }) => FilterItems);
	}

	const item = (FieldName: string, Operator: string, Value: string) => ({
		FieldName,
		Operator,
		Value,
	});

	const rows = (...condition: INodeParameters[]) => ({ conditions: { condition } });
	const row = (fieldName: string, operator: string, value: string) => ({
		fieldName,
		operator,
		value,
	});

	describe('what is sent', () => {
		test('everything that narrows the answer and loses no company', async () => {
			const filters = {
				companyName: 'Group',
				licenseTypes: ['business'],
				usersMin: 10,
				licenseLimitMin: 5,
				licenseLimitMax: 500,
				renewalBefore: '2027-01-31',
				usageMin: 50,
			};
			expect(await sent({ filters })).toEqual([
				[
					item('CompanyName', 'Contains', 'Group'),
					item('LicenseTypeResourceId', 'Include', licenseTypes[3].resourceId),
					item('NumberOfUsers', '<=', '500'),
					item('TargetUserCount', '>=', '10'),
					item('LicenseEndDate', '<', '2027-02-02'),
				],
				[],
			]);
		});

		test('the over-limit flag of its segment, and nothing else if the node filters', async () => {
			const filters = { companyName: 'Group' };
			const options = { filterMode: 'local', month: '2026-01' };
			expect(await sent({ segment: 'overLimit', filters, options })).toEqual([
				[item('MonthlyActiveUser', '=', '2026-01')],
				[],
			]);
			expect(bodies()[0].isTargetUserCountExceededLimit).toBe(true);
		});

		test('alternatives about one field; others are applied here', async () => {
			const same = rows(row('Tags', 'equals', 'gold'), row('Tags', 'contains', 'beta'));
			expect(await sent({ match: 'any', ...same })).toEqual([
				[],
				[item('Tags', 'Contains', 'gold'), item('Tags', 'Contains', 'beta')],
			]);
			simulator.requests.splice(0);
			const mixed = rows(row('Tags', 'equals', 'gold'), row('TargetUserCount', 'lessThan', '5'));
			expect(await sent({ match: 'any', ...mixed })).toEqual([[], []]);
		});

		test('the exact dates if the API is trusted', async () => {
			const options = { filterMode: 'api' };
			expect(await sent({ segment: 'recentlyCreated', withinDays: 7, options })).toEqual([
				[item('CreateTime', '>=', dayFromToday(-7))],
				[],
			]);
		});

		test('every field that a search needs, even if nothing is set', async () => {
			await runWell(credential, ask({}));
			expect(bodies()[0]).toEqual({
				pageNumber: 1,
				pageSize: 100,
				orderBy: 'CreateTime',
				ascending: false,
				isClustered: false,
				isTargetUserCountExceededLimit: false,
				filter: {
					Condition: 'AND',
					SearchInputTextValue: '',
					FilterGroups: [
						{ Condition: 'AND', FilterItems: [], FilterGroups: [] },
						{ Condition: 'OR', FilterItems: [], FilterGroups: [] },
					],
				},
			});
		});
	});

	describe('what the user is told', () => {
		test('nothing if the API does as asked', async () => {
			const result = await runWell(credential, ask({ filters: { usersMin: 10, tag: 'vip' } }));
			expect(hintTexts(result)).toEqual([]);
		});

		test('all conditions that are ignored or refused, in one box', async () => {
			Object.assign(simulator.behaviour, {
				filters: 'partly',
				ignoredFields: ['Tags', 'CompanyName'],
				refusedFields: ['TargetUserCount'],
			});
			const result = await runWell(
				credential,
				ask({ filters: { usersMin: 10, tag: 'vip', companyName: 'a' } }),
			);
			expect(hintTexts(result)).toEqual([
				"Keepnet did not filter by 'Users Min', 'Tag', and 'Company Name', so the node read 300 companies and filtered them itself.",
			]);
		});

		describe('how many companies a limit leaves out', () => {
			const limited = async (limit: number, parameters: INodeParameters = {}) =>
				hintTexts(await runWell(credential, { operation: 'search', limit, ...parameters }));
			const vip = { filters: { tag: 'vip' } };
			const large = () =>
				simulator.companies.list().filter(({ targetUserCount }) => targetUserCount >= 500);

			test('counted by Keepnet', async () => {
				const all = 'Showing the first 20 of 300 companies, because of Limit.';
				expect(await limited(20)).toEqual([all]);
				const text = `Showing the first 2 of ${large().length} companies, because of Limit.`;
				expect(await limited(2, { filters: { usersMin: 500 } })).toEqual([text]);
			});

			test('counted here, where the whole list had to be read', async () => {
				const segment = { segment: 'underused', usageThreshold: 100 };
				const { json } = await runWell(credential, {
					operation: 'search',
					returnAll: true,
					...segment,
				});
				const text = `Showing the first 3 of ${json.length} companies, because of Limit.`;
				expect(await limited(3, segment)).toEqual([text]);
			});

			test('not counted', async () => {
				Object.assign(simulator.behaviour, { filters: 'ignore' });
				const [text] = await limited(2, vip);
				expect(text).toBe('Showing the first 2 companies, because of Limit. There may be more.');
			});

			test('nothing where it leaves out none', async () => {
				expect(await limited(300)).toEqual([]);
				expect(await limited(large().length, { filters: { usersMin: 500 } })).toEqual([]);
			});
		});

		test('each condition that is refused, and only those are left out of the request', async () => {
			Object.assign(simulator.behaviour, { refusedFields: ['Tags'], refusalNamesField: false });
			const result = await runWell(credential, ask({ filters: { usersMin: 10, tag: 'vip' } }));
			expect(hintTexts(result)).toEqual([
				expect.stringMatching(
					/^Keepnet did not filter by 'Tag', so the node read \d+ companies and filtered them itself\.$/,
				),
			]);
			expect(bodies().at(-1)?.filter.FilterGroups[0].FilterItems).toEqual([
				item('TargetUserCount', '>=', '10'),
			]);
		});

		test('a month that is refused', async () => {
			simulator.behaviour.refusedFields = ['MonthlyActiveUser'];
			const result = await runWell(credential, ask({ options: { month: '2026-01' } }));
			expect(result.json).toHaveLength(300);
			expect(hintTexts(result)).toEqual([
				"Keepnet did not accept 'Month for Monthly Users', so Monthly Users counts the month that Keepnet uses by default.",
			]);
		});

		test('dates that can be read two ways', async () => {
			const plain = await simulate({ companies: 0, behaviour: { dateFormat: 'DD/MM/YYYY HH:mm' } });
			plain.companies.insert({ licenseEndDate: '2026-04-03T00:00:00Z' });
			const search = async (options = {}) => await runWell(credentialOf(plain), ask({ options }));
			const result = await search();
			expect(result.json[0].renewalDate).toBe('2026-04-03');
			expect(hintTexts(result)).toEqual([
				"The dates do not show whether the day or the month comes first, so they were read as DD/MM/YYYY. Set 'Date Format' in the options to be sure.",
			]);
			expect(hintTexts(await search({ dateFormat: 'DD/MM/YYYY' }))).toEqual([]);
		});

		test('nothing if a later page shows how the dates of the first are written', async () => {
			const plain = await simulate({ companies: 0, behaviour: { dateFormat: 'MM/DD/YYYY HH:mm' } });
			for (const day of ['03', '04', '05', '25', '06']) {
				plain.companies.insert({
					companyName: `Due on ${day}`,
					licenseEndDate: `2026-04-${day}T00:00:00Z`,
					createTime: '2026-01-01T00:00:00Z',
				});
			}
			const sort = { orderBy: 'CompanyName' };
			const options = { pageSize: 1, concurrency: 1 };
			const result = await runWell(credentialOf(plain), ask({ sort, options }));
			expect(result.json.map(({ renewalDate }) => renewalDate).sort()).toEqual(
				['03', '04', '05', '06', '25'].map((day) => `2026-04-${day}`),
			);
			expect(hintTexts(result)).toEqual([]);
		});

		test('dates that cannot be read', async () => {
			const plain = await simulate({ companies: 0 });
			plain.companies.insert({ licenseEndDate: 'in spring' });
			const result = await runWell(credentialOf(plain), ask({}));
			expect(result.json[0].renewalDate).toBeNull();
			expect(hintTexts(result)).toEqual([
				'A date of 1 company could not be read and is left empty.',
			]);
		});
	});

	describe('the limit', () => {
		test('counts matching companies, and reading stops when it is reached', async () => {
			simulator.behaviour.filters = 'ignore';
			const options = { pageSize: 10, concurrency: 1 };
			const { json } = await runWell(credential, {
				...ask({ filters: { usersMin: 10 }, options }),
				returnAll: false,
				limit: 12,
			});
			expect(json).toHaveLength(12);
			expect(searches().length).toBeLessThan(6);
		});

		test('a computed order needs the whole list before the first company is known', async () => {
			const { json } = await runWell(credential, {
				...ask({ sort: { orderBy: 'usagePercent', direction: 'desc' } }),
				returnAll: false,
				limit: 1,
			});
			const [fullest] = (await runWell(credential, ask({}))).json
				.map(({ usagePercent }) => Number(usagePercent))
				.sort((left, right) => right - left);
			expect(json[0].usagePercent).toBe(fullest);
		});
	});

	describe('what only Keepnet knows', () => {
		const typed = rows(row('={{ "RiskScore" }}', 'greaterThan', '50'));

		test('a field that it does not know either', async () => {
			const { error } = await run(credential, ask(typed));
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: 'Keepnet does not accept this request',
				description: expect.stringContaining('RiskScore is not a known field.'),
			});
		});

		test('an order that it does not know', async () => {
			const { error } = await run(credential, ask({ sort: { orderBy: '={{ "RiskScore" }}' } }));
			expect(error?.message).toBe("Keepnet does not accept the value of 'Sort'");
		});
	});

	test('an order that the API refuses is made here', async () => {
		simulator.behaviour.orderByRefused = ['CompanyName', 'CreateTime'];
		const { json } = await runWell(credential, ask({ sort: { orderBy: 'CompanyName' } }));
		const names = json.map(({ companyName }) => sortedName(companyName));
		expect(names).toEqual([...names].sort());
		expect(json).toHaveLength(300);
	});
});

describe('The same result whatever Keepnet does with filters', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 2500 });
		credential = credentialOf(simulator);
	});

	const BEHAVIOURS: Array<[string, Partial<Behaviour>, string[]]> = [
		['apply', { filters: 'apply' }, []],
		[
			'ignore',
			{ filters: 'ignore' },
			[expect.stringMatching(/^Keepnet did not filter by 'Segment', so the node read/)],
		],
		[
			'partly',
			{ filters: 'partly', ignoredFields: ['LicenseEndDate'] },
			[expect.stringMatching(/^Keepnet did not filter by 'Segment', so the node read/)],
		],
		[
			'refuse',
			{ filters: 'refuse' },
			[
				"Keepnet did not filter by 'Segment', so the node read 2,500 companies and filtered them itself.",
			],
		],
		[
			'refuseDates',
			{ filters: 'refuseDates', refusalNamesField: false },
			[expect.stringMatching(/^Keepnet did not filter by 'Segment', so the node read/)],
		],
		[
			'fail',
			{ filters: 'fail' },
			[
				"Keepnet did not filter by 'Segment', so the node read 2,500 companies and filtered them itself.",
			],
		],
		[
			'failDates',
			{ filters: 'failDates', failureStatus: 200 },
			[expect.stringMatching(/^Keepnet did not filter by 'Segment', so the node read/)],
		],
	];

	test.each(BEHAVIOURS)(
		'gives the right companies, and says what the API did: %s',
		async (_name, behaviour, hints) => {
			Object.assign(simulator.behaviour, { refusalNamesField: true, ...behaviour });
			const wanted = companiesToCall(simulator);
			expect(wanted.length).toBeGreaterThan(5);

			const result = await runWell(credential, WHOM_TO_CALL);
			expect(result.json.map(({ companyId }) => companyId).sort()).toEqual(wanted.sort());
			const days = result.json.map(({ daysToRenewal }) => Number(daysToRenewal));
			expect(days).toEqual([...days].sort((left, right) => left - right));
			for (const { missingProducts, usagePercent, signals } of result.json) {
				expect(missingProducts).toContain('Smishing Simulator');
				expect(usagePercent).toBeGreaterThanOrEqual(80);
				expect(signals).toContain('renewalDue');
			}
			// A company has no license type, so nobody knows its products.
			expect(hintTexts(result)).toEqual([
				...hints,
				"Keepnet's data does not show whether 1 company matches 'Missing Product Names or IDs', so it was left out.",
			]);
		},
	);
});

describe('Files with filters', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ companies: 300, seed: 5 });
		credential = credentialOf(simulator);
	});

	const exported = async (parameters: INodeParameters) =>
		await run(credential, { resource: 'company', operation: 'export', ...parameters });

	/** Alternatives about two fields: a server that knows only one of them leaves companies out, which the remaining ones do not show. */
	const MIXED: Array<[string, INodeParameters, FieldName[]]> = [
		["'Segment'", { segment: 'expired' }, ['LicenceExpired', 'LicenseEndDate']],
		["'License Status'", { filters: { licenseStatus: 'expired' } }, ['LicenceExpired']],
		[
			"'Conditions, row 2: Target Users'",
			{
				match: 'any',
				conditions: {
					condition: [
						{ fieldName: 'Tags', operator: 'equals', value: 'vip' },
						{ fieldName: 'TargetUserCount', operator: 'lessThan', value: '5' },
					],
				},
			},
			['TargetUserCount'],
		],
	];

	test.each(MIXED)(
		'a file by alternatives of which one is ignored: %s',
		async (label, asked, fields) => {
			for (const field of fields) {
				Object.assign(simulator.behaviour, { filters: 'partly', ignoredFields: [field] });
				const { error, items } = await exported(asked);
				expect(error?.message).toBe(`Keepnet cannot export with these filters: ${label}`);
				expect(items.flat()).toEqual([]);
			}
		},
	);

	test.each(MIXED)('the same file where Keepnet knows all of them: %s', async (_label, asked) => {
		simulator.behaviour.filters = 'apply';
		const { error, json } = await exported(asked);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});
});

describe('Any filters', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await simulate({ rows: [] });
		credential = credentialOf(simulator);
	});

	function deploy({ rows, behaviour }: Question): void {
		Object.assign(simulator.behaviour, documentedBehaviour(), behaviour);
		simulator.companies.clear();
		for (const row of rows) simulator.companies.insert(row);
	}

	async function check(asked: Question): Promise<void> {
		deploy(asked);
		const today = DateTime.now().setZone(asked.timezone).toISODate() ?? '';
		const answer = answerTo(asked, today);
		if (!answer) return;
		const { facts, order } = answer;
		const result = await runWell(credential, parametersOf(asked), { timezone: asked.timezone });
		const { json } = result;
		const isInDoubt = hintTexts(result).some((hint) => hint.includes('were read as DD/MM/YYYY'));
		if (isInDoubt && asked.behaviour.dateFormat?.startsWith('MM')) return;

		const byId = new Map(facts.map((entry) => [entry.row.companyResourceId, entry]));
		const ids = json.map((item) =>
			String(item.companyId ?? item.companyResourceId ?? item.resourceId),
		);
		expect(ids.filter((id) => !byId.has(id))).toEqual([]);
		expect(new Set(ids).size).toBe(ids.length);
		const found = ids.flatMap((id) => byId.get(id) ?? []);
		expect(places(found, order)).toEqual(places(facts.slice(0, asked.limit), order));
	}

	test(
		'the result is the one of plain filtering and sorting, whatever the deployment does with the request',
		async () => {
			await fc.assert(fc.asyncProperty(questions, check), { numRuns: runs(150) });
		},
		Math.max(60_000, runs(150) * 1000),
	);
});

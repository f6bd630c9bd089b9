import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Behaviour, FieldName, Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { trainingOf, type TrainingMonths } from '../simulator/tenant/training';
import { createPoller } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 300, seed: 5 });
	credential = credentialOf(simulator);
});

beforeEach(() => {
	Object.assign(simulator.behaviour, usualBehaviour());
	simulator.requests.splice(0);
});

const row = (fieldName: string, operator: string, value: string) => ({
	fieldName,
	operator,
	value,
});

const ENROLLED = row('TrainingEnrolledMonth', 'equals', '2026-01');
const CONSUMPTION = row('TrainingConsumptionMonth', 'equals', '2026-02');
const STATUS = row('TrainingConsumptionStatus', 'isAnyOf', 'completed');

const asked = (condition: INodeParameters[], more: INodeParameters = {}): INodeParameters => ({
	resource: 'company',
	operation: 'search',
	returnAll: true,
	output: 'full',
	conditions: { condition },
	...more,
});

/** The companies with their use of training, worked out from the whole list. */
function figuresOf(months: TrainingMonths, wanted?: Set<string>) {
	return simulator.companies
		.list()
		.filter(({ companyResourceId }) => wanted?.has(companyResourceId) ?? true)
		.map((company) => {
			const { monthlyEnrolled, monthlyConsumption } = trainingOf(company, months);
			return { companyId: company.companyResourceId, monthlyEnrolled, monthlyConsumption };
		});
}

const figuresIn = (items: IDataObject[]) =>
	items.map(({ companyId, monthlyEnrolled, monthlyConsumption }) => ({
		companyId,
		monthlyEnrolled,
		monthlyConsumption,
	}));

const byId = (left: IDataObject, right: IDataObject) =>
	String(left.companyId) < String(right.companyId) ? -1 : 1;

describe('The months of third-party training', () => {
	const ALL: TrainingMonths = { enrolled: '2026-01', consumption: '2026-02', status: ['1'] };

	const refusal = (label: string, figure: string, what = 'the month that Keepnet uses') =>
		`Keepnet did not accept '${label}', so ${figure} counts ${what} by default.`;
	const NO_ENROLLED = refusal('Conditions, row 1: Month for Monthly Enrolled', 'Monthly Enrolled');
	const NO_CONSUMPTION = refusal(
		'Conditions, row 3: Month for Monthly Consumption',
		'Monthly Consumption',
	);
	const NO_STATUS = refusal(
		'Conditions, row 2: Status for Monthly Consumption',
		'Monthly Consumption',
		'what Keepnet counts',
	);

	const DEPLOYMENTS: Array<[string, Partial<Behaviour>, TrainingMonths, string[]]> = [
		['applies them', {}, ALL, []],
		['ignores them', { filters: 'ignore' }, {}, []],
		['refuses all', { filters: 'refuse' }, {}, [NO_ENROLLED, NO_STATUS, NO_CONSUMPTION]],
		[
			'refuses the month of enrollments',
			{ refusedFields: ['TrainingEnrolledMonth'] },
			{ ...ALL, enrolled: undefined },
			[NO_ENROLLED],
		],
		[
			'refuses the month of consumption',
			{ refusedFields: ['TrainingConsumptionMonth'] },
			{ enrolled: '2026-01' },
			[NO_STATUS, NO_CONSUMPTION],
		],
		['fails at all', { filters: 'fail' }, {}, [NO_ENROLLED, NO_STATUS, NO_CONSUMPTION]],
		[
			'fails at the month of enrollments, with HTTP 200',
			{ failingFields: ['TrainingEnrolledMonth'], failureStatus: 200 },
			{ ...ALL, enrolled: undefined },
			[NO_ENROLLED],
		],
		[
			'fails at the status',
			{ failingFields: ['TrainingConsumptionStatus'] },
			{ ...ALL, status: undefined },
			[NO_STATUS],
		],
		[
			'refuses the status',
			{ refusedFields: ['TrainingConsumptionStatus'] },
			{ ...ALL, status: undefined },
			[NO_STATUS],
		],
	];

	test.each(DEPLOYMENTS)('a Keepnet that %s', async (_name, behaviour, months, hints) => {
		Object.assign(simulator.behaviour, behaviour);
		for (const refusalNamesField of [true, false]) {
			simulator.behaviour.refusalNamesField = refusalNamesField;
			const result = await runWell(credential, asked([ENROLLED, STATUS, CONSUMPTION]));
			expect(figuresIn(result.json).sort(byId)).toEqual(figuresOf(months).sort(byId));
			expect(hintTexts(result)).toEqual(hints);
		}
	});

	test('a filter that is refused does not take the status with it', async () => {
		simulator.behaviour.refusedFields = ['Tags'];
		const filters = { tag: 'vip' };
		const result = await runWell(credential, asked([STATUS, CONSUMPTION], { filters }));
		const tagged = new Set(
			simulator.companies
				.list()
				.filter(({ tags }) => tags?.some((tag) => tag.toLowerCase().includes('vip')))
				.map(({ companyResourceId }) => companyResourceId),
		);
		const wanted = figuresOf({ consumption: '2026-02', status: ['1'] }, tagged);
		expect(figuresIn(result.json).sort(byId)).toEqual(wanted.sort(byId));
		expect(wanted.length).toBeGreaterThan(10);
		expect(hintTexts(result)).toEqual([expect.stringContaining("did not filter by 'Tag'")]);
	});

	test('they are no alternatives to anything', async () => {
		const conditions = [CONSUMPTION, row('TargetUserCount', 'lessThan', '20'), STATUS];
		const result = await runWell(credential, asked(conditions, { match: 'any' }));
		const small = new Set(
			simulator.companies
				.list()
				.filter(({ targetUserCount }) => targetUserCount < 20)
				.map(({ companyResourceId }) => companyResourceId),
		);
		const wanted = figuresOf({ consumption: '2026-02', status: ['1'] }, small);
		expect(figuresIn(result.json).sort(byId)).toEqual(wanted.sort(byId));
	});

	test('Summarize adds up the same figures', async () => {
		const parameters = asked([ENROLLED, STATUS, CONSUMPTION], { operation: 'summarize' });
		const [totals] = (await runWell(credential, parameters)).json;
		const sum = (name: 'monthlyEnrolled' | 'monthlyConsumption') =>
			figuresOf(ALL).reduce((total, figures) => total + figures[name], 0);
		expect(totals).toMatchObject({
			monthlyEnrolled: sum('monthlyEnrolled'),
			monthlyConsumption: sum('monthlyConsumption'),
		});
	});

	test('both status together are sent as the API lists them', async () => {
		const both = row('TrainingConsumptionStatus', 'isAnyOf', 'in progress, 1');
		await runWell(credential, asked([both, CONSUMPTION]));
		const bodies = simulator.requests.filter(({ route }) => route === 'search');
		expect(bodies[0]?.body).toMatchObject({
			filter: {
				FilterGroups: [
					{
						FilterItems: [
							{ FieldName: 'TrainingConsumptionMonth', Operator: '=', Value: '2026-02' },
							{ FieldName: 'TrainingConsumptionStatus', Operator: 'Include', Value: '1,2' },
						],
					},
					{},
				],
			},
		});
	});
});

describe('The month for Monthly Users', () => {
	const options = { month: '2026-03' };
	const MONTH = { FieldName: 'MonthlyActiveUser', Operator: '=', Value: '2026-03' };

	const sentTo = (route: string) =>
		simulator.requests
			.filter((request) => request.route === route)
			.map(({ body }) => body as { filter: { FilterGroups: Array<{ FilterItems: unknown }> } })
			.map(({ filter }) => filter.FilterGroups[0]?.FilterItems);

	test.each(['search', 'summarize', 'export'])('is an option of %s', async (operation) => {
		await runWell(credential, { resource: 'company', operation, options });
		const bodies = sentTo(operation === 'export' ? 'export' : 'search');
		expect(bodies.length).toBeGreaterThan(0);
		for (const items of bodies) expect(items).toEqual([MONTH]);
	});

	test('is an option of the trigger', async () => {
		const poller = await createPoller({
			credential,
			node: { parameters: { events: ['companyCreated'], options } },
		});
		await poller.activate();
		expect(sentTo('search')).not.toEqual([]);
		for (const items of sentTo('search')) expect(items).toEqual([MONTH]);
	});

	test('may be set as a condition as well, to the same month', async () => {
		const condition = row('MonthlyActiveUser', 'equals', '2026-03');
		await runWell(credential, asked([condition], { options }));
		for (const items of sentTo('search')) expect(items).toEqual([MONTH]);
	});

	test.each<[string, FieldName, INodeParameters]>([
		['Month for Monthly Users', 'MonthlyActiveUser', { options }],
		[
			'Conditions, row 1: Month for Monthly Enrolled',
			'TrainingEnrolledMonth',
			{ conditions: { condition: [ENROLLED] } },
		],
	])('no file is made for another month: %s', async (label, field, parameters) => {
		for (const how of ['refusedFields', 'failingFields'] as const) {
			Object.assign(simulator.behaviour, usualBehaviour(), { [how]: [field] });
			const exported = { resource: 'company', operation: 'export', ...parameters };
			const { error } = await run(credential, exported);
			expect(error?.message).toBe(`Keepnet did not accept '${label}', so no file was made`);
			expect(error?.description).toMatch(/^Without it, Monthly \w+ counts the month that/);
			expect(sentTo('export')).toEqual([]);
		}
	});
});

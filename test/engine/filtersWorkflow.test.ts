import { DateTime } from 'luxon';
import type { Behaviour, Simulator } from '../simulator';
import { factsOf } from './filtering/facts';
import { credentialOf, hintTexts, runWell, simulate, type Credential } from './support';

const SMISHING = 'Smishing Simulator';

/** Whom to call: renewal due within 60 days, no Smishing Simulator, 80 % used or more, soonest renewal first. */
const WORKFLOW = {
	resource: 'company',
	operation: 'search',
	segment: 'renewalDue',
	withinDays: 60,
	returnAll: true,
	filters: { missingProducts: [SMISHING], usageMin: 80 },
	sort: { orderBy: 'daysToRenewal' },
	output: 'full',
};

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
		["Keepnet returned companies that do not match 'Segment'; this node left them out."],
	],
	[
		'partly',
		{ filters: 'partly', ignoredFields: ['LicenseEndDate'] },
		["Keepnet returned companies that do not match 'Segment'; this node left them out."],
	],
	[
		'refuse',
		{ filters: 'refuse' },
		[
			expect.stringMatching(
				/^Keepnet cannot filter by 'Segment', so this node did: it read 2500 companies, and \d+ matched everything\.$/,
			),
		],
	],
	[
		'refuseDates',
		{ filters: 'refuseDates', refusalNamesField: false },
		[expect.stringMatching(/^Keepnet cannot filter by 'Segment', so this node did/)],
	],
];

test.each(BEHAVIOURS)(
	'gives the right companies, and says what the API did: %s',
	async (_name, behaviour, hints) => {
		Object.assign(simulator.behaviour, { refusalNamesField: true, ...behaviour });
		const today = DateTime.utc().toISODate();
		const wanted = simulator.companies
			.list()
			.map((row) => factsOf(row, today, 'UTC'))
			.filter(
				({ daysToRenewal = -1, missing = [], usage = 0 }) =>
					daysToRenewal >= 0 && daysToRenewal <= 60 && missing.includes(SMISHING) && usage >= 80,
			);
		expect(wanted.length).toBeGreaterThan(5);

		const result = await runWell(credential, WORKFLOW);
		expect(result.json.map(({ companyId }) => companyId).sort()).toEqual(
			wanted.map(({ row }) => row.companyResourceId).sort(),
		);
		const days = result.json.map(({ daysToRenewal }) => Number(daysToRenewal));
		expect(days).toEqual([...days].sort((left, right) => left - right));
		for (const { missingProducts, usagePercent, signals } of result.json) {
			expect(missingProducts).toContain(SMISHING);
			expect(usagePercent).toBeGreaterThanOrEqual(80);
			expect(signals).toContain('renewalDue');
		}
		expect(hintTexts(result)).toEqual(hints);
	},
);

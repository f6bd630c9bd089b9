import type { Behaviour, Simulator } from '../simulator';
import { companiesToCall, WHOM_TO_CALL } from './filtering/whomToCall';
import { credentialOf, hintTexts, runWell, simulate, type Credential } from './support';

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
			"Keepnet cannot filter by 'Segment', so the node read 2,500 companies and filtered them itself.",
		],
	],
	[
		'refuseDates',
		{ filters: 'refuseDates', refusalNamesField: false },
		[expect.stringMatching(/^Keepnet cannot filter by 'Segment', so the node read/)],
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
		expect(hintTexts(result)).toEqual(hints);
	},
);

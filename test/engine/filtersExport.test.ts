import type { INodeParameters } from 'n8n-workflow';
import type { FieldName, Simulator } from '../simulator';
import { credentialOf, run, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 300, seed: 5 });
	credential = credentialOf(simulator);
});

const exported = async (parameters: INodeParameters) =>
	await run(credential, { resource: 'company', operation: 'export', ...parameters });

/** Alternatives about two fields: whoever knows only one of them leaves companies out, which no company left shows. */
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

import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { SEGMENT_NAMES } from '../../nodes/Companies/filter/segments';
import { credentialOf, ids, runWell, simulate, type Credential } from './support';
import { dayFromNow, quietRow } from './triggerSupport';

/** Each lies between two defaults that could be mixed up: 50 and 90 percent, 30 and 90 days. */
const ROWS = [
	quietRow('users-70', { targetUserCount: 70 }),
	quietRow('users-95', { targetUserCount: 95 }),
	quietRow('users-20', { targetUserCount: 20 }),
	quietRow('ends-in-60', { targetUserCount: 60, licenseEndDate: `${dayFromNow(60)}T00:00:00Z` }),
	quietRow('60-days-old', { targetUserCount: 60, createTime: `${dayFromNow(-60)}T00:00:00Z` }),
	quietRow('10-days-old', { targetUserCount: 60, createTime: `${dayFromNow(-10)}T00:00:00Z` }),
];

const EXPECTED: Array<[string, string[]]> = [
	['nearLimit', ['users-95']],
	['underused', ['users-20']],
	['renewalDue', ['ends-in-60']],
	['recentlyCreated', ['10-days-old']],
];

let credential: Credential;

beforeAll(async () => {
	credential = credentialOf(await simulate({ rows: ROWS }));
});

const ask = (more: INodeParameters): INodeParameters => ({
	resource: 'company',
	operation: 'search',
	returnAll: true,
	...more,
});

test.each(EXPECTED)('%s means the same chosen and by expression', async (segment, expected) => {
	const chosen = await runWell(credential, ask({ segment }));
	expect(ids(chosen.items[0])).toEqual(expected);
	const written = await runWell(credential, ask({ segment: `={{ "${segment}" }}` }));
	expect(ids(written.items[0])).toEqual(expected);
});

test('every item has the defaults of its own segment', async () => {
	const items = EXPECTED.map(([segment]) => ({ segment }));
	const result = await runWell(credential, ask({ segment: '={{ $json.segment }}' }), { items });
	expect(ids(result.items[0])).toEqual(EXPECTED.flatMap(([, expected]) => expected));
});

test('a value that was entered holds for a segment by expression too', async () => {
	const parameters = { segment: '={{ "nearLimit" }}', usageThreshold: 70 };
	const { items } = await runWell(credential, ask(parameters));
	expect(ids(items[0])).toEqual(['users-95', 'users-70']);
});

test('Summarize counts with the defaults of the segment', async () => {
	const summarize = { resource: 'company', operation: 'summarize' };
	const { json } = await runWell(credential, { ...summarize, segment: '={{ "underused" }}' });
	const chosen = await runWell(credential, { ...summarize, segment: 'underused' });
	expect(json).toEqual(chosen.json);
	expect(json).toMatchObject([{ companies: 1 }]);
});

describe('the editor', () => {
	const { properties } = new Companies().description;
	const shownFor = (segment: unknown, operation = 'search') =>
		properties
			.filter(({ name }) => ['usageThreshold', 'withinDays'].includes(name))
			.filter((property: INodeProperties) =>
				NodeHelpers.displayParameter(
					{ resource: 'company', operation, segment } as INodeParameters,
					property,
					{ typeVersion: 1 },
					null,
				),
			)
			.map(({ name, default: value }) => [name, value]);

	test.each([
		['all', []],
		['overLimit', []],
		['nearLimit', [['usageThreshold', 90]]],
		['underused', [['usageThreshold', 50]]],
		['renewalDue', [['withinDays', 90]]],
		['recentlyCreated', [['withinDays', 30]]],
	])('shows what %s has, with its default', (segment, expected) => {
		expect(shownFor(segment)).toEqual(expected);
	});

	/** How the editor has the value of an expression: as it is, or with its result, or with nothing yet. */
	const STATES: unknown[] = [
		'={{ $json.segment }}',
		'=',
		'',
		' ',
		undefined,
		null,
		'nonsense',
		0,
		{},
	];

	describe.each([
		['search', ['usageThreshold', 'withinDays']],
		['summarize', ['usageThreshold', 'withinDays']],
		['export', ['withinDays']],
	])('%s', (operation, names) => {
		test.each(STATES)('shows each of them once and empty for a segment that is %j', (segment) => {
			expect(shownFor(segment, operation)).toEqual(names.map((name) => [name, '']));
		});

		test('shows none twice, whichever segment an expression gives or another operation left', () => {
			for (const segment of SEGMENT_NAMES) {
				const shown = shownFor(segment, operation).map(([name]) => name);
				expect(shown.length).toBeLessThanOrEqual(1);
			}
		});
	});
});

import type { INodeParameters } from 'n8n-workflow';
import type { CompanyRow, Simulator } from '../simulator';
import { credentialOf, hintTexts, ids, run, runWell, simulate } from './support';
import { quietRow } from './triggerSupport';

/** Every fourth company has an unlimited license, which Keepnet stores with the number 9999 (contract section 3). */
const STORED = ['10', '9999', '12000', null];

let simulator: Simulator;
let rows: CompanyRow[];

beforeAll(async () => {
	rows = Array.from({ length: 40 }, (_, number) => {
		const isUnlimited = number % 4 === 1;
		const numberOfUsers = isUnlimited ? '9999' : (STORED[number % 3] ?? null);
		return quietRow(`c-${number}`, { isNumberOfUsersLimited: !isUnlimited, numberOfUsers });
	});
	simulator = await simulate({ rows });
});

beforeEach(() => {
	simulator.behaviour.filters = 'apply';
	simulator.statistics.reset();
});

const limit = (operator: string, value: string) => ({
	conditions: { condition: [{ fieldName: 'NumberOfUsers', operator, value }] },
});

const limitedTo = (fits: (limit: number) => boolean) => (row: CompanyRow) =>
	row.isNumberOfUsersLimited && row.numberOfUsers !== null && fits(Number(row.numberOfUsers));

const CASES: Array<[string, INodeParameters, (row: CompanyRow) => boolean]> = [
	['at most 20,000', limit('lessOrEqual', '20000'), limitedTo((number) => number <= 20000)],
	['at most 9,999', limit('lessOrEqual', '9999'), limitedTo((number) => number <= 9999)],
	['9,999', limit('equals', '9999'), limitedTo((number) => number === 9999)],
	['a limit with 99 in it', limit('contains', '99'), limitedTo((number) => number === 9999)],
	[
		'at least 11,000',
		limit('greaterOrEqual', '11000'),
		(row) => !row.isNumberOfUsersLimited || limitedTo((number) => number >= 11000)(row),
	],
	[
		'not 9,999',
		limit('notEquals', '9999'),
		(row) => !row.isNumberOfUsersLimited || limitedTo((number) => number !== 9999)(row),
	],
	['a filter', { filters: { licenseLimitMax: 15000 } }, limitedTo((number) => number <= 15000)],
];

test.each(CASES)('Search finds the right companies: %s', async (_what, asked, isMeant) => {
	const result = await runWell(credentialOf(simulator), { returnAll: true, ...asked });
	const meant = rows.filter(isMeant).map(({ companyResourceId }) => companyResourceId);
	expect(ids(result.items[0]).sort()).toEqual(meant.sort());
	expect(hintTexts(result)).toEqual([]);
});

test.each(CASES)('Export says what the number means for them: %s', async (_what, asked) => {
	const result = await runWell(credentialOf(simulator), { operation: 'export', ...asked });
	expect(result.json).toHaveLength(1);
	expect(hintTexts(result)).toEqual([
		expect.stringMatching(/^Companies with an unlimited license may be in the file or missing/),
	]);
});

test('a filter that leaves an unlimited license out leaves out no day', async () => {
	const asked = {
		operation: 'export',
		filters: { licenseLimitMin: 11000, createdAfter: '2020-01-01' },
	};
	const result = await runWell(credentialOf(simulator), asked);
	expect(result.json).toHaveLength(1);
});

test('Export still sees that a limit is ignored', async () => {
	simulator.behaviour.filters = 'ignore';
	const asked = { operation: 'export', ...limit('lessOrEqual', '9999') };
	const { error } = await run(credentialOf(simulator), asked);
	expect(error?.message).toBe(
		"Keepnet cannot export with these filters: 'Conditions, row 1: License Limit'",
	);
});

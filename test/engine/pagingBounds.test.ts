import { LIMITS } from '../../nodes/Companies/limits';
import type { Simulator } from '../simulator';
import { createPoller } from './harness';
import { distinctIds, searches } from './pagingTruth';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, TIMEZONE } from './support';

hurry();

const usual = { ...LIMITS };
let simulator: Simulator;

beforeEach(async () => {
	Object.assign(LIMITS, usual, { maxRows: 500 });
	simulator = await simulate({ companies: 1, validateResponses: false });
});

afterAll(() => Object.assign(LIMITS, usual));

type Row = Record<string, unknown>;
/** @param number of the row in the list, from 0 */
type MakeRow = (number: number, pageNumber: number) => Row | null;
type MakeTotal = (pageNumber: number) => number | null | undefined;

const PAGE_SIZE = 20;

/** A list without an end. */
function endless(makeRow: MakeRow, makeTotal: MakeTotal): void {
	simulator.faults.add({
		kind: 'alter',
		route: 'search',
		times: Infinity,
		change: (body) => {
			const answer = body as { data: { pageNumber: number; pageSize: number } };
			const { pageNumber, pageSize } = answer.data;
			const results = Array.from({ length: pageSize }, (_, index) =>
				makeRow((pageNumber - 1) * pageSize + index, pageNumber),
			);
			const totalNumberOfRecords = makeTotal(pageNumber);
			return { ...answer, data: { pageNumber, pageSize, results, totalNumberOfRecords } };
		},
	});
}

const always = (total?: number) => () => total;
const newRow: MakeRow = (number) => ({ companyResourceId: `c-${number}`, companyName: 'Acme' });
const sameRow: MakeRow = (number) => newRow(number % PAGE_SIZE, 1);
const noCompany: MakeRow = (number) => ({ companyName: `Nobody ${number}` });
const nullRow: MakeRow = () => null;

const LISTS: Array<[string, MakeRow, MakeTotal]> = [
	['new companies, no total', newRow, always()],
	['new companies, total 1e9', newRow, always(1e9)],
	['new companies, a total on every second page', newRow, (page) => (page % 2 ? 1e9 : null)],
	['new companies, another total on every page', newRow, (page) => page * 1e6],
	['new companies, a small total', newRow, always(400)],
	['the same page, no total', sameRow, always()],
	['the same page, total 1e9', sameRow, always(1e9)],
	['no companies, no total', noCompany, always()],
	['no companies, total 1e9', noCompany, always(1e9)],
	['nothing, total 1e9', nullRow, always(1e9)],
	[
		'one new company a page, no total',
		(number, page) => newRow(number % PAGE_SIZE ? 0 : page, 1),
		always(),
	],
];

describe('A list without an end', () => {
	const search = async (more = {}) => ({
		returnAll: true,
		options: { pageSize: PAGE_SIZE, ...more },
	});

	it.each(LISTS)('ends, and says so: %s', async (_what, makeRow, makeTotal) => {
		endless(makeRow, makeTotal);
		const result = await runWell(credentialOf(simulator), await search());
		expect(distinctIds(result).length).toBeLessThanOrEqual(LIMITS.maxRows + PAGE_SIZE);
		expect(searches(simulator)).toBeLessThan(1000);
		if (makeRow !== sameRow || makeTotal(1) !== undefined) {
			expect(hintTexts(result).join()).toMatch(
				/some may be missing|some are missing|were left out/,
			);
		}
	});

	it('ends in a sentence if told so', async () => {
		endless(newRow, always(1e9));
		const { error } = await run(credentialOf(simulator), await search({ onIncomplete: 'error' }));
		expect(error?.message).toMatch(/list of companies/);
	});

	it('ends for Summarize, and for a limit', async () => {
		endless(newRow, always());
		const options = { pageSize: PAGE_SIZE };
		const sums = await runWell(credentialOf(simulator), { operation: 'summarize', options });
		expect(hintTexts(sums)).toEqual([
			'The list has more than 500 companies, and this node reads no more: some are missing.',
		]);
		const some = await runWell(credentialOf(simulator), { limit: 50, options });
		expect(some.json).toHaveLength(50);
	});

	it('ends a poll in time, even if its dates are ambiguous', async () => {
		LIMITS.maxRows = usual.maxRows;
		endless(
			(number) => ({
				...newRow(number, 1),
				licenseEndDate: '03/04/2030',
				createTime: '01/02/2025',
			}),
			always(),
		);
		simulator.behaviour.latencyMs = 10;
		const poller = await createPoller({
			credential: credentialOf(simulator),
			timezone: TIMEZONE,
			durable: true,
			budget: 500,
			node: { parameters: { events: ['companyRemoved'], options: { pageSize: PAGE_SIZE } } },
		});
		await poller.activate();
		await expect(poller.poll()).rejects.toThrow('in the time that n8n allows');
	});
});

describe('A list that has a total on every second page only', () => {
	it('is complete', async () => {
		const own = await simulate({ companies: 95, validateResponses: false });
		let asked = 0;
		own.faults.add({
			kind: 'alter',
			route: 'search',
			times: Infinity,
			change: (body) => {
				const { data } = body as { data: Row };
				if (asked++ % 2) data.totalNumberOfRecords = null;
				return body;
			},
		});
		const result = await runWell(credentialOf(own), { returnAll: true, options: { pageSize: 10 } });
		expect(distinctIds(result)).toHaveLength(95);
		expect(result.hints.filter(({ message }) => message.includes('missing'))).toEqual([]);
	});
});

import fc from 'fast-check';

import type { ChurnOptions, Simulator } from '../simulator';
import { currentIds, distinctIds, searches } from './pagingTruth';
import { credentialOf, hintTexts, run, runWell, simulate } from './support';

const by = (pageSize: number, more = {}) => ({
	returnAll: true,
	options: { pageSize, ...more },
});
const INCOMPLETE =
	/^The list was read 5 times and [\d,]+ companies were found, while Keepnet counted [\d,]+: some may be missing\.$/;

describe('A list that changes while it is read', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ companies: 200, validateResponses: false });
	});

	it.each<[string, ChurnOptions]>([
		['companies are created', { insert: 2, rounds: 3 }],
		['companies are created anywhere', { insert: 3, rounds: 4, insertAt: 'anywhere' }],
		['companies are deleted', { remove: 2, rounds: 4 }],
		['companies are deleted and created', { remove: 3, insert: 1, rounds: 5 }],
		['many are deleted late', { remove: 30, rounds: 1, everyRequests: 9 }],
		['users change', { update: 20, rounds: 5 }],
	])('is complete when %s until it comes to rest', async (_what, options) => {
		const churn = simulator.churn(options);
		const result = await runWell(credentialOf(simulator), by(20));
		expect(churn.inserted.length + churn.removed.length + churn.updated.length).not.toBe(0);
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
	});

	it('is complete in an order in which its companies move', async () => {
		simulator.churn({ update: 40, rounds: 6 });
		const sort = { orderBy: 'TargetUserCount', direction: 'desc' };
		const result = await runWell(credentialOf(simulator), { ...by(20), sort });
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		const users = result.json.map(({ targetUsers }) => Number(targetUsers));
		expect(users).toEqual([...users].sort((left, right) => right - left));
	});

	it.each<[string, ChurnOptions]>([
		['grows', { insert: 1 }],
		['shrinks', { remove: 1 }],
		['does both', { insert: 2, remove: 1, insertAt: 'anywhere' }],
	])('is read five times and no more when it always %s, and says so', async (_what, options) => {
		const churn = simulator.churn(options);
		const result = await runWell(credentialOf(simulator), by(20));
		const found = new Set(distinctIds(result));
		expect(churn.throughout.filter((id) => !found.has(id))).toEqual([]);
		expect(hintTexts(result)).toEqual([expect.stringMatching(INCOMPLETE)]);
		expect(searches(simulator)).toBeLessThan(5 * 40);
	});

	it('ends in an error when told so', async () => {
		simulator.churn({ insert: 1 });
		const { error } = await run(credentialOf(simulator), by(20, { onIncomplete: 'error' }));
		expect(error?.message).toBe('The list of companies kept changing while it was read');
		expect(error?.description).toMatch(/^The list was read 5 times and \d+ companies were found/);
	});

	it('is not read for ever when it grows as fast as it is read', async () => {
		const own = await simulate({ companies: 5, validateResponses: false });
		own.churn({ insert: 5 });
		const sort = { orderBy: 'CreateTime', direction: 'asc' };
		const result = await runWell(credentialOf(own), { ...by(5), sort });
		distinctIds(result);
		expect(hintTexts(result)).toEqual([expect.stringMatching(/^The list was read 2 times/)]);
	});

	it('never loses or repeats a company that was always there, whatever changes', async () => {
		const count = fc.integer({ min: 0, max: 3 });
		const options = fc.record({
			everyRequests: fc.integer({ min: 1, max: 5 }),
			insert: count,
			remove: count,
			update: count,
			rounds: fc.integer({ min: 0, max: 40 }),
			seed: fc.integer({ min: 1, max: 1000 }),
		});
		const reading = fc.record({
			pageSize: fc.integer({ min: 7, max: 60 }),
			concurrency: fc.integer({ min: 1, max: 10 }),
		});
		await fc.assert(
			fc.asyncProperty(options, reading, async (churnOptions, { pageSize, concurrency }) => {
				const own = await simulate({ companies: 100, validateResponses: false });
				const churn = own.churn(churnOptions);
				const result = await runWell(credentialOf(own), by(pageSize, { concurrency }));
				const found = new Set(distinctIds(result));
				expect(churn.throughout.filter((id) => !found.has(id))).toEqual([]);
				await own.close();
			}),
			{ numRuns: 20, seed: 4 },
		);
	});
});

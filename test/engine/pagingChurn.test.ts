import fc, { runs } from '../property';
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
			{ numRuns: runs(20) },
		);
	});
});

describe('Companies that come and go in any order', () => {
	/** More with `RUNS=200`, one of them again with `SEED=17`. */
	const RUNS = Number(process.env.RUNS ?? 30);
	const SEEDS = process.env.SEED
		? [Number(process.env.SEED)]
		: Array.from({ length: RUNS }, (_, index) => index + 1);

	const count = fc.integer({ min: 0, max: 3 });
	const balanced = fc.integer({ min: 1, max: 3 }).map((most) => ({ insert: most, remove: most }));
	const changes = fc.oneof(
		{ weight: 3, arbitrary: balanced },
		{ weight: 1, arbitrary: fc.record({ insert: count, remove: count }) },
	);

	/** A list, how it changes, and how it is read. */
	const SCENE = fc.record({
		churn: fc.record({
			everyRequests: fc.integer({ min: 1, max: 6 }),
			rounds: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 60 })),
			update: fc.constantFrom(0, 0, 2),
			seed: fc.integer({ min: 1, max: 10_000 }),
		}),
		changes,
		pageSize: fc.integer({ min: 5, max: 60 }),
		concurrency: fc.constantFrom(1, 1, 2, 8),
		sort: fc.record({
			orderBy: fc.constantFrom(
				'CompanyName',
				'CreateTime',
				'LicenseEndDate',
				'TargetUserCount',
				'daysToRenewal',
				'seatsOverLimit',
				'usagePercent',
			),
			direction: fc.constantFrom('asc', 'desc'),
		}),
	});

	describe('Companies that are removed and created while they are read, in any order', () => {
		it.each(SEEDS)('lose and repeat no other without saying so (SEED=%i)', async (seed) => {
			const [scene] = fc.sample(SCENE, { seed, numRuns: 1 });
			const { pageSize, concurrency, sort } = scene;
			const simulator = await simulate({ companies: 100, validateResponses: false });
			const churn = simulator.churn({ ...scene.churn, ...scene.changes });
			const result = await runWell(credentialOf(simulator), {
				returnAll: true,
				sort,
				options: { pageSize, concurrency },
			});
			const found = new Set(distinctIds(result));
			const lost = churn.throughout.filter((id) => !found.has(id));
			const isSaid = hintTexts(result).some((text) => text.includes('some may be missing'));
			expect({ scene, lost: isSaid ? [] : lost }).toEqual({ scene, lost: [] });
			await simulator.close();
		});
	});
});

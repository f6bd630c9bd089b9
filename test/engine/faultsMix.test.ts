import fc from 'fast-check';

import { TIMING } from '../../nodes/Companies/limits';
import type { FaultRule } from '../simulator';
import { PASSING_FAULTS } from './faultsCases';
import { readBinary } from './harness';
import { companyIds, wholeList } from './pagingTruth';
import { credentialOf, hurry, runWell, simulate } from './support';

/** Fewer than the repeats of one call, so that any mix passes even where all of it strikes the same page. */
const MAX_FAULTS = 6;
const PAGES = 8;

/** These may strike a call once only: a second silence or dead token is the end of it. */
const isRare = ({ kind }: FaultRule) =>
	kind === 'hang' || kind === 'expireToken' || kind === 'revoke';

const rules = PASSING_FAULTS.map(({ rule }) => rule);

/** A random mix, in which what is rare comes once. */
const mix = fc
	.array(
		fc.record({
			rule: fc.constantFrom(...rules),
			pageNumber: fc.option(fc.integer({ min: 1, max: PAGES }), { nil: undefined }),
			after: fc.integer({ min: 0, max: 3 }),
		}),
		{ minLength: 1, maxLength: MAX_FAULTS },
	)
	.map((faults) => {
		const rare = faults.findIndex(({ rule }) => isRare(rule));
		return faults.filter(({ rule }, index) => !isRare(rule) || index === rare);
	});

describe('Any mix of faults that pass', () => {
	beforeEach(() => {
		hurry();
		TIMING.idleTimeoutMs = 1500;
	});

	it('ends with the exact list', async () => {
		await fc.assert(
			fc.asyncProperty(mix, fc.integer({ min: 1, max: 10 }), async (faults, concurrency) => {
				const simulator = await simulate({ companies: 150, validateResponses: false });
				for (const { rule, ...target } of faults) {
					simulator.faults.add({ ...rule, ...target, route: 'search' });
				}
				const result = await runWell(credentialOf(simulator), {
					returnAll: true,
					options: { pageSize: 20, concurrency },
				});
				simulator.faults.clear();
				expect(companyIds(result)).toEqual(await wholeList(simulator));
				expect(result.hints).toEqual([]);
				expect(simulator.statistics.impatientRepeats).toBe(0);
				await simulator.close();
			}),
			{ numRuns: 20, seed: 11 },
		);
	});

	it('ends with the exact file', async () => {
		const visible = mix.map((faults) =>
			faults.filter(({ rule: { kind } }) => kind !== 'unparsable' && kind !== 'wrongLength'),
		);
		await fc.assert(
			fc.asyncProperty(visible, async (faults) => {
				const simulator = await simulate({ companies: 100, validateResponses: false });
				for (const { rule } of faults) simulator.faults.add({ ...rule, route: 'export' });
				const result = await runWell(credentialOf(simulator), { operation: 'export' });
				const file = await readBinary(result.items[0][0]);
				expect(simulator.lastExport?.equals(file)).toBe(true);
				await simulator.close();
			}),
			{ numRuns: 10, seed: 12 },
		);
	});
});

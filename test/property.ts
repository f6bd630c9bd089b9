import fc from 'fast-check';

/**
 * The same cases in every run, so that a change and not chance decides whether tests pass. `npm run test:explore` looks for
 * others: `SEED` starts elsewhere, and `FACTOR` makes each property try that many times as many.
 */
const { SEED = '1', FACTOR = '1' } = process.env;

fc.configureGlobal({ seed: Number(SEED), numRuns: 100 * Number(FACTOR) });

/** How many cases a property tries that needs others than the usual 100. */
export const runs = (usual: number): number => usual * Number(FACTOR);

export default fc;

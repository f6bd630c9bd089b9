import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs all property tests with another seed and more cases than usual: `npm run test:explore`, or with `SEED` and `FACTOR`. */
const { SEED = String(Math.floor(Math.random() * 2 ** 31)), FACTOR = '10' } = process.env;

console.log(`SEED=${SEED} FACTOR=${FACTOR}`);
const { status } = spawnSync(
	process.execPath,
	[
		require.resolve('jest/bin/jest'),
		'--findRelatedTests',
		join(__dirname, 'property.ts'),
		'--testTimeout=600000',
	],
	{ stdio: 'inherit', env: { ...process.env, SEED, FACTOR } },
);
if (status !== 0) console.log(`Again: SEED=${SEED} FACTOR=${FACTOR} npm run test:explore`);
process.exitCode = status ?? 1;

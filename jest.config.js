const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: [
		'<rootDir>/test/e2e/',
		'<rootDir>/test/queue/',
		'<rootDir>/test/benchmark/',
	],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript', decorators: true },
					transform: { legacyDecorator: true, decoratorMetadata: true },
					target: 'es2021',
				},
				module: { type: 'commonjs' },
			},
		],
	},
	// Jest defaults to one worker fewer than there are processors, but these tests mostly wait.
	maxWorkers: availableParallelism() + 1,
	testTimeout: 60000,
	// For `--coverage`; the floor is there to notice code that nothing runs.
	coverageProvider: 'v8',
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'lcov'],
	coverageThreshold: { global: { statements: 99, branches: 96, functions: 98 } },
};

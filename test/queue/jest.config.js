const base = require('../../jest.config.js');

/** n8n in queue mode: a main, two workers, Redis and PostgreSQL; the first run installs them. `npm run test:queue` */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/queue'],
	testPathIgnorePatterns: [],
	testTimeout: 300_000,
	maxWorkers: 1,
};

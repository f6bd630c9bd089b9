const base = require('../../jest.config.js');

/** Tests against whole n8n servers: slow, and the first run installs n8n. `npx jest --config test/e2e/jest.config.js` */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: [],
	testTimeout: 300_000,
	maxWorkers: 1,
};

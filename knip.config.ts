import type { KnipConfig } from 'knip';

const config: KnipConfig = {
	entry: [
		'nodes/Companies/*.node.ts',
		'credentials/*.credentials.ts',
		'test/**/*.test.ts',
		'test/demo/{demo,screenshots}.ts',
		'test/dev/{dev,installN8n}.ts',
		'gulpfile.js',
	],
	project: ['nodes/**/*.ts', 'credentials/**/*.ts', 'test/**/*.{ts,mjs}', '*.{js,cjs,mjs}'],
	eslint: { config: ['eslint.config.mjs', 'eslint.typed.config.mjs', 'test/eslint.config.mjs'] },
	// A type in the signature of an exported function is exported with it.
	ignoreExportsUsedInFile: { interface: true, type: true },
	// Has no types, so `test/package/scan.ts` imports it by a computed name.
	ignoreDependencies: ['@n8n/scan-community-package'],
	// Come with Debian; the tests that need them run only there.
	ignoreBinaries: ['setpriv', 'script'],
};

export default config;

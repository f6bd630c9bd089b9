import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The tests, the simulator and the demo run on the developer's machine, never in n8n: n8n's rules for nodes do not apply here. */
export default tseslint.config(
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
	},
	{
		files: ['**/*.ts'],
		ignores: ['property.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ name: 'fast-check', message: 'Import it from test/property.ts, which sets the seed.' },
			],
		},
	},
);

import tseslint from 'typescript-eslint';

/** Rules that need types, in addition to n8n's own in `eslint.config.mjs`, which must stay as n8n ships it. */
export default tseslint.config({
	files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	extends: [tseslint.configs.base],
	languageOptions: { parserOptions: { project: 'tsconfig.json' } },
	rules: {
		'@typescript-eslint/await-thenable': 'error',
		'@typescript-eslint/no-floating-promises': 'error',
		'@typescript-eslint/no-misused-promises': 'error',
		'@typescript-eslint/only-throw-error': 'error',
		'@typescript-eslint/return-await': ['error', 'always'],
		'@typescript-eslint/switch-exhaustiveness-check': 'error',
	},
});

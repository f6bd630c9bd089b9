module.exports = {
	semi: true,
	trailingComma: 'all',
	bracketSpacing: true,
	useTabs: true,
	tabWidth: 2,
	arrowParens: 'always',
	singleQuote: true,
	quoteProps: 'as-needed',
	endOfLine: 'lf',
	printWidth: 100,
	overrides: [
		// npm writes it with spaces.
		{ files: 'package.json', options: { useTabs: false } },
		// Tabs would be part of what Markdown shows.
		{ files: '*.md', options: { useTabs: false } },
	],
};

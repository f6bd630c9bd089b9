/**
 * What is taken off a base URL that a person typed, in this order: a query or fragment, a path of the API itself
 * (`/api`, `/connect/token`), slashes at the end; a missing scheme becomes https. The host and a path prefix of an
 * on-premise installation stay.
 */
const CLEANING: ReadonlyArray<readonly [RegExp, string]> = [
	[/[?#].*$/, ''],
	[/(?<!\/)\/(api|connect)(\/.*)?$/i, ''],
	[/\/+$/, ''],
	[/^(?!https?:\/\/)/i, 'https://'],
];

/**
 * @param typed the Base URL of the credential as it was typed
 * @returns scheme, host and path prefix without a slash at the end, e.g. `https://api.keepnetlabs.com`
 */
export function cleanBaseUrl(typed: string): string {
	return CLEANING.reduce((url, [pattern, to]) => url.replace(pattern, to), typed.trim());
}

/**
 * The same cleaning as an n8n expression, because n8n itself builds the token URL and the URL of the credential test.
 *
 * @param source what holds the typed value inside the expression, e.g. `$self["baseUrl"]`
 */
export function cleanBaseUrlExpression(source: string): string {
	return CLEANING.reduce(
		(expression, [pattern, to]) => `${expression}.replace(${String(pattern)}, "${to}")`,
		`${source}.trim()`,
	);
}

import { LIMITS } from '../limits';

/** A scheme that nothing can be sent to; n8n shows it where the credential is tested. */
const NOWHERE = 'base-url-is-empty-or-not-valid:';

/**
 * What is done to a base URL that a person typed, in this order: slashes are put right, a missing scheme becomes https,
 * a user and password go, then a query or fragment, a path of the API itself (`/api`, `/connect/token`) and slashes at the
 * end. The host and a path prefix of an on-premise installation stay. What then is no address, or may still hold a
 * password, leads nowhere: `https:///connect/token` would be a host named "connect".
 */
const CLEANING: ReadonlyArray<readonly [RegExp, string]> = [
	[/\\/g, '/'],
	[/^\/(?!\/)[^]*$/, ''],
	[/^(?!https?:)/i, 'https:'],
	[/^(https?:)\/*(?:[^/?#]*@)?/i, '$1//'],
	[/[?#][^]*$/, ''],
	[/(?<![:/])\/+(?:api|connect)(?:\/[^]*)?$/i, ''],
	[/(?<!\/)\/+$/, ''],
	[
		/^(?!https?:\/\/(?!https?(?:[:/]|$))(?:\[[\da-f:.]+\]|[^\s/:@%[\]]+)(?::\d{1,5})?(?:\/(?:(?!%40)[^\s@])*)?$)[^]*$/i,
		NOWHERE,
	],
];

/**
 * @param typed the Base URL of the credential as it was typed
 * @returns scheme, host and path prefix without a slash at the end, e.g. `https://api.keepnetlabs.com`; undefined where
 * the text is no such address
 */
export function cleanBaseUrl(typed: string): string | undefined {
	const url = CLEANING.reduce(
		(text, [pattern, to]) => text.replace(pattern, to),
		typed.trim().slice(0, LIMITS.maxBaseUrl),
	);
	return url === NOWHERE ? undefined : url;
}

/**
 * The same cleaning as an n8n expression, because n8n itself builds the token URL and the URL of the credential test.
 *
 * @param source what holds the typed value inside the expression, e.g. `$self["baseUrl"]`
 * @returns an expression that gives what {@link cleanBaseUrl} gives, and for no address one that nothing can be sent to
 */
export function cleanBaseUrlExpression(source: string): string {
	return CLEANING.reduce(
		(expression, [pattern, to]) => `${expression}.replace(${String(pattern)}, "${to}")`,
		`String(${source} ?? "").trim().slice(0, ${LIMITS.maxBaseUrl})`,
	);
}

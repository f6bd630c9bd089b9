import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import { LIMITS } from '../limits';

/** The credential type that both nodes use. */
export const CREDENTIAL_NAME = 'keepnetResellerOAuth2Api';

/** The n8n contexts in which the API is called: an execution, a list in the editor, a poll. */
export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A scheme that nothing can be sent to; n8n shows it where the credential is tested. */
const NOWHERE = 'base-url-is-empty-or-not-valid:';

/**
 * What is done to a base URL that a person typed, in this order: slashes are put right, a missing scheme becomes https,
 * a user and password go, then a query or fragment, a path of the API itself (`/api`, `/connect/token`) and slashes at the
 * end. Keepnet's own dashboard becomes its API (contract section 7). The host and a path prefix of an on-premise
 * installation stay. What then is no address, or may still hold a password, becomes {@link NOWHERE}:
 * `https:///connect/token` would be a host named "connect".
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
		/^https?:\/\/dash\.keepnetlabs\.com\.?(?::(?:80|443))?(?:\/[^]*)?$/i,
		'https://api.keepnetlabs.com',
	],
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

/** What the client needs of n8n and of the credential. */
export interface Access {
	context: CallingContext;
	baseUrl: string;
	ignoreSslIssues: boolean;
	/** Texts that must never reach the user: the client's secret, and the tokens of this execution. */
	secrets: string[];
	/** With the token that requests are sent with; a new token replaces it. */
	credential: IDataObject;
}

/** The client's secret, and the tokens that n8n stores with it. */
function secretsOf({ clientSecret, oauthTokenData }: IDataObject): string[] {
	const stored = Object.entries((oauthTokenData as IDataObject | undefined) ?? {});
	const tokens = stored.filter(([name]) => /token$/i.test(name)).map(([, value]) => value);
	const texts = [clientSecret, ...tokens].filter((value) => typeof value === 'string');
	return texts.flatMap((text) => [text, text.trim()]).filter((text) => text !== '');
}

/**
 * Reads the credential, once for all requests: n8n reads it from its database on every call.
 *
 * @throws ApiError where the Base URL is empty or no address, and what n8n throws for a credential that is missing
 */
export async function readAccess(context: CallingContext): Promise<Access> {
	const credential: IDataObject = await context.getCredentials(CREDENTIAL_NAME);
	const typed = String(credential.baseUrl ?? '');
	const baseUrl = cleanBaseUrl(typed);
	if (baseUrl === undefined) {
		throw new ApiError(typed.trim() === '' ? 'emptyBaseUrl' : 'invalidBaseUrl');
	}
	return {
		context,
		baseUrl,
		ignoreSslIssues: credential.ignoreSSLIssues === true,
		secrets: secretsOf(credential),
		credential,
	};
}

/** All texts that must not be shown. n8n itself fetches and stores tokens, so this reads the credential again. */
export async function readSecrets({ context, secrets }: Access): Promise<string[]> {
	const current = await context.getCredentials(CREDENTIAL_NAME).catch(() => ({}));
	return [...new Set([...secrets, ...secretsOf(current)])];
}

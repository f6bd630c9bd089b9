import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import { cleanBaseUrl } from './baseUrl';

/** The credential type that both nodes use. */
export const CREDENTIAL_NAME = 'keepnetResellerOAuth2Api';

/** The n8n contexts in which the API is called: an execution, a list in the editor, a poll. */
export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the client needs of the credential. */
export interface Access {
	baseUrl: string;
	ignoreSslIssues: boolean;
	/** Texts that must never reach the user: the client's secret, and the tokens of this execution. */
	secrets: string[];
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
 * Reads the credential once; n8n reads it from its database on every call.
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
		baseUrl,
		ignoreSslIssues: credential.ignoreSSLIssues === true,
		secrets: secretsOf(credential),
		credential,
	};
}

/**
 * All texts that may have been sent and must not be shown. n8n fetches tokens by itself and stores them, so this reads the
 * credential again: worth it only once something has gone wrong.
 */
export async function readSecrets(context: CallingContext, access: Access): Promise<string[]> {
	const current = await context.getCredentials(CREDENTIAL_NAME).catch(() => ({}));
	return [...new Set([...access.secrets, ...secretsOf(current)])];
}

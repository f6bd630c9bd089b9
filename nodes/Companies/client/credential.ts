import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { cleanBaseUrl } from './baseUrl';
import { ApiFailure } from './failure';

/** The credential type that both nodes use. */
export const CREDENTIAL_NAME = 'keepnetResellerOAuth2Api';

/** The n8n contexts in which the API is called: an execution, a list in the editor, a poll. */
export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the client needs of the credential. */
export interface Access {
	baseUrl: string;
	ignoreSslIssues: boolean;
	/** Texts that must never reach the user: secrets of the credential. */
	secrets: string[];
	credential: IDataObject;
}

/**
 * Reads the credential once; n8n reads it from its database on every call.
 *
 * @throws ApiFailure where the Base URL is empty or no address, and what n8n throws for a credential that is missing
 */
export async function readAccess(context: CallingContext): Promise<Access> {
	const credential: IDataObject = await context.getCredentials(CREDENTIAL_NAME);
	const secret = String(credential.clientSecret ?? '');
	const typed = String(credential.baseUrl ?? '');
	const baseUrl = cleanBaseUrl(typed);
	if (baseUrl === undefined) {
		throw new ApiFailure(typed.trim() === '' ? 'emptyBaseUrl' : 'invalidBaseUrl');
	}
	return {
		baseUrl,
		ignoreSslIssues: credential.ignoreSSLIssues === true,
		secrets: secret === '' ? [] : [secret],
		credential,
	};
}

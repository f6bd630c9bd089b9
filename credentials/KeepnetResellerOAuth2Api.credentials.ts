import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { buildSearchRequest, SEARCH_PATH } from '../nodes/Companies/api/searchRequest';
import { cleanBaseUrlExpression } from '../nodes/Companies/transport/credential';

const SETTINGS = 'Company → Company Settings → REST API';

const NOT_RESELLER = `The client of this credential is not a Reseller. In Keepnet, open ${SETTINGS} and set Client Role to Reseller.`;

/** n8n 1.x tests with the token that it has stored, even if it has expired, and renews it only in a workflow. */
const OLD_TOKEN =
	'If the credential worked before, run a workflow with it once, which renews its token, and test again.';

/** What the user reads for each status of the envelope (contract sections 2 and 7). */
const SENTENCES: Readonly<Record<string, string>> = {
	IP_RESTRICTED: `Keepnet does not accept requests from this n8n's IP address. In Keepnet, open ${SETTINGS} and allow the address, or remove the IP restriction of the client.`,
	PRIVACY_ERROR:
		'The account privacy of a company denies access. Ask the company to allow access in its account privacy in Keepnet.',
	FORBIDDEN: NOT_RESELLER,
	UNAUTHORIZED: NOT_RESELLER,
	FAILED: `Keepnet could not complete the request (FAILED). ${OLD_TOKEN} Otherwise check that Client Role is Reseller under ${SETTINGS}, or try again later.`,
	INPUT_ERROR:
		'Keepnet does not accept the request (INPUT_ERROR). Check that the Base URL is the address of the API.',
	INTERNAL_SERVER_ERROR:
		'Keepnet is not working properly at the moment (INTERNAL_SERVER_ERROR). Try again later.',
};

/** The dashboard answers with web pages, and redirects to its login. */
const API_ITSELF =
	'the address of the API itself and not of the dashboard (often api. in place of dash.)';

const ELSEWHERE = `The Base URL points elsewhere: it redirects to another address. Enter ${API_ITSELF}, with https if Keepnet uses it.`;

/** On n8n 1.x also a redirect, because the test cannot see the status code there. */
const NO_REASON = `Nothing came back. The Base URL may point elsewhere: check that it is ${API_ITSELF}, with https if Keepnet uses it. ${OLD_TOKEN} Otherwise check that Client Role is Reseller under ${SETTINGS}.`;

const PAGE = `A web page came instead of an answer from Keepnet. The Base URL may point elsewhere: check that it is ${API_ITSELF}, with https if Keepnet uses it. Otherwise something between n8n and Keepnet, such as a proxy or a firewall, refused the request.`;

const NO_LIST = `Keepnet did not answer with a list of companies. The Base URL may point elsewhere: check that it is ${API_ITSELF}, and that Client Role is Reseller under ${SETTINGS}.`;

/** Redirects are not followed, because n8n would send the token to any host. */
const REDIRECTS = [300, 301, 302, 303, 304, 305, 307, 308];

const rule = (key: string, value: unknown, message: string) => ({
	type: 'responseSuccessBody' as const,
	properties: { key, value, message },
});

/** What n8n needs to know and nobody has to enter. */
const hidden = (displayName: string, name: string, value: string | boolean): INodeProperties => ({
	displayName,
	name,
	type: 'hidden',
	default: value,
});

/**
 * Has the name of a field that client credentials do not use, for its place: n8n puts own fields below those of its OAuth2
 * credential, and this one belongs above Client ID.
 */
const NOTICE: INodeProperties = {
	displayName: `Client ID and Client Secret come from Keepnet: open ${SETTINGS} and create a client. Its Client Role must be Reseller.`,
	name: 'authUrl',
	type: 'notice',
	default: '',
};

export class KeepnetResellerOAuth2Api implements ICredentialType {
	name = 'keepnetResellerOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Keepnet Reseller OAuth2 API';

	icon: Icon = { light: 'file:../icons/keepnet.svg', dark: 'file:../icons/keepnet.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-keepnet-reseller/n8n-nodes-keepnet-reseller#credential';

	properties: INodeProperties[] = [
		hidden('Grant Type', 'grantType', 'clientCredentials'),
		NOTICE,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.keepnetlabs.com',
			required: true,
			placeholder: 'e.g. https://api.keepnetlabs.com',
			description:
				'The address of the Keepnet API, not of the dashboard. Regional and on-premise installations have their own.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'The ID of the API client',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The secret of the API client. Keepnet shows it once, when the client is created.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be verified. Only for on-premise installations with their own certificate.',
		},
		hidden(
			'Access Token URL',
			'accessTokenUrl',
			`={{ ${cleanBaseUrlExpression('$self["baseUrl"]')} }}/connect/token`,
		),
		hidden('Scope', 'scope', 'api1'),
		hidden('Authentication', 'authentication', 'body'),
		hidden('Send Additional Body Properties', 'sendAdditionalBodyProperties', false),
		hidden('Additional Body Properties', 'additionalBodyProperties', ''),
	];

	/**
	 * A search, because only a Reseller may search. Answers with an error status are not thrown, so that the rules see the
	 * envelope: otherwise n8n 1.x shows no sentence of a rule. n8n 1.x ignores the exceptions to that, so there the rules
	 * see the body of a redirect. The last rule catches every answer that is not a list, so that none counts as a success.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${cleanBaseUrlExpression('$credentials.baseUrl')} }}`,
			url: SEARCH_PATH,
			method: 'POST',
			body: buildSearchRequest([], { orderBy: 'CreateTime', ascending: false }, 1, 5),
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401, ...REDIRECTS] },
			skipSslCertificateValidation: '={{ $credentials.ignoreSSLIssues }}',
		},
		rules: [
			...Object.entries(SENTENCES).flatMap(([status, message]) => [
				rule('status', status, message),
				rule('Status', status, message),
			]),
			...REDIRECTS.map((value) => ({
				type: 'responseCode' as const,
				properties: { value, message: ELSEWHERE },
			})),
			rule('length', 0, NO_REASON),
			rule('0', '<', PAGE),
			rule('data', null, NO_LIST),
			rule('data.totalNumberOfRecords', undefined, NO_LIST),
			// n8n's type allows rules of one kind only; n8n itself accepts both.
		] as ICredentialTestRequest['rules'],
	};
}

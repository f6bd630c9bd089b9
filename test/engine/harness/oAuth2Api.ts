import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

const hidden = (name: string, value: string | boolean = ''): INodeProperties => ({
	displayName: name,
	name,
	type: 'hidden',
	default: value,
});

/**
 * n8n's own `oAuth2Api` credential as its children inherit it. It lives in n8n-nodes-base, which is far too large to
 * install for tests. Left out are the fields that n8n marks `doNotInherit`.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		hidden('useDynamicClientRegistration', false),
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: ['authorizationCode', 'clientCredentials', 'pkce'].map((value) => ({
				name: value,
				value,
			})),
			default: 'authorizationCode',
		},
		text('authUrl'),
		text('accessTokenUrl'),
		text('clientId'),
		hidden('clientCredentialType', 'clientSecret'),
		{ ...text('clientSecret'), typeOptions: { password: true } },
		hidden('privateKey'),
		hidden('certificate'),
		text('scope'),
		text('authQueryParameters'),
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: ['body', 'header'].map((value) => ({ name: value, value })),
			default: 'header',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'boolean',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'json',
			default: '',
		},
		{ displayName: 'oauthTokenData', name: 'oauthTokenData', type: 'json', default: {} },
	],
};

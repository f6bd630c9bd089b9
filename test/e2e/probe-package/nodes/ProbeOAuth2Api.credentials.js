exports.ProbeOAuth2Api = class {
	name = 'probeOAuth2Api';
	extends = ['oAuth2Api'];
	displayName = 'Probe OAuth2 API';
	properties = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Grant', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"]}}/connect/token',
		},
		{ displayName: 'Auth', name: 'authentication', type: 'hidden', default: 'body' },
	];
	test = { request: { baseURL: '={{$credentials.baseUrl}}', url: '/ok' } };
};

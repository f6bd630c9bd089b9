async function get(context, path, options = {}) {
	const { baseUrl } = await context.getCredentials('probeOAuth2Api');
	const request = { url: `${baseUrl}${path}`, ...options };
	return await context.helpers.httpRequestWithAuthentication.call(
		context,
		'probeOAuth2Api',
		request,
	);
}

exports.get = get;

exports.Probe = class {
	description = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Downloads a file',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeOAuth2Api', required: true }],
		properties: [{ displayName: 'Path', name: 'path', type: 'string', default: '/file' }],
	};

	methods = {
		loadOptions: {
			async getNames() {
				const { url } = await get(this, '/names', { json: true });
				return [{ name: url, value: 1 }];
			},
		},
		listSearch: {
			async search(filter) {
				return { results: [{ name: filter, value: 1 }] };
			},
		},
	};

	async execute() {
		this.addExecutionHints({ message: 'One hint', location: 'outputPane' });
		const path = this.getNodeParameter('path', 0);
		const file = await get(this, path, { encoding: 'stream' });
		const data = await this.helpers.prepareBinaryData(file, 'list.csv', 'text/csv');
		return [[{ json: { path }, binary: { data }, pairedItem: 0 }]];
	}
};

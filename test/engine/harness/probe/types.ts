import { NodeApiError, NodeConnectionTypes } from 'n8n-workflow';
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	JsonObject,
} from 'n8n-workflow';

class ProbeOAuth2Api implements ICredentialType {
	name = 'probeOAuth2Api';
	extends = ['oAuth2Api'];
	displayName = 'Probe OAuth2 API';
	properties: ICredentialType['properties'] = [
		{ displayName: 'URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Grant', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Token',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"]}}/connect/token',
		},
		{ displayName: 'Auth', name: 'authentication', type: 'hidden', default: 'body' },
	];
	test = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '={{$credentials.testPath || "/ok"}}' },
		rules: [
			{
				type: 'responseCode' as const,
				properties: { value: 403, message: 'Give the client the Reseller role' },
			},
		],
	};
}

const description: INodeTypeDescription = {
	displayName: 'Probe',
	name: 'probe',
	group: ['transform'],
	version: 1,
	description: 'Does one of everything',
	defaults: { name: 'Probe' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: 'probeOAuth2Api', required: true }],
	properties: [
		{ displayName: 'Path', name: 'path', type: 'string', default: '/ok' },
		{ displayName: 'Stream', name: 'stream', type: 'boolean', default: false },
	],
};

async function call(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
	path: string,
) {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('probeOAuth2Api');
	return (await context.helpers.httpRequestWithAuthentication.call(context, 'probeOAuth2Api', {
		url: `${baseUrl}${path}`,
		json: true,
	})) as IDataObject;
}

class Probe implements INodeType {
	description = description;
	methods = {
		loadOptions: {
			async getNames(this: ILoadOptionsFunctions) {
				const path = this.getCurrentNodeParameter('path') as string;
				return [{ name: (await call(this, path)).url as string, value: 1 }];
			},
		},
		listSearch: {
			async search(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const results = [{ name: `${filter} after ${paginationToken}`, value: 1 }];
				return { results, paginationToken: 'next' };
			},
		},
	};

	async execute(this: IExecuteFunctions) {
		const output = [];
		this.addExecutionHints({ message: 'One hint', location: 'outputPane' });
		for (let item = 0; item < this.getInputData().length; item++) {
			const path = this.getNodeParameter('path', item) as string;
			try {
				if (this.getNodeParameter('stream', item)) {
					const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('probeOAuth2Api');
					const body = await this.helpers.httpRequestWithAuthentication.call(
						this,
						'probeOAuth2Api',
						{
							url: `${baseUrl}/file`,
							encoding: 'stream',
						},
					);
					const data = await this.helpers.prepareBinaryData(body, 'list.csv', 'text/csv');
					output.push({ json: {}, binary: { data }, pairedItem: { item } });
				} else output.push({ json: await call(this, path), pairedItem: { item } });
			} catch (error) {
				if (!this.continueOnFail()) {
					throw new NodeApiError(this.getNode(), error as JsonObject, { itemIndex: item });
				}
				output.push({ json: { error: (error as Error).message }, pairedItem: { item } });
			}
		}
		return [output];
	}
}

class ProbeTrigger implements INodeType {
	description = { ...description, name: 'probeTrigger', inputs: [], polling: true as const };

	async poll(this: IPollFunctions) {
		const state = this.getWorkflowStaticData('node');
		const polls = ((state.polls as number) ?? 0) + 1;
		state.polls = polls;
		if (polls === 4) throw new Error('The fourth poll fails');
		const json = { polls, mode: this.getMode(), activation: this.getActivationMode() };
		return polls % 2 ? null : [[{ json: { ...json, ...(await call(this, '/ok')) } }]];
	}
}

export const types = {
	nodes: { 'test.probe': new Probe(), 'test.probeTrigger': new ProbeTrigger() },
	credentials: { probeOAuth2Api: new ProbeOAuth2Api() },
};

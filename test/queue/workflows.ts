import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { StoredCredential, WorkflowJson } from '../n8n';
import { waitFor } from '../n8n/wait';
import { chain, companiesNode, endNode, triggerNode } from '../e2e/workflow';

/** A workflow that another service starts: as an active workflow it goes through the queue. */
export function webhookWorkflow(
	path: string,
	credential: StoredCredential,
	parameters: INodeParameters,
	errorWorkflow: string,
): WorkflowJson {
	const webhook: INode = {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
	};
	return {
		name: path,
		nodes: [webhook, companiesNode('Companies', credential, parameters)],
		connections: { Webhook: { main: [[{ node: 'Companies', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', errorWorkflow },
	};
}

/** Receives each failed execution of another workflow. */
export const errorWorkflow: WorkflowJson = {
	name: 'On error',
	nodes: [
		{
			id: 'error',
			name: 'Error',
			type: 'n8n-nodes-base.errorTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
};

/** Starts a workflow once. n8n answers a moment after it was switched on with 404. */
export async function callWebhook(mainUrl: string, path: string, params: object = {}) {
	const options = { params, timeout: 60_000, validateStatus: () => true };
	let status = 0;
	await waitFor(
		async () => {
			({ status } = await axios.post(`${mainUrl}webhook/${path}`, {}, options));
			return status === 404 ? undefined : true;
		},
		{ what: `the webhook ${path} to be there`, timeout: 60_000 },
	);
	if (status !== 200) throw new Error(`The webhook ${path} answered ${status}`);
}

/** Reports new companies, every minute. */
export const triggerWorkflow = (credential: StoredCredential): WorkflowJson =>
	chain(triggerNode('Trigger', credential, ['companyCreated']), endNode);

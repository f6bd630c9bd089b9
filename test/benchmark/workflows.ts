import type { INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from '../n8n';

export interface CredentialReference {
	id: string;
	name: string;
}

/** A node as a saved workflow has it. */
export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	credentials?: INode['credentials'],
): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	credentials,
});

const webhook = (path: string) =>
	node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	});

const manual = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** A chain of nodes, started by a webhook if a path is given, otherwise by hand. */
export function workflowOf(nodes: INode[], path?: string, savesData = true): WorkflowJson {
	const all = [path === undefined ? manual : { ...webhook(path), webhookId: path }, ...nodes];
	const connections = Object.fromEntries(
		all
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: all[index + 1].name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return {
		name: path ?? 'By hand',
		nodes: all,
		connections,
		settings: {
			executionOrder: 'v1',
			...(!savesData && { saveDataSuccessExecution: 'none' as const }),
		},
	};
}

/** This package's node. */
export const companies = (parameters: INodeParameters, credential: CredentialReference) =>
	node('Companies', 'n8n-nodes-keepnet-reseller.companies', 1, parameters, {
		keepnetResellerOAuth2Api: credential,
	});

/** This package's trigger, which looks once a minute: n8n does not poll more often. */
export const companiesTrigger = (credential: CredentialReference) =>
	node(
		'Companies Trigger',
		'n8n-nodes-keepnet-reseller.companiesTrigger',
		1,
		{ pollTimes: { item: [{ mode: 'everyMinute' }] } },
		{ keepnetResellerOAuth2Api: credential },
	);

/** An item for each object of a list. */
export const splitOut = (fieldToSplitOut: string) =>
	node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut, options: {} });

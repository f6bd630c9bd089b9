import type { INode, INodeParameters } from 'n8n-workflow';

import type { StoredCredential } from '../n8n/api';

const COMPANIES = 'n8n-nodes-keepnet-reseller.companies';

/** The manual trigger that a workflow is started with. */
export const start: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A Companies node as a saved workflow has it. */
export function companiesNode(
	name: string,
	credential: StoredCredential,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): INode {
	return {
		id: name,
		name,
		type: COMPANIES,
		typeVersion: 1,
		position: [200, 0],
		parameters: { resource: 'company', ...parameters },
		credentials: {
			keepnetResellerOAuth2Api: { id: credential.id, name: credential.name },
		},
		...settings,
	};
}

/** A Companies Trigger node that looks once a minute. */
export function triggerNode(
	name: string,
	{ id, name: credentialName }: StoredCredential,
	events: string[],
): INode {
	return {
		id: name,
		name,
		type: 'n8n-nodes-keepnet-reseller.companiesTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, events },
		credentials: { keepnetResellerOAuth2Api: { id, name: credentialName } },
	};
}

/** What comes after a trigger. */
export const endNode: INode = {
	...start,
	id: 'end',
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	position: [200, 0],
};

/** A workflow of nodes one after the other. */
export function chain(...nodes: INode[]) {
	const connections = nodes
		.slice(0, -1)
		.map(({ name }, index) => [
			name,
			{ main: [[{ node: nodes[index + 1].name, type: 'main' as const, index: 0 }]] },
		]);
	return { name: 'Workflow under test', nodes, connections: Object.fromEntries(connections) };
}

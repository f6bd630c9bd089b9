import './environment';
import { getAdditionalKeys } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	INode,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { TypeRegistry } from './types';

/** n8n ignores the stored values of these if the credential type hides them, to keep tokens from being redirected. */
const PINNED_FIELDS = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
];

const mockNode: INode = {
	id: 'mock',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function workflowForExpressions() {
	const nodeTypes = new TypeRegistry();
	nodeTypes.addNode('mock', {
		description: {
			displayName: 'Mock',
			name: 'mock',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			properties: [],
		},
	});
	return new Workflow({ nodes: [mockNode], connections: {}, active: false, nodeTypes });
}

/** Adds the defaults of the credential type to what is stored and resolves expressions (`$self` is the credential). */
export function resolveCredential(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	executeData?: IExecuteData,
	resolve?: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	const pinned = properties.filter((p) => p.type === 'hidden' && PINNED_FIELDS.includes(p.name));
	const names = new Set(pinned.map((property) => property.name));
	const values = Object.fromEntries(Object.entries(stored).filter(([name]) => !names.has(name)));
	const data = {
		...NodeHelpers.getNodeParameters(
			properties,
			values as INode['parameters'],
			true,
			false,
			null,
			null,
		),
		...(stored.oauthTokenData !== undefined && { oauthTokenData: stored.oauthTokenData }),
	} as INode['parameters'];
	const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });

	const resolved = resolve
		? resolve.workflow.expression.getParameterValue(
				data,
				resolve.runExecutionData,
				resolve.runIndex,
				resolve.itemIndex,
				resolve.node.name,
				resolve.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			)
		: workflowForExpressions().expression.getComplexParameterValue(
				mockNode,
				data,
				mode,
				keys,
				undefined,
				undefined,
				data,
			);
	return resolved as ICredentialDataDecryptedObject;
}

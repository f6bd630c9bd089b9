import './environment';
import { getAdditionalKeys } from 'n8n-core';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { StoredCredential } from './credential';
import { TypeRegistry } from './types';

/** n8n ignores what is stored for these where the credential type hides them, so that nobody can redirect a token. */
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

/** n8n's credentials helper (packages/cli), with one credential in memory in place of the database. */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly credential: StoredCredential,
		private readonly types: TypeRegistry,
	) {
		super();
	}

	getParentTypes(typeName: string): string[] {
		const parents = this.types.getCredential(typeName).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.types.getCredential(typeName);
		const properties: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, type.properties);
		return properties;
	}

	async getCredentials(reference: INodeCredentialsDetails) {
		if (reference.id !== this.credential.id) throw new Error(`No credential "${reference.id}"`);
		return this.credential;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = await (await this.getCredentials(reference)).getData();
		if (raw) return stored;
		return this.applyDefaults(additionalData, stored, type, mode, executeData, resolveValues);
	}

	/** Adds the defaults of the credential type to what is stored and resolves expressions (`$self` is the credential). */
	applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolve?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
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

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.getCredential(typeName);
		const request = options as IHttpRequestOptions;
		return typeof authenticate === 'function' ? await authenticate(credentials, request) : request;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	) {
		const { preAuthentication } = this.types.getCredential(typeName);
		const output = await preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	async updateCredentials(
		_reference: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	) {
		await this.credential.setData(data);
	}

	async updateCredentialsOauthTokenData(
		_reference: INodeCredentialsDetails,
		_type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	) {
		await this.credential.updateData({ oauthTokenData });
	}
}

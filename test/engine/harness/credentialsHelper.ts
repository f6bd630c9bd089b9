import './environment';
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { StoredCredential } from './credential';
import { resolveCredential } from './resolveCredential';
import type { TypeRegistry } from './types';

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
		const properties = this.getCredentialsProperties(type);
		return resolveCredential(properties, stored, additionalData, mode, executeData, resolveValues);
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

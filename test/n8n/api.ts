import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
	IWorkflowBase,
} from 'n8n-workflow';
import { N8nClient } from './client';
import { Execution, hasEnded, type StoredExecution } from './execution';
import { waitFor } from './wait';

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data?: ICredentialDataDecryptedObject;
}

export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections'> & Partial<IWorkflowBase>;

type Workflow = IWorkflowBase & { versionId: string };

/** What the editor sends when it fills a dropdown. */
interface DynamicParameters {
	node: Pick<INode, 'type' | 'typeVersion' | 'credentials'>;
	parameters: INodeParameters;
	path?: string;
}

export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean';
}

const CREDENTIAL_TYPE = 'keepnetResellerOAuth2Api';

interface RunOptions {
	/** Name of the trigger to start from. */
	trigger?: string;
	timeout?: number;
}

/** What a user does in the editor, through the REST API that the editor uses. */
export class N8nApi {
	protected readonly client: N8nClient;

	constructor(
		readonly url: string,
		private readonly version: string,
	) {
		this.client = new N8nClient(url);
	}

	async createCredential(
		data: ICredentialDataDecryptedObject,
		type = CREDENTIAL_TYPE,
		name = `${type} account`,
	): Promise<StoredCredential> {
		return await this.client.post('rest/credentials', { name, type, data });
	}

	async listCredentials(): Promise<StoredCredential[]> {
		return await this.client.get('rest/credentials');
	}

	async updateCredential(id: string, data: ICredentialDataDecryptedObject) {
		const { name, type } = await this.getCredential(id);
		await this.client.patch(`rest/credentials/${id}`, { name, type, data });
	}

	/** With secrets blanked, as the editor receives them. */
	async getCredential(id: string): Promise<StoredCredential> {
		return await this.client.get(`rest/credentials/${id}`, { includeData: true });
	}

	/** As the editor does after saving. */
	async testCredential(id: string): Promise<INodeCredentialTestResult> {
		const { name, type, data } = await this.getCredential(id);
		return await this.client.post('rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async createWorkflow(workflow: WorkflowJson): Promise<Workflow> {
		const defaults = { name: 'Workflow', active: false, settings: { executionOrder: 'v1' } };
		return await this.client.post('rest/workflows', { ...defaults, ...workflow });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.client.get(`rest/workflows/${id}`);
	}

	/** *Execute workflow* in the editor, from the first node of the workflow unless another trigger is named. */
	async runWorkflow(id: string, { trigger, timeout }: RunOptions = {}): Promise<Execution> {
		return await this.waitForExecution(await this.beginWorkflow(id, trigger), timeout);
	}

	/** Starts a workflow by hand without waiting; returns the execution's ID. */
	async beginWorkflow(id: string, trigger?: string): Promise<string> {
		const workflowData = await this.getWorkflow(id);
		const triggerToStartFrom = { name: trigger ?? workflowData.nodes[0].name };
		const { executionId } = await this.client.post<{ executionId: string }>(
			`rest/workflows/${id}/run`,
			{ workflowData, triggerToStartFrom },
		);
		return executionId;
	}

	async waitForExecution(id: string, timeout = 120_000): Promise<Execution> {
		return await waitFor(
			async () => {
				const stored = await this.client.get<StoredExecution>(`rest/executions/${id}`);
				if (!hasEnded(stored)) return undefined;
				const execution = new Execution(stored);
				return execution.isWritten ? execution : undefined;
			},
			{ what: `execution ${id} to end`, timeout },
		);
	}

	/** Creates a data table in the owner's project; returns its ID. */
	async createDataTable(name: string, columns: DataTableColumn[]): Promise<string> {
		return (await this.client.post<{ id: string }>(await this.dataTables(), { name, columns })).id;
	}

	async addDataTableRows(id: string, data: IDataObject[]) {
		await this.client.post(`${await this.dataTables()}/${id}/insert`, {
			data,
			returnType: 'count',
		});
	}

	/** All rows, oldest first; n8n gives a part of them at a time. */
	async dataTableRows(id: string): Promise<IDataObject[]> {
		const path = `${await this.dataTables()}/${id}/rows`;
		const rows: IDataObject[] = [];
		for (;;) {
			const { data, count } = await this.client.get<{ data: IDataObject[]; count: number }>(path, {
				skip: rows.length,
				take: 50,
			});
			rows.push(...data);
			if (rows.length >= count || data.length === 0) return rows;
		}
	}

	private async dataTables() {
		const { id } = await this.client.get<{ id: string }>('rest/projects/personal');
		return `rest/projects/${id}/data-tables`;
	}

	/** The Stop button. */
	async stopExecution(id: string) {
		await this.client.post(`rest/executions/${id}/stop`);
	}

	/** All executions of a workflow that have ended, oldest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		const filter = JSON.stringify({ workflowId });
		const { results } = await this.client.get<{ results: StoredExecution[] }>('rest/executions', {
			filter,
			limit: 100,
		});
		const ended = results.filter(hasEnded).reverse();
		return await Promise.all(ended.map(async ({ id }) => await this.waitForExecution(id)));
	}

	/** Activates a workflow. n8n 2.x answers before its triggers run; 1.x reports what they throw. */
	async activate(id: string) {
		if (this.isOld) await this.client.patch(`rest/workflows/${id}`, { active: true });
		else {
			const { versionId } = await this.getWorkflow(id);
			await this.client.post(`rest/workflows/${id}/activate`, { versionId });
		}
	}

	async deactivate(id: string) {
		if (this.isOld) await this.client.patch(`rest/workflows/${id}`, { active: false });
		else await this.client.post(`rest/workflows/${id}/deactivate`);
	}

	/** A file by the `id` of an item's binary data. */
	async downloadBinary(id: string): Promise<Buffer> {
		return await this.client.download('rest/binary-data', { id, action: 'download' });
	}

	/** The node types that the editor offers, optionally of one package only. */
	async nodeTypes(packageName = ''): Promise<INodeTypeDescription[]> {
		const all = await this.client.get<INodeTypeDescription[]>('types/nodes.json');
		return all.filter(({ name }) => name.startsWith(packageName));
	}

	/** The credential types that the editor offers. */
	async credentialTypes(): Promise<ICredentialType[]> {
		return await this.client.get('types/credentials.json');
	}

	/** The output schema that the editor shows before a node has run. */
	async schema(nodeType: string, version: string, resource: string, operation: string) {
		const path = [nodeType, version, resource, operation].join('/');
		return await this.client.get<IDataObject>(`schemas/${path}.json`);
	}

	async loadOptions(methodName: string, options: DynamicParameters) {
		const body = { methodName, ...dynamicParameters(options) };
		return await this.client.post<INodePropertyOptions[]>(
			'rest/dynamic-node-parameters/options',
			body,
		);
	}

	async listSearch(
		methodName: string,
		{
			filter,
			paginationToken,
			...options
		}: DynamicParameters & { filter?: string; paginationToken?: string },
	) {
		const body = { methodName, filter, paginationToken, ...dynamicParameters(options) };
		return await this.client.post<INodeListSearchResult>(
			'rest/dynamic-node-parameters/resource-locator-results',
			body,
		);
	}

	private get isOld() {
		return this.version.startsWith('1.');
	}
}

function dynamicParameters({ node, parameters, path = 'parameters' }: DynamicParameters) {
	return {
		path,
		nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
		currentNodeParameters: parameters,
		credentials: node.credentials,
	};
}

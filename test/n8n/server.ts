import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
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
import { serverEnvironment } from './environment';
import { Execution, hasEnded, type StoredExecution } from './execution';
import type { N8nInstallation } from './install';
import { installCommunityPackage } from './package';
import { freePort } from './ports';
import { N8nProcess } from './process';
import { waitFor } from './wait';

export interface ServerOptions {
	installation: N8nInstallation;
	/** A community package to install, as `packPackage` makes it. */
	packageTarball?: string;
	port?: number;
	/** Kept after `stop` if given; otherwise a temporary folder. */
	userFolder?: string;
	env?: Record<string, string>;
}

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

const CREDENTIAL_TYPE = 'keepnetResellerOAuth2Api';

/** A whole n8n server, driven as a user's browser drives it. */
export class N8nServer {
	private constructor(
		readonly url: string,
		readonly userFolder: string,
		readonly installation: N8nInstallation,
		private readonly process: N8nProcess,
		private readonly client: N8nClient,
		private readonly isTemporary: boolean,
	) {}

	static async start({ installation, packageTarball, ...options }: ServerOptions) {
		const port = options.port ?? (await freePort());
		const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-server-')));
		if (packageTarball) await installCommunityPackage(userFolder, packageTarball);

		const url = `http://127.0.0.1:${port}/`;
		const env = { ...serverEnvironment(userFolder, port, await freePort()), ...options.env };
		const process = new N8nProcess(installation, url, env);
		const client = new N8nClient(url);
		const server = new N8nServer(
			url,
			userFolder,
			installation,
			process,
			client,
			!options.userFolder,
		);
		await server.resume();
		return server;
	}

	/** All that n8n has written since its first start. */
	get log() {
		return this.process.log;
	}

	get pid() {
		return this.process.pid;
	}

	async stop() {
		await this.process.stop();
		if (this.isTemporary) await rm(this.userFolder, { recursive: true, force: true });
	}

	async restart() {
		await this.process.stop();
		await this.resume();
	}

	private async resume() {
		await this.process.start();
		try {
			await this.client.signIn();
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	async createCredential(
		data: ICredentialDataDecryptedObject,
		type = CREDENTIAL_TYPE,
		name = `${type} account`,
	): Promise<StoredCredential> {
		return await this.client.post('rest/credentials', { name, type, data });
	}

	async updateCredential(id: string, data: ICredentialDataDecryptedObject) {
		const { name, type } = await this.getCredential(id);
		await this.client.patch(`rest/credentials/${id}`, { name, type, data });
	}

	/** With secrets blanked, as the editor gets them. */
	async getCredential(id: string): Promise<StoredCredential> {
		return await this.client.get(`rest/credentials/${id}`, { includeData: true });
	}

	/** As the editor does after it has saved. */
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

	/** Starts a workflow by hand and does not wait; gives the execution's ID. */
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
		const stored = await waitFor(
			async () => {
				const execution = await this.client.get<StoredExecution>(`rest/executions/${id}`);
				return hasEnded(execution) ? execution : undefined;
			},
			{ what: `execution ${id} to end`, timeout, details: () => this.log.slice(-2000) },
		);
		return new Execution(stored);
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

	/** Switches a workflow on. n8n 2.x answers before its triggers run; 1.x throws what they throw. */
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

	/** The node types that the editor offers, of one package only if named. */
	async nodeTypes(packageName = ''): Promise<INodeTypeDescription[]> {
		const all = await this.client.get<INodeTypeDescription[]>('types/nodes.json');
		return all.filter(({ name }) => name.startsWith(packageName));
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
		return this.installation.version.startsWith('1.');
	}
}

interface RunOptions {
	/** Name of the trigger to start from. */
	trigger?: string;
	timeout?: number;
}

function dynamicParameters({ node, parameters, path = 'parameters' }: DynamicParameters) {
	return {
		path,
		nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
		currentNodeParameters: parameters,
		credentials: node.credentials,
	};
}

export const startN8n = N8nServer.start;

import type { INode, INodeCredentials, INodeParameters, IPinData } from 'n8n-workflow';
import { CREDENTIAL_NAME } from '../../nodes/Companies/transport/credential';
import { readExample, withCredential, type Example } from '../demo/example';
import { installAndStart, type Execution, type N8nServer } from '../n8n';
import { startSimulator, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { startMailbox, type Mailbox } from './examplesMailbox';
import { startLanguageModel, type LanguageModel } from './examplesModel';
import { withProbes } from './examplesProbe';
import { startServices, type Services } from './examplesServices';

interface RunOptions {
	/** Instead of the example's own pinned data of these nodes. */
	pinned?: IPinData;
	/** Executes the nodes at the end as well. */
	unpinned?: boolean;
	/** What the user changes in the trigger. */
	trigger?: INodeParameters;
	/** The ID of the data table that the user chooses. */
	table?: string;
}

/** A whole n8n with an account of everything that the examples use, none of them real. */
export interface ExampleServer {
	server: N8nServer;
	simulator: Simulator;
	model: LanguageModel;
	mailbox: Mailbox;
	services: Services;
	/** Imports an example with its credentials chosen; returns the ID of the workflow and its first trigger. */
	add(file: string, options?: RunOptions): Promise<{ id: string; trigger?: string }>;
	/** Imports an example and executes it once; nodes with pinned data give that. */
	run(file: string, options?: RunOptions): Promise<Execution>;
	stop(): Promise<void>;
}

/** n8n 1.x has one connection by default, on which the transactions of runs that begin together disturb each other. */
const CONNECTIONS = { DB_SQLITE_POOL_SIZE: '2' };

/** Where the examples call other services, as it stands in HTTP Request. */
const SERVICES = /https:\/\/(api\.hubapi\.com|yourcompany\.halopsa\.com)/g;

function withTable(node: INode, value: string): INode {
	if (!node.type.endsWith('.dataTable')) return node;
	const dataTableId = { __rl: true, mode: 'id', value };
	return { ...node, parameters: { ...node.parameters, dataTableId } };
}

function withTicketType(node: INode): INode {
	const isNew = node.type.endsWith('.haloPSA') && node.parameters.operation === 'create';
	return isNew ? { ...node, parameters: { ...node.parameters, ticketType: '1' } } : node;
}

/** One after the other: n8n 1.x may fail where several are created at the same time. */
async function createAccounts(server: N8nServer, data: Record<string, object>) {
	const accounts: INodeCredentials = {};
	for (const [type, values] of Object.entries(data)) {
		const { id, name } = await server.createCredential({ ...values }, type);
		accounts[type] = { id, name };
	}
	return accounts;
}

/** Credential types by the last part of a node's type; HTTP Request names its own. */
const ACCOUNTS: Record<string, string> = {
	lmChatOpenAi: 'openAiApi',
	emailSend: 'smtp',
	haloPSA: 'haloPSAApi',
};

const accountOf = ({ type, parameters }: INode): string | undefined =>
	ACCOUNTS[type.split('.')[1]] ??
	[parameters.nodeCredentialType, parameters.genericAuthType].find(
		(name): name is string => typeof name === 'string' && name !== CREDENTIAL_NAME,
	);

export async function startExampleServer(
	version: string,
	packageTarball: string,
): Promise<ExampleServer> {
	const simulator = await startSimulator({ companies: 250, behaviour: usualBehaviour() });
	const mailbox = await startMailbox();
	const services = await startServices();
	const model = await startLanguageModel({
		tool: 'Find_Companies',
		values: { Segment: 'overLimit', Limit: 3, Company_Name: '' },
	});
	const server = await installAndStart(version, packageTarball, CONNECTIONS);
	const client = { clientId: 'client', clientSecret: 'secret' };
	const accounts = await createAccounts(server, {
		[CREDENTIAL_NAME]: { baseUrl: simulator.url, ...simulator.clients.reseller },
		openAiApi: { apiKey: 'none', url: model.url },
		smtp: mailbox.credential,
		hubspotAppToken: { appToken: 'token' },
		haloPSAApi: {
			authUrl: services.url,
			resourceApiUrl: `${services.url}/api`,
			client_id: client.clientId,
			client_secret: client.clientSecret,
		},
		oAuth2Api: {
			...client,
			grantType: 'clientCredentials',
			accessTokenUrl: `${services.url}/auth/token`,
			scope: 'edit:tickets',
			authentication: 'body',
		},
	});

	function withAccount(node: INode): INode {
		const type = accountOf(node);
		if (!type) return node;
		const parameters = JSON.parse(
			JSON.stringify(node.parameters).replace(SERVICES, services.url),
		) as INode['parameters'];
		return { ...node, parameters, credentials: { [type]: accounts[type] } };
	}

	function prepare(example: Example, { pinned, unpinned, table = '' }: RunOptions): Example {
		const ours = { [CREDENTIAL_NAME]: accounts[CREDENTIAL_NAME] };
		const probed = withProbes(withCredential(example, ours, simulator.url));
		const nodes = probed.nodes.map((node) => withTable(withTicketType(withAccount(node)), table));
		const pinData = unpinned ? {} : { ...probed.pinData, ...pinned };
		return { ...probed, nodes, pinData };
	}

	async function add(file: string, options: RunOptions = {}) {
		const example = prepare(await readExample(`${file}.json`), options);
		const trigger = example.nodes.find(({ type }) => /Trigger$/.test(type));
		Object.assign(trigger?.parameters ?? {}, options.trigger);
		return { id: (await server.createWorkflow(example)).id, trigger: trigger?.name };
	}

	async function run(file: string, options: RunOptions = {}) {
		const { id, trigger } = await add(file, options);
		const execution = await server.runWorkflow(id, { trigger });
		expect(execution.error?.message).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	}

	async function stop() {
		await server.stop();
		for (const { close } of [simulator, services, model, mailbox]) await close();
	}

	return { server, simulator, model, mailbox, services, add, run, stop };
}

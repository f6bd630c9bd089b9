import './environment';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { StoredCredential } from './credential';
import { CredentialsHelper } from './credentialsHelper';
import { fullNodeType, loadTypes, type TypeRegistry } from './types';

/** The credential of a run: one that lives on over several runs, or the data of a new one. */
export type CredentialOption = StoredCredential | ICredentialDataDecryptedObject;

export interface NodeOptions {
	/** Name of a node of this package: `companies` or `companiesTrigger`. */
	type?: string;
	parameters?: INodeParameters;
	typeVersion?: number;
	continueOnFail?: 'no' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	/** Any other setting of the node, such as `alwaysOutputData` or `executeOnce`. */
	settings?: Partial<INode>;
}

/** What running, polling and filling dropdowns have in common. */
export interface Options {
	node?: NodeOptions;
	credential?: CredentialOption;
	/** The workflow's time zone; n8n's own default is America/New_York. */
	timezone?: string;
	settings?: IWorkflowSettings;
}

export interface Setup {
	node: INode;
	nodeType: INodeType;
	credential: StoredCredential;
	credentialsHelper: CredentialsHelper;
	types: TypeRegistry;
	settings: IWorkflowSettings;
}

function createNode(
	options: NodeOptions,
	nodeType: INodeType,
	credential: StoredCredential,
): INode {
	const { continueOnFail = 'no' } = options;
	return {
		id: 'node-under-test',
		name: nodeType.description.defaults.name?.toString() ?? nodeType.description.displayName,
		type: fullNodeType(options.type ?? 'companies'),
		typeVersion:
			options.typeVersion ??
			(NodeHelpers.getVersionedNodeType(nodeType).description.version as number),
		position: [200, 0],
		parameters: options.parameters ?? {},
		credentials: credential.reference,
		onError: continueOnFail === 'no' ? 'stopWorkflow' : continueOnFail,
		...(options.retryOnFail && {
			retryOnFail: true,
			maxTries: options.maxTries,
			waitBetweenTries: options.waitBetweenTries,
		}),
		...options.settings,
	};
}

/** Loads the types, stores the credential and makes the node as a workflow would hold it. */
export async function setUp({
	node = {},
	credential = {},
	timezone,
	settings,
}: Options): Promise<Setup> {
	const type = fullNodeType(node.type ?? 'companies');
	const stored =
		credential instanceof StoredCredential ? credential : new StoredCredential(credential);
	const types = await loadTypes(type, stored.type);
	const nodeType = types.getByNameAndVersion(type, node.typeVersion);

	return {
		node: createNode(node, nodeType, stored),
		nodeType,
		credential: stored,
		credentialsHelper: new CredentialsHelper(stored, types),
		types,
		settings: { executionOrder: 'v1', ...(timezone && { timezone }), ...settings },
	};
}

/** A workflow of the node under test alone, or after the nodes given in `before`. */
export function createWorkflow(setup: Setup, before: INode[] = [], staticData?: IDataObject) {
	const nodes = [...before, setup.node];
	const connections = Object.fromEntries(
		before.map((node, index) => [
			node.name,
			{ main: [[{ node: nodes[index + 1].name, type: 'main' as const, index: 0 }]] },
		]),
	);
	return new Workflow({
		id: 'workflow',
		name: 'Test workflow',
		nodes,
		connections,
		active: false,
		nodeTypes: setup.types,
		settings: setup.settings,
		staticData,
	});
}

export function additionalDataFor(
	setup: Setup,
	mode: WorkflowExecuteMode,
	currentNodeParameters?: INodeParameters,
) {
	const workflowData = {
		id: 'workflow',
		name: 'Test workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [setup.node],
		connections: {},
		settings: setup.settings,
	};
	return createAdditionalData(setup.credentialsHelper, mode, workflowData, currentNodeParameters);
}

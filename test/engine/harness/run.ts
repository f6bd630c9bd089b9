import './environment';
import { stringify } from 'flatted';
import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	ExecutionStatus,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	NodeExecutionHint,
	WorkflowExecuteMode,
	Workflow,
} from 'n8n-workflow';
import { useBinaryMode, type BinaryMode } from './binaryData';
import { additionalDataFor, createWorkflow, setUp, type Options, type Setup } from './setup';

export interface RunOptions extends Options {
	/** The node's input: items, or their JSON alone. Default: one empty item. */
	items?: Array<INodeExecutionData | IDataObject>;
	/** `manual`: the editor's Execute button; `trigger`: an active workflow. */
	mode?: Extract<WorkflowExecuteMode, 'manual' | 'trigger'>;
	binaryMode?: BinaryMode;
	/** Stops the execution as the editor's Stop button does. */
	signal?: AbortSignal;
}

export interface RunResult {
	status: ExecutionStatus;
	/** Items by output: the node's own, then the error output where it is switched on. */
	items: INodeExecutionData[][];
	/** The JSON of the first output. */
	json: IDataObject[];
	/** As n8n stores it: a plain object with the `name` of its class. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
	/** Milliseconds in the node. */
	executionTime: number;
	credentialData: ICredentialDataDecryptedObject;
	/** The execution as n8n would write it to its database: for tests of what must never be stored. */
	stored: string;
}

const START = 'Start';

const isItem = (item: INodeExecutionData | IDataObject): item is INodeExecutionData =>
	typeof item.json === 'object' && item.json !== null;

/** A node that emits the given items, in place of whatever a user has before the node under test. */
function addStartNode(setup: Setup, items: RunOptions['items'] = [{}]): INode {
	const data = items.map((item) => (isItem(item) ? item : { json: item }));
	const nodeType: INodeType = {
		description: {
			displayName: START,
			name: 'start',
			group: ['input'],
			version: 1,
			description: 'Emits the items of the test',
			defaults: { name: START },
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [data],
	};
	setup.types.addNode('test.start', nodeType);
	return {
		id: 'start',
		name: START,
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

/** Lets n8n's engine run the workflow from its first node to its end. */
export async function execute(
	setup: Setup,
	workflow: Workflow,
	{ mode = 'manual', binaryMode = 'filesystem', signal }: RunOptions,
): Promise<RunResult> {
	await useBinaryMode(binaryMode);
	const [startNode] = Object.values(workflow.nodes);
	const execution = new WorkflowExecute(additionalDataFor(setup, mode), mode).run({
		workflow,
		startNode,
	});
	const cancel = () => execution.cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	try {
		return await readResult(setup, await execution);
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}

async function readResult(setup: Setup, run: IRun): Promise<RunResult> {
	const task = run.data.resultData.runData[setup.node.name]?.at(-1);
	const items = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		status: run.status,
		items,
		json: (items[0] ?? []).map((item) => item.json),
		error: task?.error ?? run.data.resultData.error,
		hints: task?.hints ?? [],
		executionTime: task?.executionTime ?? 0,
		credentialData: await setup.credential.getData(),
		stored: stringify(run.data),
	};
}

/** Runs one node in n8n's engine, after a node that emits the given items. */
export async function runWorkflow(options: RunOptions): Promise<RunResult> {
	const setup = await setUp(options);
	const start = addStartNode(setup, options.items);
	return await execute(setup, createWorkflow(setup, [start]), options);
}

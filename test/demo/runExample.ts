import { additionalDataFor, setUp } from '../engine/harness/setup';
import { useBinaryMode } from '../engine/harness/binaryData';
import type { StoredCredential } from '../engine/harness';
import { WorkflowExecute } from 'n8n-core';
import type { INodeExecutionData, INodeType, NodeExecutionHint } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { Example } from './example';
import { withCredential } from './example';

/** The result of one node of the workflow. */
export interface NodeResult {
	items: INodeExecutionData[];
	hints: NodeExecutionHint[];
	milliseconds: number;
}

interface Options {
	credential: StoredCredential;
	timezone: string;
	/** Called before each node starts. */
	onNode?: (name: string) => void;
	/** Called after each node has ended. */
	onNodeDone?: (name: string) => void;
}

const TRIGGER = 'n8n-nodes-base.manualTrigger';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** n8n's Manual Trigger, which comes with the n8n server and not with the engine. */
const manualTrigger: INodeType = {
	description: {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [[{ json: {} }]],
};

/**
 * Runs a workflow of `examples/` in n8n's own engine, in this process: all nodes from the Manual Trigger on.
 *
 * @returns results by node name
 * @throws the error of the node that failed
 */
export async function runExample(
	example: Example,
	{ credential, timezone, onNode, onNodeDone }: Options,
): Promise<Map<string, NodeResult>> {
	await useBinaryMode('filesystem');
	const setup = await setUp({ credential, timezone });
	setup.types.addNode(TRIGGER, manualTrigger);
	const { name, connections, nodes } = withCredential(example, credential.reference);
	const workflow = new Workflow({
		id: 'example',
		name,
		nodes: nodes.filter(({ type }) => type !== STICKY_NOTE),
		connections,
		active: false,
		nodeTypes: setup.types,
		settings: setup.settings,
	});
	const startNode = Object.values(workflow.nodes).find(({ type }) => type === TRIGGER);

	const additionalData = additionalDataFor(setup, 'manual');
	additionalData.hooks?.addHandler('nodeExecuteBefore', (node) => onNode?.(node));
	additionalData.hooks?.addHandler('nodeExecuteAfter', (node) => onNodeDone?.(node));
	const run = await new WorkflowExecute(additionalData, 'manual').run({ workflow, startNode });

	const { error, runData } = run.data.resultData;
	if (error) throw error;
	const results = Object.entries(runData).map(([node, tasks]): [string, NodeResult] => {
		const [{ data, hints = [], executionTime }] = tasks;
		return [node, { items: data?.main[0] ?? [], hints, milliseconds: executionTime }];
	});
	return new Map(results);
}

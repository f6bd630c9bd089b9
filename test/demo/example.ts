import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
	IConnections,
	INode,
	INodeCredentials,
	IPinData,
	IWorkflowSettings,
} from 'n8n-workflow';

/** A workflow as n8n exports it. */
export interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
	pinData?: IPinData;
}

/** The workflow that the demo runs. */
export const EXAMPLE = 'over-limit-export.json';

export const EXAMPLES_FOLDER = join(__dirname, '../../examples');

const OUR_NODES = 'n8n-nodes-keepnet-reseller.';

/** Whether it is a node of this package. */
export const isOurs = ({ type }: Pick<INode, 'type'>) => type.startsWith(OUR_NODES);

/** Reads a workflow of `examples/`. */
export async function readExample(file: string): Promise<Example> {
	return JSON.parse(await readFile(join(EXAMPLES_FOLDER, file), 'utf8')) as Example;
}

/** The same workflow with a credential chosen in each of this package's nodes. */
export function withCredential(example: Example, credentials: INodeCredentials): Example {
	const nodes = example.nodes.map((node) => (isOurs(node) ? { ...node, credentials } : node));
	return { ...example, nodes };
}

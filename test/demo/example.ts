import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
	IConnections,
	INode,
	INodeCredentials,
	IPinData,
	IWorkflowSettings,
} from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../../nodes/Companies/transport/credential';

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

/** Whether a node uses the credential of this package: also n8n's HTTP Request may. */
export const usesOurCredential = (node: INode) =>
	isOurs(node) || node.parameters.nodeCredentialType === CREDENTIAL_NAME;

const DOCUMENTED_URL = 'https://api.keepnetlabs.com';

/** The same parameters with the URLs of another Keepnet: in HTTP Request, the user has to write them. */
function forKeepnetAt<Parameters extends INode['parameters']>(
	baseUrl: string,
	parameters: Parameters,
): Parameters {
	return JSON.parse(JSON.stringify(parameters).replaceAll(DOCUMENTED_URL, baseUrl)) as Parameters;
}

/** The same workflow, ready for a Keepnet and with a credential for it chosen in each node that uses one. */
export function withCredential(
	example: Example,
	credentials: INodeCredentials,
	baseUrl = DOCUMENTED_URL,
): Example {
	const nodes = example.nodes.map((node) =>
		usesOurCredential(node)
			? { ...node, credentials, parameters: forKeepnetAt(baseUrl, node.parameters) }
			: node,
	);
	return { ...example, nodes };
}

import type { INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { Example } from '../demo/example';

/** The node that shows what a third-party node would have sent. */
export const probeName = (node: string) => `What Is Sent by ${node}`;

function expressionsOf(
	value: NodeParameterValueType | INodeParameters,
	path: string,
): Array<[path: string, expression: string]> {
	if (typeof value === 'string') return value.startsWith('=') ? [[path, value]] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		expressionsOf(inner as NodeParameterValueType, path === '' ? name : `${path}_${name}`),
	);
}

/** A node that evaluates the expressions of another, each into a field named after its parameter. */
function probeOf({ name: probed, parameters, position: [x, y] }: INode): INode {
	const assignments = expressionsOf(parameters, '').map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	return {
		id: `probe of ${probed}`,
		name: probeName(probed),
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [x, y - 200],
		parameters: { assignments: { assignments }, options: {} },
	};
}

/** Adds a probe beside each pinned node, which is not executed, to check its expressions. */
export function withProbes(example: Example): Example {
	const pinned = example.nodes.filter(({ name }) => example.pinData?.[name]);
	const connections = structuredClone(example.connections);
	for (const output of Object.values(connections).flatMap(({ main = [] }) => main)) {
		for (const { name } of pinned) {
			const end = output?.find(({ node }) => node === name);
			if (end) output?.push({ ...end, node: probeName(name) });
		}
	}
	return { ...example, nodes: [...example.nodes, ...pinned.map(probeOf)], connections };
}

import { readdirSync } from 'node:fs';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { CompaniesTrigger } from '../../nodes/Companies/CompaniesTrigger.node';
import { EXAMPLE, EXAMPLES_FOLDER, isOurs, readExample, usesOurCredential } from '../demo/example';
import { readDocument } from '../documentation';

const companies = new Companies();

const NODES: Record<string, INodeType> = {
	companies,
	companiesTrigger: new CompaniesTrigger(),
	// n8n derives it from a node that an AI agent may use.
	companiesTool: companies,
};

/** What n8n adds to every trigger that polls, and to every tool. */
const ADDED_BY_N8N = ['pollTimes', 'descriptionType', 'toolDescription'];

const readme = readDocument('README.md');
const files = readdirSync(EXAMPLES_FOLDER).filter((file) => file.endsWith('.json'));

function typeOf(node: INode): INodeType {
	const name = node.type.split('.')[1];
	if (NODES[name]) return NODES[name];
	throw new Error(`There is no node "${name}"`);
}

describe.each(files)('examples/%s', (file) => {
	it('has a node of this package and a note that says what to set', async () => {
		const { nodes } = await readExample(file);
		expect(nodes.some(isOurs)).toBe(true);
		const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters.content).toMatch(/credential/);
	});

	it('has a time zone, because dates and schedules are in that of n8n otherwise', async () => {
		const { settings } = await readExample(file);
		expect(settings.timezone).toBe('Europe/London');
	});

	it('contains no credential of its author', async () => {
		const { nodes } = await readExample(file);
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
	});

	it('has a row and a picture in the README', async () => {
		expect(readme).toContain(`](examples/${file})`);
		const picture = file === EXAMPLE ? 'workflow' : file.replace(/\.json$/, '');
		expect(readme).toContain(`docs/${picture}.png`);
	});

	it('connects nodes that are there', async () => {
		const { nodes, connections } = await readExample(file);
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const ends = Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((output) => output.flatMap((ends) => ends ?? [])),
		);
		const used = [...Object.keys(connections), ...ends.map(({ node }) => node)];
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('sends the token to Keepnet alone', async () => {
		const { nodes } = await readExample(file);
		for (const node of nodes.filter(usesOurCredential).filter((any) => !isOurs(any))) {
			expect(node.parameters.url).toMatch(/^https:\/\/api\.keepnetlabs\.com\/api\//);
			expect(node.parameters.options).toMatchObject({
				redirect: { redirect: { followRedirects: false } },
			});
		}
	});

	it('names only parameters and values that the node has', async () => {
		const { nodes } = await readExample(file);
		for (const node of nodes.filter(isOurs)) {
			const { description } = typeOf(node);
			const { properties } = description;
			const parameters = Object.fromEntries(
				Object.entries(node.parameters).filter(([name]) => !ADDED_BY_N8N.includes(name)),
			);
			const known = NodeHelpers.getNodeParameters(
				properties,
				parameters,
				true,
				false,
				node,
				description,
			);
			expect(known).toMatchObject(parameters);
			expect(NodeHelpers.getNodeParametersIssues(properties, node, description)).toBeNull();
		}
	});
});

import './harness/environment';
import { Workflow, type INode, type INodeParameters } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';

const nodeType = new Companies();
const { hints = [], builderHint, usableAsTool } = nodeType.description;

/** The hints that the editor shows before a run. */
function shownFor(parameters: INodeParameters): string[] {
	const node: INode = {
		id: 'node',
		name: 'Keepnet Companies',
		type: 'companies',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'company', operation: 'search', ...parameters },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	return hints
		.filter(({ displayCondition }) =>
			workflow.expression.getSimpleParameterValue(
				workflow.nodes[node.name],
				displayCondition,
				'internal',
				{},
			),
		)
		.map(({ message }) => message.split(/[,:.]/)[0]);
}

test.each<[string, INodeParameters, string[]]>([
	['a plain search', {}, []],
	['all companies, simplified', { returnAll: true }, []],
	[
		'all companies, raw',
		{ returnAll: true, output: 'raw' },
		['Raw returns everything that Keepnet sends about every company'],
	],
	['some companies, raw', { output: 'raw' }, []],
	[
		'some companies in a computed order',
		{ sort: { orderBy: 'usagePercent' } },
		['Keepnet cannot sort by this field'],
	],
	['all companies in a computed order', { returnAll: true, sort: { orderBy: 'usagePercent' } }, []],
	['some companies in an order of the API', { sort: { orderBy: 'CompanyName' } }, []],
	['filtered by Keepnet', { options: { filterMode: 'api' } }, ['Filter Mode is By Keepnet']],
	[
		'a file, grouped and sorted',
		{ operation: 'export', groupByReseller: true, sort: { orderBy: 'CompanyName' } },
		['In a file that is grouped by reseller'],
	],
	['a file, grouped', { operation: 'export', groupByReseller: true }, []],
	['a sum', { operation: 'summarize' }, []],
	[
		'a sum, filtered by Keepnet',
		{ operation: 'summarize', options: { filterMode: 'api' } },
		['Filter Mode is By Keepnet'],
	],
	['one company', { operation: 'get' }, []],
])('%s', (_case, parameters, expected) => {
	expect(shownFor(parameters)).toEqual(expected);
});

test('agents and the AI builder are told what the node does', () => {
	expect(usableAsTool).toMatchObject({
		replacements: { description: expect.stringContaining('companyId') },
	});
	expect(builderHint?.searchHint).toContain('segment');
});

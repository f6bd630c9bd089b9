import type { INode } from 'n8n-workflow';

import type { FaultRule } from '../simulator';
import { tableOfAims } from './aims';
import { httpRequestAndSplitOut } from './httpRequest';
import type { Stage } from './stage';
import { table } from './tables';
import type { Workbench } from './workbench';
import { companies, workflowOf } from './workflows';

const PAGE_SIZE = 100;

const FAULTS: Array<readonly [string, FaultRule]> = [
	['429, Retry-After 1 s', { kind: 'rateLimit', seconds: 1 }],
	['500', { kind: 'status', status: 500 }],
	['FAILED in a 200', { kind: 'failedEnvelope' }],
	['connection reset', { kind: 'reset' }],
	['token refused', { kind: 'expireToken' }],
];

async function outcome({ server, simulator }: Stage, nodes: INode[]): Promise<string> {
	const { id } = await server.createWorkflow(workflowOf(nodes));
	const execution = await server.runWorkflow(id);
	const { requests } = await simulator.count();
	const count = execution.items().length;
	const items = execution.status === 'success' ? `${count} of ${simulator.companies}` : 'nothing';
	return `${execution.status}, ${items} (${requests} requests)`;
}

/** The outcome of one fault at page 5 of 10. */
export async function tellOfFaults(bench: Workbench): Promise<string> {
	return await bench.with(1000, async (stage) => {
		const options = { pageSize: PAGE_SIZE };
		const own = [companies({ operation: 'search', returnAll: true, options }, stage.own)];
		const other = httpRequestAndSplitOut(stage.simulator, PAGE_SIZE, stage.generic);
		const rows: string[][] = [];
		for (const [name, rule] of FAULTS) {
			const cells: string[] = [];
			for (const nodes of [own, other]) {
				await stage.simulator.reset();
				await stage.simulator.fail({ ...rule, route: 'search', pageNumber: 5 });
				cells.push(await outcome(stage, nodes));
			}
			rows.push([name, ...cells]);
			bench.say(rows[rows.length - 1].join('  '));
		}
		return table(['page 5 of 10, once', 'this node', 'HTTP Request + Split Out'], rows);
	});
}

/** The tokens that an execution requests with a valid stored token and with an expired one. */
export async function countTokens(bench: Workbench): Promise<string> {
	return await bench.with(1000, async (stage) => {
		const { simulator } = stage;
		await simulator.behave({ tokenLifetimeSeconds: 2 });
		const contenders = {
			'this node': await stage.node({ operation: 'search', returnAll: true }),
			'HTTP Request + Split Out': await stage.httpRequest(PAGE_SIZE),
		};
		const rows: string[][] = [];
		const tokens: number[] = [];
		for (const [name, contender] of Object.entries(contenders)) {
			await simulator.behave({ tokenLifetimeSeconds: 2 });
			await new Promise((resolve) => setTimeout(resolve, 2500));
			await simulator.behave({ tokenLifetimeSeconds: 3600 });
			const expired = await contender.run();
			const stored = await contender.run();
			tokens.push(expired.tokens, stored.tokens);
			rows.push([name, `${expired.tokens}`, `${expired.requests}`, `${stored.tokens}`]);
		}
		const aim = {
			text: 'at most one token for an execution',
			unit: '',
			atMost: 1,
			figures: [{ of: 'most tokens of a run, this node', value: Math.max(...tokens.slice(0, 2)) }],
		};
		const head = [
			'tokens of an execution',
			'stored one expired',
			'requests then',
			'stored one good',
		];
		return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
	});
}

import type { INode } from 'n8n-workflow';

import { tableOfAims } from './aims';
import { wall, type Contender } from './contender';
import { httpRequestForCompany } from './httpRequest';
import { inTurns } from './median';
import type { Stage } from './stage';
import { seconds, table, times } from './tables';
import type { Workbench } from './workbench';
import { companies, splitOut } from './workflows';

const ITEMS = 100;
const LATENCY_MS = 50;

const get = ({ own }: Stage, options: { concurrency?: number }): INode =>
	companies(
		{
			operation: 'get',
			companyId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options,
		},
		own,
	);

const OWN = 'this node';
const SEQUENCE = 'this node, one after the other';

const CONTENDERS: Record<string, (stage: Stage) => INode> = {
	[OWN]: (stage) => get(stage, {}),
	[SEQUENCE]: (stage) => get(stage, { concurrency: 1 }),
	'HTTP Request': ({ simulator, generic }) => httpRequestForCompany(simulator, generic),
};

/** Get for many input items. HTTP Request sends the requests of all its items at once. */
export async function measureGet(bench: Workbench): Promise<string> {
	return await bench.with(ITEMS, async (stage) => {
		const { simulator } = stage;
		const ids = await simulator.ids(ITEMS);
		const body = { companies: ids.map((id) => ({ id })) };
		const contenders: Record<string, Contender> = {};
		for (const [name, nodeFor] of Object.entries(CONTENDERS)) {
			const nodes = [splitOut('body.companies'), nodeFor(stage)];
			contenders[name] = await stage.workflow(nodes, { body });
		}
		await simulator.behave({ latencyMs: LATENCY_MS });
		const work = Object.entries(contenders).map(
			([name, contender]) => [name, async () => await contender.run()] as const,
		);
		const runs = await inTurns(Object.fromEntries(work), bench.rounds);
		const sequence = wall(runs[SEQUENCE]);
		const rows = Object.entries(runs).map(([name, all]) => [
			name,
			seconds(wall(all)),
			times(sequence, wall(all)),
			`${all[0].requests}`,
			`${all[0].maxInFlight}`,
		]);
		rows.forEach((row) => bench.say(row.join('  ')));
		const aim = {
			text: '6 × as fast as one after the other',
			unit: ' ×',
			atLeast: 6,
			figures: [{ of: 'with default options', value: sequence / wall(runs[OWN]) }],
		};
		const head = [
			`Get of ${ITEMS} items at ${LATENCY_MS} ms`,
			'wall time',
			'one after the other ÷ this',
			'requests',
			'most in flight',
		];
		return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
	});
}

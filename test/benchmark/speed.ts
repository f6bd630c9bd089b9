import { OPTIONS } from '../../nodes/Companies/descriptions/options';
import { inTurns, median } from './median';
import { wall } from './contender';
import { replay } from './rawClient';
import type { SentRequest } from './simulatorChild';
import type { Stage } from './stage';
import { seconds, table, thousands, times } from './tables';
import type { Workbench } from './workbench';

const LISTS = [
	{ companies: 10_000, pageSize: 100, latencies: [0, 50, 150] },
	{ companies: 100_000, pageSize: 1000, latencies: [50] },
];

async function rowsFor(
	bench: Workbench,
	stage: Stage,
	{ pageSize, latencies }: (typeof LISTS)[number],
): Promise<string[][]> {
	const { simulator } = stage;
	const parameters = { operation: 'search', returnAll: true, options: { pageSize } };
	const node = await stage.node(parameters);
	const http = await stage.httpRequest(pageSize);
	const rows: string[][] = [];
	for (const latencyMs of latencies) {
		await simulator.behave({ latencyMs });
		let sent: SentRequest[] = [];
		const runs = await inTurns(
			{
				node: async () => {
					const run = await node.run();
					sent = await simulator.sent();
					return run;
				},
				http: async () => await http.run(),
				raw: async () => await replay(simulator, sent, OPTIONS.concurrency.default),
			},
			bench.rounds,
		);
		const [own, other, least] = [wall(runs.node), wall(runs.http), median(runs.raw)];
		const { maxInFlight, sockets, tokens } = runs.node[0];
		rows.push([
			`${thousands(simulator.companies)} by ${pageSize}`,
			`${latencyMs} ms`,
			seconds(own),
			seconds(other),
			seconds(least),
			times(other, own),
			times(own, least),
			`${maxInFlight} / ${runs.http[0].maxInFlight}`,
			`${sockets} / ${runs.http[0].sockets}`,
			`${tokens} / ${runs.http[0].tokens}`,
		]);
		bench.say(rows[rows.length - 1].join('  '));
	}
	return rows;
}

/** Wall time of whole executions, as the caller of the workflow sees it. */
export async function measureSpeed(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	for (const list of bench.quick ? LISTS.slice(0, 1) : LISTS) {
		const found = await bench.with(
			list.companies,
			async (stage) => await rowsFor(bench, stage, list),
		);
		rows.push(...found);
	}
	return table(
		[
			'list',
			'latency',
			'this node',
			'HTTP Request + Split Out',
			'raw client',
			'HTTP Request ÷ node',
			'node ÷ raw',
			'most in flight',
			'sockets',
			'tokens',
		],
		rows,
	);
}

import { OPTIONS } from '../../nodes/Companies/descriptions/options';
import { tableOfAims, type Aim, type Figure } from './aims';
import { inTurns, median } from './median';
import { wall } from './contender';
import { replay } from './rawClient';
import type { Stage } from './stage';
import { seconds, table, thousands, times } from './tables';
import type { Workbench } from './workbench';

const LISTS = [
	{ companies: 10_000, pageSize: 100, latencies: [0, 50, 150] },
	{ companies: 100_000, pageSize: 1000, latencies: [50] },
];

/** A list at a latency: its row, and the ratios of the wall times. */
interface Measurement {
	row: string[];
	of: string;
	latencyMs: number;
	httpByNode: number;
	nodeByRaw: number;
}

async function measureList(
	bench: Workbench,
	stage: Stage,
	{ pageSize, latencies }: (typeof LISTS)[number],
): Promise<Measurement[]> {
	const { simulator } = stage;
	const parameters = { operation: 'search', returnAll: true, options: { pageSize } };
	const node = await stage.node(parameters);
	const http = await stage.httpRequest(pageSize);
	const found: Measurement[] = [];
	for (const latencyMs of latencies) {
		await simulator.behave({ latencyMs });
		await node.run();
		const sent = await simulator.sent();
		const runs = await inTurns(
			{
				node: async () => await node.run(),
				http: async () => await http.run(),
				raw: async () => await replay(simulator, sent, OPTIONS.concurrency.default),
			},
			bench.rounds,
		);
		const [own, other, least] = [wall(runs.node), wall(runs.http), median(runs.raw)];
		const { maxInFlight, sockets, tokens } = runs.node[0];
		const list = `${thousands(simulator.companies)} by ${pageSize}`;
		const row = [
			list,
			`${latencyMs} ms`,
			seconds(own),
			seconds(other),
			seconds(least),
			times(other, own),
			times(own, least),
			`${maxInFlight} / ${runs.http[0].maxInFlight}`,
			`${sockets} / ${runs.http[0].sockets}`,
			`${tokens} / ${runs.http[0].tokens}`,
		];
		bench.say(row.join('  '));
		const of = `${list}, ${latencyMs} ms`;
		found.push({ row, of, latencyMs, httpByNode: other / own, nodeByRaw: own / least });
	}
	return found;
}

function aimsOf(all: Measurement[]): Aim[] {
	const figures = (
		isMeant: (latencyMs: number) => boolean,
		value: (one: Measurement) => number,
	): Figure[] =>
		all
			.filter(({ latencyMs }) => isMeant(latencyMs))
			.map((one) => ({ of: one.of, value: value(one) }));
	return [
		{
			text: '5 × as fast as HTTP Request at 150 ms',
			unit: ' ×',
			atLeast: 5,
			figures: figures(
				(ms) => ms === 150,
				({ httpByNode }) => httpByNode,
			),
		},
		{
			text: 'not slower than HTTP Request at 0 ms',
			unit: ' ×',
			atLeast: 1,
			figures: figures(
				(ms) => ms === 0,
				({ httpByNode }) => httpByNode,
			),
		},
		{
			text: 'from 50 ms: within 1.25 × of a raw client',
			unit: ' ×',
			atMost: 1.25,
			figures: figures(
				(ms) => ms >= 50,
				({ nodeByRaw }) => nodeByRaw,
			),
		},
	];
}

const HEAD = [
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
];

/** Wall time of whole executions, as the caller of the workflow sees it. */
export async function measureSpeed(bench: Workbench): Promise<string> {
	const all: Measurement[] = [];
	for (const list of bench.quick ? LISTS.slice(0, 1) : LISTS) {
		const found = await bench.with(
			list.companies,
			async (stage) => await measureList(bench, stage, list),
		);
		all.push(...found);
	}
	const rows = all.map(({ row }) => row);
	return `${table(HEAD, rows)}\n\n${tableOfAims(aimsOf(all))}`;
}

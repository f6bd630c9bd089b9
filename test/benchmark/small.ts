import { tableOfAims } from './aims';
import { wall } from './contender';
import { inTurns } from './median';
import { milliseconds, table, times } from './tables';
import type { Workbench } from './workbench';

const LATENCIES = [0, 50, 150];
const SIZES = [5, 80, 400];
/** One run takes a fraction of a second, so a moment's load matters more. */
const TIMES_AS_MANY_ROUNDS = 5;

/** Tenants where the first answer counts and not the throughput. */
export async function measureSmall(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	const requestsOf80: number[] = [];
	for (const companies of SIZES) {
		await bench.with(companies, async (stage) => {
			const node = await stage.node({ operation: 'search', returnAll: true });
			const by100 = await stage.httpRequest(100);
			const by1000 = await stage.httpRequest(1000);
			for (const latencyMs of LATENCIES) {
				await stage.simulator.behave({ latencyMs });
				const runs = await inTurns(
					{
						node: async () => await node.run(),
						by100: async () => await by100.run(),
						by1000: async () => await by1000.run(),
					},
					bench.rounds * TIMES_AS_MANY_ROUNDS,
				);
				const requests = Object.values(runs).map(([{ requests }]) => requests);
				if (companies === 80) requestsOf80.push(...runs.node.map(({ requests }) => requests));
				rows.push([
					`${companies}`,
					`${latencyMs} ms`,
					milliseconds(wall(runs.node)),
					milliseconds(wall(runs.by100)),
					milliseconds(wall(runs.by1000)),
					times(wall(runs.by100), wall(runs.node)),
					times(wall(runs.by1000), wall(runs.node)),
					requests.join(' / '),
				]);
				bench.say(rows[rows.length - 1].join('  '));
			}
		});
	}
	const head = [
		'companies',
		'latency',
		'this node',
		'HTTP Request by 100',
		'by 1000',
		'by 100 ÷ node',
		'by 1000 ÷ node',
		'requests',
	];
	const aim = {
		text: '80 companies: one request',
		unit: '',
		atMost: 1,
		figures: [{ of: 'most requests of a run', value: Math.max(...requestsOf80) }],
	};
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

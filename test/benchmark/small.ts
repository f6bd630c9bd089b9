import { tableOfAims, type Aim, type Figure } from './aims';
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
	const atZero: Figure[] = [];
	for (const companies of SIZES) {
		await bench.with(companies, async (stage) => {
			const own = await stage.node({ operation: 'search', returnAll: true });
			const http100 = await stage.httpRequest(100);
			const http1000 = await stage.httpRequest(1000);
			for (const latencyMs of LATENCIES) {
				await stage.simulator.behave({ latencyMs });
				const runs = await inTurns(
					{
						node: async () => await own.run(),
						by100: async () => await http100.run(),
						by1000: async () => await http1000.run(),
					},
					bench.rounds * TIMES_AS_MANY_ROUNDS,
				);
				const requests = Object.values(runs).map(([{ requests }]) => requests);
				if (companies === 80) requestsOf80.push(...runs.node.map(({ requests }) => requests));
				const [node, by100, by1000] = [runs.node, runs.by100, runs.by1000].map(wall);
				if (latencyMs === 0) {
					atZero.push({ of: `${companies} companies, by 100`, value: by100 / node });
					atZero.push({ of: `${companies} companies, by 1000`, value: by1000 / node });
				}
				rows.push([
					`${companies}`,
					`${latencyMs} ms`,
					...[node, by100, by1000].map(milliseconds),
					times(by100, node),
					times(by1000, node),
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
	const aims: Aim[] = [
		{
			text: '80 companies: one request',
			unit: '',
			atMost: 1,
			figures: [{ of: 'most requests of a run', value: Math.max(...requestsOf80) }],
		},
		{ text: 'at 0 ms: not slower than HTTP Request', unit: ' ×', atLeast: 1, figures: atZero },
	];
	return `${table(head, rows)}\n\n${tableOfAims(aims)}`;
}

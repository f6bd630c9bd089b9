import { wall, type Contender } from './contender';
import { inTurns } from './median';
import { seconds, table, thousands, times } from './tables';
import type { Workbench } from './workbench';

const IN_FLIGHT = [4, 6, 8, 10];
const LISTS = [
	{ companies: 10_000, pageSize: 100 },
	{ companies: 100_000, pageSize: 1000 },
];
const LATENCY_MS = 150;

/** The gain of concurrent requests at a usual latency; the default of Concurrency comes from it. */
export async function measureConcurrency(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	for (const { companies, pageSize } of bench.quick ? LISTS.slice(0, 1) : LISTS) {
		await bench.with(companies, async (stage) => {
			const contenders: Record<string, Contender> = {
				http: await stage.httpRequest(pageSize),
			};
			for (const concurrency of IN_FLIGHT) {
				const options = { pageSize, concurrency };
				const parameters = { operation: 'search', returnAll: true, options };
				contenders[`c${concurrency}`] = await stage.node(parameters);
			}
			await stage.simulator.behave({ latencyMs: LATENCY_MS });
			const runs = await inTurns(
				Object.fromEntries(
					Object.entries(contenders).map(([name, contender]) => [
						name,
						async () => await contender.run(),
					]),
				),
				bench.rounds,
			);
			const http = wall(runs.http);
			rows.push([
				`${thousands(companies)} by ${pageSize}`,
				seconds(http),
				...IN_FLIGHT.map((count) => {
					const own = wall(runs[`c${count}`]);
					return `${seconds(own)} (${times(http, own)})`;
				}),
			]);
			bench.say(rows[rows.length - 1].join('  '));
		});
	}
	const head = ['list, 150 ms', 'HTTP Request', ...IN_FLIGHT.map((count) => `${count} in flight`)];
	return table(head, rows);
}

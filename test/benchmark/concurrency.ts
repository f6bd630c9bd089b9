import { wall, type Contender } from './contender';
import { inTurns } from './median';
import { seconds, table, thousands, times } from './tables';
import type { Workbench } from './workbench';

const IN_FLIGHT = [4, 6, 8, 10];
const COMPANIES = 10_000;
const PAGE_SIZE = 100;
const LATENCY_MS = 150;

/** The gain of concurrent requests at a usual latency; the default of Concurrency comes from it. */
export async function measureConcurrency(bench: Workbench): Promise<string> {
	return await bench.with(COMPANIES, async (stage) => {
		const contenders: Record<string, Contender> = { http: await stage.httpRequest(PAGE_SIZE) };
		for (const concurrency of IN_FLIGHT) {
			const options = { pageSize: PAGE_SIZE, concurrency };
			const parameters = { operation: 'search', returnAll: true, options };
			contenders[`${concurrency}`] = await stage.node(parameters);
		}
		await stage.simulator.behave({ latencyMs: LATENCY_MS });
		const work = Object.entries(contenders).map(
			([name, contender]) => [name, async () => await contender.run()] as const,
		);
		const { http: others, ...own } = await inTurns(Object.fromEntries(work), bench.rounds);
		const http = wall(others);
		const row = [
			`${thousands(COMPANIES)} by ${PAGE_SIZE}`,
			seconds(http),
			...Object.values(own).map((runs) => `${seconds(wall(runs))} (${times(http, wall(runs))})`),
		];
		bench.say(row.join('  '));
		const head = [
			`list, ${LATENCY_MS} ms`,
			'HTTP Request',
			...IN_FLIGHT.map((count) => `${count} in flight`),
		];
		return table(head, [row]);
	});
}

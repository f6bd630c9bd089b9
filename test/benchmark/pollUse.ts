import { noLongBlock, tableOfAims } from './aims';
import type { Run } from './contender';
import { median } from './median';
import { COUNTS_POLLS, nextPoll, startPolling, type Poll } from './polls';
import { milliseconds, seconds, table, times } from './tables';
import { usageOf, type Usage } from './usage';
import type { Workbench } from './workbench';

const COMPANIES = 100_000;
const PAGE_SIZE = 1000;

type Cost = Usage & Pick<Run | Poll, 'ms' | 'requests'>;

/** CPU time and duration of a poll that finds nothing new, beside HTTP Request that reads the same companies. */
export async function measurePolls(bench: Workbench): Promise<string> {
	const runs: Record<string, Cost[]> = { 'a poll': [], 'HTTP Request by 1000': [] };
	const [polls, others] = Object.values(runs);
	const repeated = async (what: string, measure: () => Promise<Cost>, into: Cost[]) => {
		for (let round = 0; round < bench.rounds; round++) {
			into.push(await bench.phase(what, measure));
		}
	};
	await bench.with(
		COMPANIES,
		async (stage) => {
			const http = await stage.httpRequest(PAGE_SIZE, false);
			const measure = async () => await usageOf(stage.server, async () => await http.run());
			await repeated('HTTP Request', measure, others);
			await bench.phase('The first poll', async () => await startPolling(stage));
			await repeated('A poll', async () => await nextPoll(stage), polls);
		},
		COUNTS_POLLS,
	);
	const of = (costs: Cost[], read: (cost: Cost) => number) => median(costs.map(read));
	const http = of(others, ({ cpuMs }) => cpuMs);
	const rows = Object.entries(runs).map(([name, costs]) => {
		const cpu = of(costs, ({ cpuMs }) => cpuMs);
		const wall = of(costs, ({ ms }) => ms);
		const block = milliseconds(of(costs, ({ longestBlockMs }) => longestBlockMs));
		const { requests } = costs[0];
		return [name, seconds(cpu), seconds(wall), times(cpu, http), block, `${requests}`];
	});
	rows.forEach((row) => bench.say(row.join('  ')));
	const head = [
		'100,000 companies, 0 ms',
		'CPU time',
		'wall time',
		'CPU ÷ HTTP',
		'longest block',
		'requests',
	];
	const block = Math.round(of(polls, ({ longestBlockMs }) => longestBlockMs));
	const aim = noLongBlock([{ of: 'a poll', value: block }]);
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

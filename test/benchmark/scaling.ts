import { median } from './median';
import { seconds, table, thousands } from './tables';
import type { Workbench } from './workbench';

const SIZES = [1000, 10_000, 100_000];
const PAGE_SIZE = 100;

/** Time per company as the list grows a hundredfold. */
export async function measureScaling(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	for (const companies of bench.quick ? SIZES.slice(0, 2) : SIZES) {
		await bench.with(companies, async (stage) => {
			const options = { pageSize: PAGE_SIZE };
			const node = await stage.node({ operation: 'search', returnAll: true, options }, false);
			const runs: number[] = [];
			for (let round = 0; round < bench.rounds; round++) runs.push((await node.run()).ms);
			const ms = median(runs);
			const each = `${((ms / companies) * 1000).toFixed(0)} µs`;
			rows.push([thousands(companies), seconds(ms), each]);
			bench.say(rows[rows.length - 1].join('  '));
		});
	}
	return table(['companies by 100, 0 ms, nothing saved', 'wall time', 'per company'], rows);
}

import { tableOfAims } from './aims';
import { median } from './median';
import { seconds, table, thousands } from './tables';
import type { Workbench } from './workbench';

const SIZES = [1000, 10_000, 100_000];
const PAGE_SIZE = 100;
const MAX_GROWTH = 1.2;

/** Time per company as the list grows a hundredfold. */
export async function measureScaling(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	const each: number[] = [];
	for (const companies of bench.quick ? SIZES.slice(0, 2) : SIZES) {
		await bench.with(companies, async (stage) => {
			const options = { pageSize: PAGE_SIZE };
			const node = await stage.node({ operation: 'search', returnAll: true, options }, false);
			const runs: number[] = [];
			for (let round = 0; round < bench.rounds; round++) runs.push((await node.run()).ms);
			const ms = median(runs);
			each.push((ms / companies) * 1000);
			rows.push([thousands(companies), seconds(ms), `${Math.round(each[each.length - 1])} µs`]);
			bench.say(rows[rows.length - 1].join('  '));
		});
	}
	const aim = {
		text: `time per company grows by at most ${MAX_GROWTH} × as the list does`,
		unit: ' ×',
		atMost: MAX_GROWTH,
		figures: [{ of: 'the longest list ÷ the shortest', value: each[each.length - 1] / each[0] }],
	};
	const head = ['companies by 100, 0 ms, nothing saved', 'wall time', 'per company'];
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

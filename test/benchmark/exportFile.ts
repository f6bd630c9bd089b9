import { tableOfAims } from './aims';
import type { Run } from './contender';
import { inTurns, median } from './median';
import { megabytes, seconds, table } from './tables';
import type { Workbench } from './workbench';

const BYTES = 300 * 1024 * 1024;
const MAX_GROWTH_MB = 64;

const growthOf = ({ memoryPeak, memoryBefore }: Run) => memoryPeak - memoryBefore;

const of = (runs: Run[], read: (run: Run) => number) => median(runs.map(read));

/** A file of 300 MB, in n8n's filesystem mode. */
export async function measureExport(bench: Workbench): Promise<string> {
	return await bench.with(100, async (stage) => {
		await stage.simulator.behave({ exportBytes: 1_000_000 });
		const node = await stage.node({ operation: 'export' });
		const http = await stage.httpRequestForFile();
		await stage.simulator.behave({ exportBytes: BYTES });
		const runs = await inTurns(
			{ 'this node': async () => await node.run(), 'HTTP Request': async () => await http.run() },
			bench.rounds,
		);
		const rows = Object.entries(runs).map(([name, all]) => [
			name,
			seconds(of(all, ({ ms }) => ms)),
			megabytes(of(all, growthOf)),
			megabytes(of(all, ({ memoryPeak }) => memoryPeak)),
		]);
		rows.forEach((row) => bench.say(row.join('  ')));
		const aim = {
			text: `grows by at most ${MAX_GROWTH_MB} MB`,
			unit: ' MB',
			atMost: MAX_GROWTH_MB,
			figures: [{ of: 'RSS, this node', value: of(runs['this node'], growthOf) }],
		};
		const head = ['300 MB', 'wall time', 'growth of RSS', 'peak RSS'];
		return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
	});
}

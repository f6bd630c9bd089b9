import { median } from './median';
import type { Contender, Stage } from './stage';
import { megabytes, table, times } from './tables';
import type { Workbench } from './workbench';

const COMPANIES = 100_000;
const PAGE_SIZE = 1000;

const CONTENDERS: Record<string, (stage: Stage) => Promise<Contender>> = {
	'this node': async (stage) => {
		const options = { pageSize: PAGE_SIZE };
		return await stage.node({ operation: 'search', returnAll: true, options });
	},
	'HTTP Request + Split Out': async (stage) => await stage.httpRequest(PAGE_SIZE),
};

/** Peak memory of an otherwise idle n8n: a new one for each contender and round, after a warm-up run. */
export async function measureMemory(bench: Workbench): Promise<string> {
	const peaks: Record<string, number[]> = {};
	for (let round = 0; round < bench.rounds; round++) {
		for (const [name, create] of Object.entries(CONTENDERS)) {
			await bench.with(COMPANIES, async (stage) => {
				const contender = await create(stage);
				const { memoryPeak } = await contender.run();
				(peaks[name] ??= []).push(memoryPeak);
				bench.say(`${name}: ${memoryPeak} MB`);
			});
		}
	}
	const medians = Object.values(peaks).map(median);
	const rows = Object.keys(peaks).map((name, index) => [
		name,
		megabytes(medians[index]),
		times(medians[index], medians[1]),
	]);
	return table(['100,000 companies by 1000', 'peak RSS of n8n', 'of HTTP Request'], rows);
}

import { tableOfAims } from './aims';
import type { Contender, Run } from './contender';
import { median } from './median';
import type { Stage } from './stage';
import { megabytes, table, thousands, times } from './tables';
import type { Workbench } from './workbench';
import { companies } from './workflows';

const COMPANIES = 100_000;
const PAGE_SIZE = 1000;
const FEW_COMPANIES = 5000;
const MAX_MORE_MB = 60;
const MAX_SHARE = 0.75;

const CONTENDERS: Record<string, (stage: Stage) => Promise<Contender>> = {
	'this node': async (stage) => {
		const options = { pageSize: PAGE_SIZE };
		return await stage.node({ operation: 'search', returnAll: true, options });
	},
	'HTTP Request + Split Out': async (stage) => await stage.httpRequest(PAGE_SIZE),
};

/** Peak memory of an otherwise idle n8n: a new one for each contender and round, after a warm-up run. */
async function peaksOfSearch(bench: Workbench): Promise<string> {
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
	const aim = {
		text: `Search: peak RSS at most ${MAX_SHARE} of HTTP Request's`,
		unit: ' ×',
		atMost: MAX_SHARE,
		figures: [{ of: '100,000 companies by 1000', value: medians[0] / medians[1] }],
	};
	const head = ['100,000 companies by 1000', 'peak RSS of n8n', 'of HTTP Request'];
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

/** The first Summarize of a new n8n in which the node has only run for one company. */
async function firstSummarize(stage: Stage): Promise<Run> {
	await stage.node({ operation: 'search', limit: 1 });
	const summarize = await stage.cold([companies({ operation: 'summarize' }, stage.own)]);
	return await summarize.run();
}

/** What Summarize keeps of each company. */
async function growthOfSummarize(bench: Workbench): Promise<string> {
	const rows: string[][] = [];
	const growths: number[] = [];
	for (const count of [FEW_COMPANIES, COMPANIES]) {
		const runs: Run[] = [];
		for (let round = 0; round < bench.rounds; round++) {
			runs.push(await bench.with(count, firstSummarize));
		}
		const of = (read: (run: Run) => number) => median(runs.map(read));
		growths.push(of(({ memoryPeak, memoryBefore }) => memoryPeak - memoryBefore));
		const peak = of(({ memoryPeak }) => memoryPeak);
		rows.push([thousands(count), megabytes(growths[growths.length - 1]), megabytes(peak)]);
		bench.say(rows[rows.length - 1].join('  '));
	}
	const [few, many] = growths;
	const aim = {
		text: `Summarize of ${thousands(COMPANIES)} companies grows by at most ${MAX_MORE_MB} MB more than of ${thousands(FEW_COMPANIES)}`,
		unit: ' MB',
		atMost: MAX_MORE_MB,
		figures: [{ of: 'RSS', value: many - few }],
	};
	const head = ['Summarize of companies', 'growth of RSS', 'peak RSS of n8n'];
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

export async function measureMemory(bench: Workbench): Promise<string> {
	return [await peaksOfSearch(bench), await growthOfSummarize(bench)].join('\n\n');
}

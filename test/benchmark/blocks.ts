import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { noLongBlock, tableOfAims } from './aims';
import type { Contender } from './contender';
import { inTurns, median } from './median';
import type { Stage } from './stage';
import { milliseconds, table } from './tables';
import { longestOwnWork, OWN_WORK, PROBE, usageOf } from './usage';
import type { Workbench } from './workbench';
import { companies, node } from './workflows';

const COMPANIES = 100_000;
/** Where answers come at once, pages wait for the node and not the other way round. */
const LATENCY_MS = 0;
const NOT_SAVED = { savesData: false };

const ALL: INodeParameters = { operation: 'search', returnAll: true };
const FIELDS = ['companyName', 'licenseType', 'usagePercent', 'renewalDate', 'signals'];

const own =
	(parameters: INodeParameters) =>
	async (stage: Stage): Promise<Contender> =>
		await stage.workflow([companies(parameters, stage.own)], NOT_SAVED);

const OWN = {
	'Search, Simplified': own(ALL),
	'Search, Full': own({ ...ALL, output: 'full' }),
	'Search, Selected Fields': own({ ...ALL, output: 'selected', fields: FIELDS }),
	'Search by usage': own({ ...ALL, sort: { orderBy: 'usagePercent', direction: 'desc' } }),
	'Search by name': own({ ...ALL, sort: { orderBy: 'CompanyName', direction: 'asc' } }),
	Summarize: own({ operation: 'summarize' }),
};

const READY_ITEMS = [node('Ready Items', 'CUSTOM.readyItems', 1, {})];

const OTHERS = {
	'HTTP Request by 100': async (stage: Stage) => await stage.httpRequest(100, false),
	'HTTP Request by 1000': async (stage: Stage) => await stage.httpRequest(1000, false),
	'n8n alone': async (stage: Stage) => await stage.workflow(READY_ITEMS, NOT_SAVED),
	'n8n alone, saved': async (stage: Stage) => await stage.workflow(READY_ITEMS),
};

const WITH_READY_ITEMS = {
	env: { N8N_CUSTOM_EXTENSIONS: join(__dirname, 'readyItems') },
	preload: [PROBE, OWN_WORK],
};

/** V8 collects the garbage of the whole heap in a few rounds only, and everything takes longer meanwhile. */
const TIMES_THE_ROUNDS = 3;

/** Figures of each contender in milliseconds, round by round. */
type Figures = Record<string, number[]>;

/** Measures the contenders in turns. */
async function measure(
	bench: Workbench,
	contenders: Record<string, Contender>,
	figureOf: (work: () => Promise<unknown>) => Promise<number>,
): Promise<Figures> {
	const measured = Object.entries(contenders).map(([name, contender]) => {
		const figure = async () => Math.round(await figureOf(async () => await contender.run()));
		return [name, async () => await bench.phase(name, figure)];
	});
	const rounds = bench.quick ? 1 : TIMES_THE_ROUNDS * bench.rounds;
	return await inTurns<Record<string, number>>(Object.fromEntries(measured), rounds);
}

/** The longest blocks, and those of a second pass without the time in which V8 collects garbage. */
async function blocksOf(bench: Workbench, stage: Stage): Promise<[blocks: Figures, own: Figures]> {
	const { server } = stage;
	const contenders: Record<string, Contender> = {};
	for (const [name, create] of Object.entries({ ...OWN, ...OTHERS })) {
		contenders[name] = await bench.phase(`${name}: warming up`, async () => await create(stage));
	}
	await stage.simulator.behave({ latencyMs: LATENCY_MS });
	const blocks = await measure(
		bench,
		contenders,
		async (work) => (await usageOf(server, work)).longestBlockMs,
	);
	const own = await measure(bench, contenders, async (work) => await longestOwnWork(server, work));
	return [blocks, own];
}

/** How long n8n answers nothing else, with nothing saved. Measured in n8n's own process. */
export async function measureBlocks(bench: Workbench): Promise<string> {
	const [blocks, own] = await bench.with(
		COMPANIES,
		async (stage) => await blocksOf(bench, stage),
		WITH_READY_ITEMS,
	);
	const names = Object.keys({ ...OWN, ...OTHERS });
	const rows = names.map((name) => [
		name,
		milliseconds(median(blocks[name])),
		milliseconds(Math.max(...blocks[name])),
		milliseconds(Math.max(...own[name])),
	]);
	const { length } = blocks[names[0]];
	const head = [
		'100,000 companies, nothing saved',
		`median of ${length}`,
		`longest of ${length}`,
		'without garbage collection',
	];
	const longestOf = (figures: Figures) =>
		Math.max(...Object.keys(OWN).flatMap((name) => figures[name]));
	const aim = noLongBlock([
		...Object.keys(OWN).map((of) => ({ of, value: median(blocks[of]) })),
		{ of: 'the longest of all, without garbage collection', value: longestOf(own) },
		{ of: 'the longest of all', value: longestOf(blocks) },
	]);
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

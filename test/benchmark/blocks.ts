import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { noLongBlock, tableOfAims } from './aims';
import type { Contender } from './contender';
import { inTurns, median } from './median';
import type { Stage } from './stage';
import { milliseconds, table } from './tables';
import { PROBE, usageOf } from './usage';
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
	preload: [PROBE],
};

/** V8 collects the garbage of the whole heap in a few rounds only, and everything takes longer meanwhile. */
const TIMES_THE_ROUNDS = 3;

/** The longest block of each contender, in milliseconds, round by round. */
async function blocksOf(bench: Workbench, stage: Stage): Promise<Record<string, number[]>> {
	const contenders: Record<string, Contender> = {};
	for (const [name, create] of Object.entries({ ...OWN, ...OTHERS })) {
		contenders[name] = await bench.phase(`${name}: warming up`, async () => await create(stage));
	}
	await stage.simulator.behave({ latencyMs: LATENCY_MS });
	const work = Object.entries(contenders).map(([name, contender]) => [
		name,
		async () =>
			await bench.phase(
				name,
				async () => await usageOf(stage.server, async () => await contender.run()),
			),
	]);
	const runs = await inTurns<Record<string, { longestBlockMs: number }>>(
		Object.fromEntries(work),
		bench.quick ? 1 : TIMES_THE_ROUNDS * bench.rounds,
	);
	const blocks = Object.entries(runs).map(([name, all]) => [
		name,
		all.map(({ longestBlockMs }) => Math.round(longestBlockMs)),
	]);
	return Object.fromEntries(blocks);
}

/** How long n8n answers nothing else, with nothing saved. Measured in n8n's own process. */
export async function measureBlocks(bench: Workbench): Promise<string> {
	const blocks = await bench.with(
		COMPANIES,
		async (stage) => await blocksOf(bench, stage),
		WITH_READY_ITEMS,
	);
	const rows = Object.entries(blocks).map(([name, all]) => [
		name,
		milliseconds(median(all)),
		milliseconds(Math.max(...all)),
	]);
	const { length } = Object.values(blocks)[0] ?? [];
	const head = ['100,000 companies, nothing saved', `median of ${length}`, `longest of ${length}`];
	const usual = Object.keys(OWN).map((of) => ({ of, value: median(blocks[of] ?? []) }));
	const longest = Object.keys(OWN).flatMap((of) => blocks[of] ?? []);
	const worst = { of: 'the longest of all', value: Math.max(...longest) };
	return `${table(head, rows)}\n\n${tableOfAims([noLongBlock([...usual, worst])])}`;
}

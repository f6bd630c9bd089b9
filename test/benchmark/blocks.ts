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

/** The longest block of each contender, in milliseconds. */
async function blocksOf(bench: Workbench, stage: Stage): Promise<Record<string, number>> {
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
		bench.rounds,
	);
	const blocks = Object.entries(runs).map(([name, all]) => [
		name,
		median(all.map(({ longestBlockMs }) => longestBlockMs)),
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
	const rows = Object.entries(blocks).map(([name, ms]) => [name, milliseconds(ms)]);
	const head = ['100,000 companies, nothing saved', `${LATENCY_MS} ms`];
	const figures = Object.keys(OWN).map((of) => ({ of, value: Math.round(blocks[of]) }));
	return `${table(head, rows)}\n\n${tableOfAims([noLongBlock(figures)])}`;
}

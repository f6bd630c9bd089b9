import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { tableOfAims } from './aims';
import type { Contender } from './contender';
import { inTurns, median } from './median';
import { COUNTS_POLLS, nextPoll, startPolling } from './polls';
import type { Stage } from './stage';
import { milliseconds, table } from './tables';
import { PROBE, usageOf } from './usage';
import type { Workbench } from './workbench';
import { companies, node } from './workflows';

const COMPANIES = 100_000;
const LATENCIES = [0, 50];
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

const POLL = 'Trigger, nothing changed';

const WITH_READY_ITEMS = {
	env: { N8N_CUSTOM_EXTENSIONS: join(__dirname, 'readyItems') },
	preload: [PROBE],
};

/** The longest block of one contender at one latency. */
interface Block {
	of: string;
	latencyMs: number;
	ms: number;
}

async function blocksOfWorkflows(
	bench: Workbench,
	stage: Stage,
	latencies: number[],
): Promise<Block[]> {
	const contenders: Record<string, Contender> = {};
	for (const [name, create] of Object.entries({ ...OWN, ...OTHERS })) {
		contenders[name] = await bench.phase(`${name}: warming up`, async () => await create(stage));
	}
	const blocks: Block[] = [];
	for (const latencyMs of latencies) {
		await stage.simulator.behave({ latencyMs });
		const work = Object.entries(contenders).map(([name, contender]) => [
			name,
			async () =>
				await bench.phase(
					`${name} at ${latencyMs} ms`,
					async () => await usageOf(stage.server, async () => await contender.run()),
				),
		]);
		const runs = await inTurns<Record<string, { longestBlockMs: number }>>(
			Object.fromEntries(work),
			bench.rounds,
		);
		for (const [of, all] of Object.entries(runs)) {
			blocks.push({ of, latencyMs, ms: median(all.map(({ longestBlockMs }) => longestBlockMs)) });
		}
	}
	return blocks;
}

async function blocksOfPolls(
	bench: Workbench,
	stage: Stage,
	latencies: number[],
): Promise<Block[]> {
	await bench.phase(`${POLL}: the first poll`, async () => await startPolling(stage));
	const blocks: Block[] = [];
	for (const latencyMs of latencies) {
		await stage.simulator.behave({ latencyMs });
		const polls: number[] = [];
		for (let round = 0; round < bench.rounds; round++) {
			const { longestBlockMs } = await bench.phase(
				`${POLL} at ${latencyMs} ms`,
				async () => await nextPoll(stage),
			);
			polls.push(longestBlockMs);
		}
		blocks.push({ of: POLL, latencyMs, ms: median(polls) });
	}
	return blocks;
}

/** How long n8n answers nothing else, with nothing saved. Measured in n8n's own process. */
export async function measureBlocks(bench: Workbench): Promise<string> {
	const latencies = bench.quick ? LATENCIES.slice(0, 1) : LATENCIES;
	const ofPolls = await bench.with(
		COMPANIES,
		async (stage) => await blocksOfPolls(bench, stage, latencies),
		COUNTS_POLLS,
	);
	const ofWorkflows = await bench.with(
		COMPANIES,
		async (stage) => await blocksOfWorkflows(bench, stage, latencies),
		WITH_READY_ITEMS,
	);
	const all = [...ofWorkflows, ...ofPolls];
	const rows = [...Object.keys(OWN), POLL, ...Object.keys(OTHERS)].map((name) => [
		name,
		...all.filter(({ of }) => of === name).map(({ ms }) => milliseconds(ms)),
	]);
	const head = ['100,000 companies, nothing saved', ...latencies.map((ms) => `${ms} ms`)];
	const figures = all
		.filter(({ of }) => !(of in OTHERS))
		.map(({ of, latencyMs, ms }) => ({ of: `${of}, ${latencyMs} ms`, value: Math.round(ms) }));
	const aim = { text: 'no block of more than 100 ms', unit: ' ms', atMost: 100, figures };
	return `${table(head, rows)}\n\n${tableOfAims([aim])}`;
}

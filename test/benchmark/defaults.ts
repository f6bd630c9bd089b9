import { OPTIONS } from '../../nodes/Companies/descriptions/options';
import { tableOfAims, type Aim } from './aims';
import { wall, type Contender } from './contender';
import { inTurns, median } from './median';
import { pagesOf } from './pages';
import { replay } from './rawClient';
import type { Stage } from './stage';
import { seconds, table, thousands, times } from './tables';
import type { Workbench } from './workbench';

const LATENCIES = [0, 50, 150];
const LISTS = [
	{ companies: 10_000, savesData: true, latencies: LATENCIES },
	{ companies: 10_000, savesData: false, latencies: LATENCIES },
	{ companies: 100_000, savesData: true, latencies: LATENCIES },
	{ companies: 100_000, savesData: false, latencies: LATENCIES },
];
/** HTTP Request waits for one page after the other: a thousand of them are not worth the minutes. */
const MAX_MINUTES_OF_WAITING = 0.5;
const isWorthIt = (companies: number, latencyMs: number) =>
	((companies / 100) * latencyMs) / 60_000 <= MAX_MINUTES_OF_WAITING;

interface Contenders {
	node: Contender;
	by100: Contender;
	by1000: Contender;
}

/** One list at one latency: medians in milliseconds. */
interface Measurement {
	list: string;
	latencyMs: number;
	companies: number;
	node: number;
	/** Undefined where it was not worth the time. */
	by100: number | undefined;
	by1000: number;
	raw: number;
	pages: string;
}

async function measure(
	{ simulator }: Stage,
	{ node, by100, by1000 }: Contenders,
	latencyMs: number,
	rounds: number,
): Promise<Omit<Measurement, 'list' | 'latencyMs' | 'companies'>> {
	await node.run();
	const sent = await simulator.sent();
	const isMeasured = isWorthIt(simulator.companies, latencyMs);
	const runs = await inTurns(
		{
			node: async () => await node.run(),
			by100: async () => (isMeasured ? await by100.run() : undefined),
			by1000: async () => await by1000.run(),
			raw: async () => await replay(simulator, sent, OPTIONS.concurrency.default),
		},
		rounds,
	);
	return {
		node: wall(runs.node),
		by100: isMeasured ? wall(runs.by100.filter((run) => run !== undefined)) : undefined,
		by1000: wall(runs.by1000),
		raw: median(runs.raw),
		pages: pagesOf(sent),
	};
}

const rowOf = ({ list, latencyMs, node, by100, by1000, raw, pages }: Measurement) => [
	list,
	`${latencyMs} ms`,
	seconds(node),
	by100 === undefined ? '' : seconds(by100),
	seconds(by1000),
	seconds(raw),
	by100 === undefined ? '' : times(by100, node),
	times(by1000, node),
	times(node, raw),
	pages,
];

function aimsOf(all: Measurement[]): Aim[] {
	const figures = (
		matches: (one: Measurement) => boolean,
		ratios: Record<string, (one: Measurement) => number>,
	) =>
		all.filter(matches).flatMap((one) =>
			Object.entries(ratios).map(([name, ratio]) => ({
				of: `${one.list}, ${one.latencyMs} ms${name}`,
				value: ratio(one),
			})),
		);
	const at150 = (count: number) => (one: Measurement) =>
		one.latencyMs === 150 && one.companies === count;
	const overBy100 = ({ by100 = NaN, node }: Measurement) => by100 / node;
	const overBy1000 = ({ by1000, node }: Measurement) => by1000 / node;
	return [
		{
			text: '10,000 companies at 150 ms: 12 × as fast as HTTP Request by 100',
			unit: ' ×',
			atLeast: 12,
			figures: figures(at150(10_000), { '': overBy100 }),
		},
		{
			text: '10,000 companies at 150 ms: 2 × as fast as HTTP Request by 1000',
			unit: ' ×',
			atLeast: 2,
			figures: figures(at150(10_000), { '': overBy1000 }),
		},
		{
			text: '100,000 companies at 150 ms: 4 × as fast as HTTP Request by 1000',
			unit: ' ×',
			atLeast: 4,
			figures: figures(at150(100_000), { '': overBy1000 }),
		},
		{
			text: 'at 0 ms: not slower than HTTP Request',
			unit: ' ×',
			atLeast: 1,
			figures: figures(({ latencyMs }) => latencyMs === 0, {
				', by 100': overBy100,
				', by 1000': overBy1000,
			}),
		},
		{
			text: 'from 50 ms: within 1.25 × of a raw client',
			unit: ' ×',
			atMost: 1.25,
			figures: figures(({ latencyMs }) => latencyMs >= 50, { '': ({ node, raw }) => node / raw }),
		},
	];
}

/** Both nodes as they are when nobody sets an option, and HTTP Request with the largest pages that Keepnet takes. */
export async function measureDefaults(bench: Workbench): Promise<string> {
	const all: Measurement[] = [];
	for (const { companies, savesData, latencies } of bench.quick ? LISTS.slice(0, 2) : LISTS) {
		const list = `${thousands(companies)}${savesData ? '' : ', nothing saved'}`;
		await bench.with(companies, async (stage) => {
			const contenders = await bench.phase('Warming up', async () => ({
				node: await stage.node({ operation: 'search', returnAll: true }, savesData),
				by100: await stage.httpRequest(100, savesData),
				by1000: await stage.httpRequest(1000, savesData),
			}));
			for (const latencyMs of latencies) {
				await stage.simulator.behave({ latencyMs });
				const found = await bench.phase(
					`${list} at ${latencyMs} ms`,
					async () => await measure(stage, contenders, latencyMs, bench.rounds),
				);
				all.push({ list, latencyMs, companies, ...found });
				bench.say(rowOf(all[all.length - 1]).join('  '));
			}
		});
	}
	const head = [
		'list',
		'latency',
		'this node',
		'HTTP Request by 100',
		'by 1000',
		'raw client',
		'by 100 ÷ node',
		'by 1000 ÷ node',
		'node ÷ raw',
		"this node's pages",
	];
	return `${table(head, all.map(rowOf))}\n\n${tableOfAims(aimsOf(all))}`;
}

import { createCredential, readBinary } from '../engine/harness';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { printProgress, withProgress } from '../n8n/progress';
import type { Simulator } from '../simulator';
import { candidatesTable, readable } from './candidates';
import { EXAMPLE, readExample } from './example';
import type { NodeResult } from './runExample';
import { runExample } from './runExample';

const OUTPUT_FOLDER = join(__dirname, '../../output');
const SHOWN = 15;

const print = (text: string) => process.stdout.write(`${text}\n`);

async function saveFile(item: INodeExecutionData): Promise<string> {
	await mkdir(OUTPUT_FOLDER, { recursive: true });
	const path = join(OUTPUT_FOLDER, String(item.json.fileName));
	const file = await readBinary(item);
	await writeFile(path, file);
	return `  ${relative(process.cwd(), path)}  (${readable(Math.ceil(file.length / 1024))} KB)`;
}

/** Progress lines that name the running node. */
function nodeProgress() {
	let done: () => void = () => undefined;
	return {
		onNode: (name: string) => {
			const ended = new Promise<void>((resolve) => (done = resolve));
			void withProgress(name, printProgress, async () => await ended);
		},
		onNodeDone: () => done(),
	};
}

async function show(results: Map<string, NodeResult>, companies: number) {
	const all = [...results.values()].flatMap(({ items }) => items);
	const files = all.filter(({ binary }) => binary);
	const over = all.filter(({ json }) => json.companyId !== undefined).map(({ json }) => json);
	const seats = over.reduce((sum, { seatsOverLimit }) => sum + Number(seatsOverLimit), 0);
	print(
		`\n${readable(over.length)} of ${readable(companies)} companies are over their license limit, by ${readable(seats)} seats in all. The first ${Math.min(SHOWN, over.length)}:\n`,
	);
	print(candidatesTable(over.slice(0, SHOWN)));
	for (const { hints } of results.values()) hints.forEach(({ message }) => print(`• ${message}`));
	print('\nThe same companies as files:');
	for (const item of files) print(await saveFile(item));
}

/** Runs the example in n8n's engine and shows what came out. */
export async function showInTerminal(simulator: Simulator) {
	const credential = createCredential({ baseUrl: simulator.url, ...simulator.clients.reseller });
	const example = await readExample(EXAMPLE);
	print(`\nRunning examples/${EXAMPLE}, "${example.name}", in n8n's engine:`);
	const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
	const results = await runExample(example, { credential, timezone, ...nodeProgress() });
	await show(results, simulator.companies.size);
}

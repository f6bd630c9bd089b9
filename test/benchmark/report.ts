import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { CURRENT_N8N } from '../n8n';

const FILE = join(__dirname, '../../docs/benchmark.md');

/** The machine and versions, in one sentence. */
export function machine(): string {
	const processors = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	const day = new Date().toISOString().slice(0, 10);
	return `Measured on ${day} with n8n ${CURRENT_N8N} on Node.js 24: ${processors.length} cores (${processors[0]?.model.trim()}), ${memory} GB of memory, ${type()}; n8n, the simulator and the client on the same machine, over the loopback interface.`;
}

/** Where the figures of a section stand in a text. */
function placeOf(text: string, name: string): { begin: string; from: number; to: number } {
	const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const from = text.indexOf(begin);
	const to = text.indexOf(end);
	if (from < 0 || to < 0) throw new Error(`There is no place for ${name} in ${FILE}`);
	return { begin, from, to };
}

/** @throws Error before anything is measured that could not be written */
export async function checkPlaces(names: readonly string[]): Promise<void> {
	const text = await readFile(FILE, 'utf8');
	for (const name of names) placeOf(text, name);
}

/** Writes figures between their marks in the document; the rest is written by hand. */
export async function writeFigures(name: string, figures: string): Promise<void> {
	const text = await readFile(FILE, 'utf8');
	const { begin, from, to } = placeOf(text, name);
	const written = `${text.slice(0, from)}${begin}\n\n${figures}\n\n${text.slice(to)}`;
	await writeFile(FILE, await format(written, { ...(await resolveConfig(FILE)), filepath: FILE }));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files that the README gives to those who run n8n in queue mode. */
export const COMPOSE_FOLDER = join(__dirname, '../../docs/queue-mode');

/** The settings of `n8n.env`, so that the test runs with what the README recommends. */
export async function recommendedSettings(): Promise<Record<string, string>> {
	const lines = (await readFile(join(COMPOSE_FOLDER, 'n8n.env'), 'utf8')).split('\n');
	return Object.fromEntries(
		lines
			.filter((line) => /^[A-Z]/.test(line))
			.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	);
}

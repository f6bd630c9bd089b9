import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** What the build copies unchanged. */
const COPIED: Readonly<Record<string, string>> = { nodes: '.json', icons: '.svg' };

/**
 * Rebuilds into a folder whenever a source changes: code, descriptions for n8n, icons.
 *
 * @returns a function that stops watching
 */
export function watchSources(dist: string, onOutput: (line: string) => void): () => void {
	const compiler = spawn(
		process.execPath,
		[TSC, '--watch', '--preserveWatchOutput', '--pretty', 'false', '--outDir', dist],
		{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	compiler.stdout.on('data', (chunk: Buffer) => {
		const lines = chunk.toString().split('\n');
		lines.filter((line) => line.trim() !== '').forEach(onOutput);
	});
	const endCompiler = () => compiler.kill();
	process.once('exit', endCompiler);
	const watchers = Object.entries(COPIED).map(([folder, ending]) =>
		watch(join(ROOT, folder), { recursive: true }, (_event, file) => {
			if (file === null || extname(file) !== ending) return;
			const path = join(folder, file);
			copyFile(join(ROOT, path), join(dist, path)).then(
				() => onOutput(`Copied ${path}`),
				// Some editors delete a file briefly when they save it.
				(error: Error) => onOutput(`Not copied: ${error.message}`),
			);
		}),
	);
	return () => {
		endCompiler();
		watchers.forEach((watcher) => watcher.close());
	};
}

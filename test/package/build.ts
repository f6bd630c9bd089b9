import { execFile } from 'node:child_process';
import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../n8n/command';

export const ROOT = join(__dirname, '../..');

/** What `npm publish` works with, beside `node_modules`. */
const SOURCES = [
	'credentials',
	'icons',
	'nodes',
	'examples',
	'test/package',
	'gulpfile.js',
	'index.js',
	'package.json',
	'tsconfig.json',
	'CHANGELOG.md',
	'LICENSE.md',
	'README.md',
];

const run = promisify(execFile);

async function npm(folder: string, ...args: string[]): Promise<string> {
	const { stdout } = await run('npm', args, { cwd: folder, env: cleanEnvironment() });
	return stdout;
}

/** Builds the package in a temporary folder, apart from other builds. The caller removes the folder. */
export async function buildInTemporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'package-'));
	for (const source of SOURCES) {
		await cp(join(ROOT, source), join(folder, source), { recursive: true });
	}
	await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	await npm(folder, 'run', 'build');
	return folder;
}

/** The files that `npm publish` would send, sorted. */
export async function packedFiles(folder: string): Promise<string[]> {
	const [{ files }] = JSON.parse(await npm(folder, 'pack', '--dry-run', '--json')) as Array<{
		files: Array<{ path: string }>;
	}>;
	return files.map(({ path }) => path).sort();
}

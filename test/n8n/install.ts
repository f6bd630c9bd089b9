import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplainedError } from '../commandLine';
import { cached, cacheFolder } from './cache';
import { run } from './command';
import { withProgress, type OnProgress } from './progress';

export interface N8nInstallation {
	version: string;
	folder: string;
	/** n8n's start script. */
	bin: string;
	/** The Node.js to run it with. */
	node: string;
	/** Environment variables that this version needs. */
	env: Record<string, string>;
}

/** The newest release that can be installed: 2.41.3 depends on a package that was never published. */
export const CURRENT_N8N = '2.41.1';
export const PREVIOUS_N8N = '1.123.81';

const NODE_24 = '24.21.0';
const NPM_INSTALL = ['install', '--no-audit', '--no-fund', '--loglevel=error'];

/** n8n 2.x wants Node.js 24; npm has it as a package, which fetches the binary when it is installed. */
async function installNode24(onProgress?: OnProgress): Promise<string> {
	if (process.version.startsWith('v24.')) return process.execPath;
	const binary = (folder: string) => join(folder, 'node_modules', 'node', 'bin', 'node');
	const folder = await cached({
		name: 'node-24',
		verify: async (entry) => await run(binary(entry), ['--version']),
		create: async (entry) => {
			await writePackage(entry, { node: NODE_24 });
			const [what, size] = [`Node.js ${NODE_24}`, '190 MB'];
			await install(what, size, async () =>
				withProgress(`Installing ${what} (${size})`, onProgress, async () =>
					run('npm', [...NPM_INSTALL, '--ignore-scripts=false'], { cwd: entry }),
				),
			);
		},
	});
	return binary(folder);
}

async function writePackage(folder: string, dependencies: object, overrides?: object) {
	const content = JSON.stringify({ private: true, dependencies, overrides }, null, '\t');
	await writeFile(join(folder, 'package.json'), content);
}

interface Recipe {
	isOld: boolean;
	/** On the disk. */
	size: string;
	time: string;
	overrides?: object;
	env: Record<string, string>;
}

function recipe(version: string): Recipe {
	const isOld = version.startsWith('1.');
	return {
		isOld,
		// 1.x depends on a tarball outside the registry.
		overrides: isOld ? { xlsx: '0.18.5' } : undefined,
		env: isOld
			? // The default engine needs isolated-vm, which does not load on Node.js 20.
				{ N8N_EXPRESSION_ENGINE: 'legacy' }
			: // It requests a list from api.n8n.io at every start. 1.x does not have it and would not start.
				{ N8N_DISABLED_MODULES: 'mcp-registry' },
		size: isOld ? '1.8 GB' : '2.9 GB',
		time: isOld ? '3 minutes' : '5 minutes',
	};
}

/** npm says in many lines what it lacks; the first sentence says what to do. */
async function install(what: string, size: string, work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		throw new ExplainedError(
			`${what} could not be installed. Check that this machine reaches registry.npmjs.org and has ${size} free in ${cacheFolder()}, and start again.\n\n${said}`,
		);
	}
}

/** Installs n8n in the cache folder unless it is already there. */
export async function installN8n(
	version = CURRENT_N8N,
	{ onProgress }: { onProgress?: OnProgress } = {},
): Promise<N8nInstallation> {
	const { isOld, overrides, env, size, time } = recipe(version);
	const node = isOld ? process.execPath : await installNode24(onProgress);
	const bin = (folder: string) => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

	const folder = await cached({
		name: `n8n-${version}`,
		verify: async (entry) => {
			const found = (await run(node, [bin(entry), '--version'], { env })).split('\n').at(-1);
			if (found !== version) throw new Error(`Expected n8n ${version} in ${entry}, found ${found}`);
		},
		create: async (entry) => {
			await writePackage(entry, { n8n: version }, overrides);
			const npm = async (args: string[]) => await run('npm', args, { cwd: entry, node });
			await install(`n8n ${version}`, size, async () => {
				await withProgress(`Installing n8n ${version} (${size}, ${time})`, onProgress, async () =>
					npm([...NPM_INSTALL, '--ignore-scripts']),
				);
				await withProgress('Building its database driver', onProgress, async () =>
					npm(['rebuild', 'sqlite3', '--ignore-scripts=false']),
				);
			});
		},
	});
	return { version, folder, bin: bin(folder), node, env };
}

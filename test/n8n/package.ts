import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command';

const ROOT = join(__dirname, '../..');

/** Builds and packs this package; returns the path of the tarball. */
export async function packPackage(): Promise<string> {
	await run('npm', ['run', 'build'], { cwd: ROOT });
	return await packFolder(ROOT);
}

/** Packs a folder as `npm publish` would. */
export async function packFolder(cwd: string): Promise<string> {
	const destination = join(ROOT, 'output');
	await mkdir(destination, { recursive: true });
	const file = await run('npm', ['pack', '--silent', '--pack-destination', destination], { cwd });
	return join(destination, file);
}

/**
 * Puts a tarball where n8n keeps community packages, as n8n does when a user installs one: unpacked, without
 * development and peer dependencies, and listed in the folder's own package.json. Only the row in n8n's database, from
 * which *Settings > Community nodes* is filled, is missing: n8n writes it for packages from the registry alone.
 */
export async function installCommunityPackage(userFolder: string, tarball: string) {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const name = await readPackageName(tarball);
	const folder = join(nodesFolder, 'node_modules', name);
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	for (const unwanted of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[unwanted];
	}
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const dependencies = { [name]: manifest.version };
	const list = { name: 'installed-nodes', private: true, dependencies };
	await writeFile(join(nodesFolder, 'package.json'), JSON.stringify(list, null, 2));
}

const readPackageName = async (tarball: string): Promise<string> =>
	JSON.parse(await run('tar', ['-xzOf', tarball, 'package/package.json'])).name;

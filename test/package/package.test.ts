import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { buildInTemporaryFolder, packedFiles, ROOT } from './build';

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	files: string[];
	scripts: Record<string, string>;
	keywords: string[];
	license: string;
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
}

let folder: string;
let manifest: Manifest;

beforeAll(async () => {
	folder = await buildInTemporaryFolder();
	manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}, 120_000);

afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** Paths of the files below a folder of the project, with its own name in front. */
function filesOf(name: string, ending: string): string[] {
	return readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith(ending))
		.map((path) => `${name}/${path.split(sep).join('/')}`);
}

/** The class that n8n loads from a file under `n8n` in package.json: it has the name of the file. */
async function load<T>(path: string): Promise<T> {
	const module = (await import(join(folder, path))) as Record<string, new () => T>;
	const [className] = path.split('/').slice(-1)[0].split('.');
	return new module[className]();
}

function iconFiles(path: string, icon: unknown): string[] {
	const { light, dark } = icon as { light: string; dark: string };
	return [light, dark].map((file) => join(folder, dirname(path), file.replace(/^file:/, '')));
}

describe('The package', () => {
	it('ships what n8n needs and nothing else', async () => {
		const compiled = [...filesOf('nodes', '.ts'), ...filesOf('credentials', '.ts')].map((path) =>
			path.replace(/\.ts$/, '.js'),
		);
		const copied = [...filesOf('nodes', '.json'), ...filesOf('icons', '.svg')];
		const expected = [
			...[...compiled, ...copied].map((path) => `dist/${path}`),
			'LICENSE.md',
			'README.md',
			'index.js',
			'package.json',
		];
		expect(await packedFiles(folder)).toEqual(expected.sort());
	});

	it('needs nothing but n8n at run time, and runs nothing when it is installed', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files).toEqual(['dist']);
		const lifecycle = /^(pre|post)?(install|prepare|pack|publish)$|^prepublishOnly$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('is what n8n looks for among community packages', () => {
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});

	it('names every node and credential that there is', () => {
		const built = (paths: string[]) =>
			paths.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`).sort();
		expect(manifest.n8n.nodes.sort()).toEqual(built(filesOf('nodes', '.node.ts')));
		expect(manifest.n8n.credentials.sort()).toEqual(
			built(filesOf('credentials', '.credentials.ts')),
		);
	});

	it('has nodes with icon, codex and credential', async () => {
		const credentials = await Promise.all(
			manifest.n8n.credentials.map(async (path) => await load<ICredentialType>(path)),
		);
		for (const path of manifest.n8n.nodes) {
			const { description } = await load<INodeType>(path);
			for (const file of iconFiles(path, description.icon)) expect(existsSync(file)).toBe(true);
			const codex = JSON.parse(
				await readFile(join(folder, path.replace(/\.js$/, '.json')), 'utf8'),
			) as { node: string };
			expect(codex.node).toBe(`n8n-nodes-keepnet-reseller.${description.name}`);
			const known = credentials.map(({ name }) => name);
			for (const { name } of description.credentials ?? []) expect(known).toContain(name);
		}
	});

	it('has credentials with an icon', async () => {
		for (const path of manifest.n8n.credentials) {
			const { icon } = await load<ICredentialType>(path);
			for (const file of iconFiles(path, icon)) expect(existsSync(file)).toBe(true);
		}
	});
});

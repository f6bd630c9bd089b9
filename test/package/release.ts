/**
 * Runs within `npm version`, which says what it does in variables. Before: checks that there is something to release.
 * After: writes the version wherever it stands beside package.json.
 */
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { explained, ExplainedError } from '../commandLine';
import { ROOT } from './build';
import { dated, withVersion } from './changelog';

const NAMING_FILES = /\.(md|ya?ml)$/;

/** The files that a user copies a command with the version from. */
const namingFiles = () => [
	'README.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((path) => NAMING_FILES.test(path))
		.map((path) => join('docs', path)),
];

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
	const file = join(ROOT, path);
	const text = await readFile(file, 'utf8');
	const changed = change(text);
	if (changed !== text) await writeFile(file, changed);
}

void explained('release', async () => {
	const {
		npm_lifecycle_event: event,
		npm_old_version: from,
		npm_new_version: to,
		npm_package_name: name,
	} = process.env;
	if (!from || !to || !name) {
		throw new ExplainedError('This runs within npm run release -- <version>.');
	}
	const today = new Date().toISOString().slice(0, 10);
	if (event === 'preversion') {
		dated(await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8'), to, today);
		return;
	}
	await rewrite('CHANGELOG.md', (text) => dated(text, to, today));
	for (const path of namingFiles()) {
		await rewrite(path, (text) => withVersion(text, name, from, to));
	}
});

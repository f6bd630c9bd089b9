import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Linter } from 'eslint';
import { ESLint } from 'eslint';
import { buildInTemporaryFolder } from './build';

/** What is used of n8n's scanner, which has no types. Its command itself only takes packages that are published. */
interface Scanner {
	buildScanConfig(): Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
}

const SCANNER = '@n8n/scan-community-package/scanner/scanner.mjs';
const PACKED_FILE_PATTERNS = ['**/*.{js,ts,json}'];

const run = promisify(execFile);

async function unpack(folder: string): Promise<string> {
	const packed = join(folder, 'packed');
	await mkdir(packed);
	const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', packed], {
		cwd: folder,
	});
	await run('tar', ['-xzf', join(packed, stdout.trim()), '-C', packed]);
	return join(packed, 'package');
}

/** @returns whether n8n's rules find nothing, not even something to warn of */
async function scan(what: string, cwd: string, patterns: string[]): Promise<boolean> {
	const { buildScanConfig } = (await import(SCANNER)) as Scanner;
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const found = results.reduce(
		(sum, { errorCount, warningCount }) => sum + errorCount + warningCount,
		0,
	);
	process.stdout.write(`${found === 0 ? '✓' : '✗'} ${what}: ${results.length} files\n`);
	if (found > 0)
		process.stdout.write(await (await eslint.loadFormatter('stylish')).format(results));
	return found === 0;
}

/** Runs the rules of n8n's scanner for community packages on the packed package and on its source, offline. */
async function main() {
	const folder = await buildInTemporaryFolder();
	try {
		const { SOURCE_FILE_PATTERNS } = (await import(SCANNER)) as Scanner;
		const packed = await scan('The package', await unpack(folder), PACKED_FILE_PATTERNS);
		const source = await scan('Its source', folder, SOURCE_FILE_PATTERNS);
		process.exitCode = packed && source ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

void main();

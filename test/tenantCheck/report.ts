import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { name, version } from '../../package.json';
import { ExplainedError } from '../commandLine';
import type { Result, Section } from './check';

const cell = (text: string) => text.replaceAll('|', '\\|');

const table = ({ title, lines }: Section) =>
	[
		`## ${title}`,
		'',
		'| What | Verdict | ms |',
		'| --- | --- | --- |',
		...lines.map(
			({ what, verdict, ms }) =>
				`| ${cell(what)} | ${cell(verdict)} | ${ms === undefined ? '' : Math.round(ms)} |`,
		),
	].join('\n');

const list = (title: string, sentences: string[]) =>
	[
		`## ${title}`,
		'',
		...(sentences.length > 0 ? sentences.map((one) => `- ${one}`) : ['Nothing.']),
	].join('\n');

/** The report as Markdown. */
export function markdownOf(result: Result): string {
	return [
		'# What this Keepnet does',
		`Checked with ${name} ${version}.`,
		...(result.ended ? [`The check did not come to its end: ${result.ended}.`] : []),
		...result.sections.map(table),
		list('What the node makes up for here', result.madeUpFor),
		list('What contradicts docs/contract.md', result.contradicts),
		'',
	].join('\n\n');
}

/** Where to write what was found. */
export interface Places {
	/** For `tenant-report.md` and `tenant-report.json`. */
	folder: string;
	behaviourFile: string | undefined;
}

const json = (value: object) => `${JSON.stringify(value, null, '\t')}\n`;

function filesOf({ folder, behaviourFile }: Places) {
	const files: Array<[path: string, textOf: (result: Result) => string]> = [
		[join(folder, 'tenant-report.md'), markdownOf],
		[join(folder, 'tenant-report.json'), (result) => json({ version, ...result })],
	];
	if (behaviourFile !== undefined) files.push([behaviourFile, ({ behaviour }) => json(behaviour)]);
	return files;
}

async function explainPath(path: string, work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const { code = 'unknown' } = error as NodeJS.ErrnoException;
		throw new ExplainedError(
			`${path} cannot be written (${code}). Choose another place with --output or --behaviour-file.`,
		);
	}
}

/**
 * Finds out before the check whether its files can be written: makes the folder, and files without content where there are none.
 *
 * @throws ExplainedError
 */
export async function prepare(places: Places): Promise<void> {
	await explainPath(places.folder, async () => await mkdir(places.folder, { recursive: true }));
	for (const [path] of filesOf(places)) {
		await explainPath(path, async () => await (await open(path, 'a')).close());
	}
}

/**
 * @returns the paths of the written files
 * @throws ExplainedError
 */
export async function writeFiles(places: Places, result: Result): Promise<string[]> {
	const files = filesOf(places);
	for (const [path, textOf] of files) {
		await explainPath(path, async () => await writeFile(path, textOf(result)));
	}
	return files.map(([path]) => path);
}

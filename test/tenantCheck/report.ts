import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { name, version } from '../../package.json';
import { ExplainedError } from '../commandLine';
import type { Result, Section } from './check';

const cell = (text: string) => text.replaceAll('|', '\\|');

const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

function table({ title, about, lines }: Section): string {
	const isTimed = lines.some(({ ms }) => ms !== undefined);
	const timed = (text: string) => (isTimed ? [text] : []);
	return [
		`## ${title}`,
		'',
		about,
		'',
		row('What', 'Result', ...timed('Milliseconds')),
		row('---', '---', ...timed('---')),
		...lines.map(({ what, verdict, ms }) =>
			row(what, verdict, ...timed(ms === undefined ? '' : String(Math.round(ms)))),
		),
	].join('\n');
}

/** Sentences at the end of the report, and how much they cover. */
function list(title: string, sentences: string[], { ended, looked }: Result): string {
	const covered =
		ended === undefined ? [] : [`Only about what was looked at: ${looked.join(', ')}.`];
	const found = sentences.length > 0 ? sentences.map((one) => `- ${one}`).join('\n') : 'Nothing.';
	return [`## ${title}`, ...(looked.length > 0 ? [...covered, found] : ['Not checked.'])].join(
		'\n\n',
	);
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What most people want to know, before all the tables. */
function summary({ ended, contradicts, madeUpFor }: Result): string {
	if (ended !== undefined) return `The check did not come to its end: ${ended}.`;
	const differs =
		contradicts.length === 0
			? 'This Keepnet does what is documented, as far as its companies show it.'
			: `This Keepnet differs from what is documented in ${counted(contradicts.length, 'point')}.`;
	const made = `The node makes up for ${counted(madeUpFor.length, 'thing')}, so that your lists are right.`;
	const lists = 'The last two lists say which.';
	if (madeUpFor.length > 0) return [differs, made, lists].join(' ');
	return contradicts.length > 0 ? `${differs} The last list says which.` : differs;
}

function heading(result: Result): string[] {
	const [day, time] = result.checkedAt.split('T');
	return [
		'# What this Keepnet does',
		`Checked on ${day} at ${time?.slice(0, 5)} UTC with ${name} ${version}.`,
		summary(result),
	];
}

/** The report as Markdown. */
export function markdownOf(result: Result): string {
	return [
		...heading(result),
		...result.sections.map(table),
		list('What the node makes up for here', result.madeUpFor, result),
		list('What contradicts docs/contract.md', result.contradicts, result),
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

/** Where a file is written before it gets its name: whatever ends the command, there is a whole file or none. */
const unfinished = (path: string) => `${path}.part`;

/** A folder, and a device or pipe, cannot be replaced by a file. */
async function expectReplaceable(path: string): Promise<void> {
	const there = await stat(path).catch(() => undefined);
	if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
	if (there && !there.isFile()) throw Object.assign(new Error(), { code: 'not a file' });
}

/**
 * Finds out before the check whether its files can be written. Makes the folder, and leaves nothing else behind.
 *
 * @throws ExplainedError
 */
export async function prepare(places: Places): Promise<void> {
	await explainPath(places.folder, async () => await mkdir(places.folder, { recursive: true }));
	for (const [path] of filesOf(places)) {
		await explainPath(path, async () => {
			await expectReplaceable(path);
			await writeFile(unfinished(path), '');
			await rm(unfinished(path));
		});
	}
}

/**
 * @returns the paths of the written files
 * @throws ExplainedError
 */
export async function writeFiles(places: Places, result: Result): Promise<string[]> {
	const files = filesOf(places);
	for (const [path, textOf] of files) {
		await explainPath(path, async () => {
			await writeFile(unfinished(path), textOf(result));
			await rename(unfinished(path), path);
		});
	}
	return files.map(([path]) => path);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
function markdownOf(result: Result): string {
	return [
		'# What this Keepnet does',
		...(result.ended ? [`The check did not come to its end: ${result.ended}.`] : []),
		...result.sections.map(table),
		list('What the node makes up for here', result.madeUpFor),
		list('What contradicts docs/contract.md', result.contradicts),
		'',
	].join('\n\n');
}

/** Writes `tenant-report.md` and `tenant-report.json`. @returns their paths */
export async function writeReport(folder: string, result: Result): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const files = { md: markdownOf(result), json: `${JSON.stringify(result, null, '\t')}\n` };
	const written = Object.entries(files).map(async ([extension, text]) => {
		const path = join(folder, `tenant-report.${extension}`);
		await writeFile(path, text);
		return path;
	});
	return await Promise.all(written);
}

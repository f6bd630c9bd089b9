import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** A file of the project, by its path from the root. */
export const readDocument = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The text below a heading of a Markdown text, up to the next heading of any level but the first; empty if there is none. */
export function sectionOf(markdown: string, heading: string): string {
	const sections = markdown.split(/^##+ /m);
	return sections.find((text) => text.startsWith(`${heading}\n`)) ?? '';
}

/** The rows of all tables in a Markdown text, as they are written. */
export const rowsOf = (markdown: string) =>
	markdown.split('\n').filter((line) => line.startsWith('|'));

/** The cells of a row, without the spaces around them. */
export const cellsOf = (row: string) =>
	row
		.split(' |')
		.map((cell) => cell.replace(/^\|/, '').trim())
		.slice(0, -1);

/** The headings of a Markdown text, as GitHub makes anchors of them. */
export function anchorsOf(markdown: string): string[] {
	return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s-]/gu, '')
			.replace(/\s/g, '-'),
	);
}

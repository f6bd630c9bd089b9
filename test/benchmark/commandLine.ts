import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { SECTIONS } from './sections';

/** What the caller asked for. */
export interface Task {
	names: string[];
	quick: boolean;
	/** A packed package to measure in place of this working copy. */
	tarball: string | undefined;
}

/** Something that the caller wrote cannot be done; the message is for them. */
export class UsageError extends Error {}

const minutes = (count: number) => `${count}`.padStart(3);

const SECTION_LINES = Object.entries(SECTIONS).map(
	([name, section]) =>
		`  ${name.padEnd(12)} ${minutes(section.minutes)} ${minutes(section.quickMinutes)}  ${section.what}`,
);

const total = Object.values(SECTIONS).reduce((sum, section) => sum + section.minutes, 0);

export const HELP = `Usage: npm run benchmark -- [options] [section …]

Compares this node with what users have without it, in a whole n8n. Prints the figures and writes them into
docs/benchmark.md.

  --quick           one round of the smaller lists, only printed
  --package <file>  measure this packed package in place of the working copy, only printed: for a
                    comparison of before and after a change
  --help            this text

Sections, with their minutes on two cores and with --quick; all of them take ${total} minutes:

${SECTION_LINES.join('\n')}
`;

const OPTIONS = {
	quick: { type: 'boolean', default: false },
	package: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false },
} as const;

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true });
	} catch (error) {
		const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
		const known = Object.keys(OPTIONS).map((name) => `--${name}`);
		throw new UsageError(`${sentence}. The options are ${known.join(', ')}.`);
	}
}

/**
 * @returns undefined if the caller only wants help
 * @throws UsageError
 */
export function readCommandLine(args: string[]): Task | undefined {
	const { values, positionals } = parse(args);
	if (values.help) return undefined;
	const known = Object.keys(SECTIONS);
	const unknown = positionals.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new UsageError(
			`There is no section ${unknown.join(', ')}. The sections are ${known.join(', ')}.`,
		);
	}
	const { package: tarball, quick } = values;
	if (tarball !== undefined && !existsSync(tarball)) {
		throw new UsageError(`There is no file ${tarball}.`);
	}
	return { names: positionals.length > 0 ? positionals : known, quick, tarball };
}

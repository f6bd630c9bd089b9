import { existsSync } from 'node:fs';

import { ExplainedError, flag, type Option } from '../commandLine';
import { SECTIONS } from './sections';

const minutes = (count: number) => `${count}`.padStart(3);

const SECTION_LINES = Object.entries(SECTIONS).map(
	([name, section]) =>
		`  ${name.padEnd(12)} ${minutes(section.minutes)} ${minutes(section.quickMinutes)}  ${section.what}`,
);

const total = Object.values(SECTIONS).reduce((sum, section) => sum + section.minutes, 0);

const tarball: Option<string | undefined> = {
	placeholder: 'file',
	what: 'measure this packed package in place of the working copy, only printed',
	read: (path) => {
		if (path === undefined || existsSync(path)) return path;
		throw new ExplainedError(`names no file: ${path}.`);
	},
};

/** How `npm run benchmark` is called. */
export const COMMAND = {
	name: 'benchmark',
	about:
		'Compares this node with what users have without it, in a whole n8n. Prints the figures and writes them into docs/benchmark.md.',
	options: {
		quick: flag('one round of the smaller lists, only printed'),
		package: tarball,
	},
	names: { placeholder: 'section', allowed: Object.keys(SECTIONS) },
	more: `Sections, with their minutes on two cores and with --quick; all of them take ${total} minutes:

${SECTION_LINES.join('\n')}`,
};

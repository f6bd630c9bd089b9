import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(__dirname, '../../../README.md');

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The whole sentences in the first column of a table; what is filled in at run time (`…`) fits anything. */
function sentences(heading: string): RegExp[] {
	const section = readFileSync(README, 'utf8')
		.split(/^##+ /m)
		.find((text) => text.startsWith(`${heading}\n`));
	const cells = [...(section ?? '').matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell);
	return cells
		.flatMap((cell) => cell.split(' / '))
		.filter((text) => /^[A-Z'].* /.test(text))
		.map((text) => new RegExp(`^${text.trim().split('…').map(escape).join('[^]*')}$`));
}

const ERRORS = sentences('Errors');

const BUG = 'The Keepnet node has a bug';

/** Whether the first line of an error is one that the README lists, and none that says that the node is at fault. */
export const isDocumented = (message: string) =>
	message !== BUG && ERRORS.some((pattern) => pattern.test(message));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_HINTS } from '../../nodes/Companies/descriptions/hints';

const ROOT = join(__dirname, '../..');
const sections = readFileSync(join(ROOT, 'README.md'), 'utf8').split(/^##+ /m);

/** The texts that follow on a pattern in the sources of a folder; what is filled in at run time stands as in the source. */
function textsIn(folder: string, before: string, end = ''): string[] {
	const path = join(ROOT, 'nodes/Companies', folder);
	const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
	const text = new RegExp(`${before}\\s*(['"\`])([A-Z'].*?${end})\\1`, 'g');
	return files
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => [...readFileSync(join(path, name), 'utf8').matchAll(text)])
		.map(([, , found]) => found);
}

/** Up to five words that are always the same; the name of a parameter in front of them is not. */
function firstWords(text: string): string {
	const parts = text.replace(/^'.*?' /, '').split(/\$\{[^}]*\}|,/);
	const fixed = parts.map((part) => part.trim().split(' ').slice(0, 5).join(' '));
	return fixed.find((part) => part.includes(' ')) ?? text;
}

const TEXTS: Record<string, string[]> = {
	Hints: [
		...NODE_HINTS.map(({ message }) => message),
		...['company', 'list', 'operations', 'run'].flatMap((folder) =>
			textsIn(folder, '(?<!description)(?:=>?|\\?|:|return)', '\\.'),
		),
	],
	Errors: [...textsIn('errors', 'message:'), ...textsIn('.', 'new UserError\\(')],
};

test.each(Object.keys(TEXTS))('the README tells what to do about all %s', (heading) => {
	const section = sections.find((text) => text.startsWith(`${heading}\n`));
	expect(TEXTS[heading].length).toBeGreaterThanOrEqual(15);
	expect(TEXTS[heading].filter((text) => !section?.includes(firstWords(text)))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_HINTS } from '../../nodes/Companies/descriptions/hints';
import { textsBelow } from './sourceTexts';

const ROOT = join(__dirname, '../..');
const sections = readFileSync(join(ROOT, 'README.md'), 'utf8').split(/^##+ /m);

/** Up to five words that are always the same; the name of a parameter in front of them is not. */
function firstWords(text: string): string {
	const parts = text.replace(/^'.*?' /, '').split(/…|,/);
	const fixed = parts.map((part) => part.trim().split(' ').slice(0, 5).join(' '));
	return fixed.find((part) => part.includes(' ')) ?? text;
}

const NODE = 'nodes/Companies';
const isSentence = (text: string) => /^[A-Z'].* .*\.$/s.test(text);

const TEXTS: Record<string, string[]> = {
	Hints: [
		...NODE_HINTS.map(({ message }) => message),
		...textsBelow(...['company', 'list', 'operations', 'run'].map((folder) => `${NODE}/${folder}`))
			.filter(({ text, inside }) => isSentence(text) && !inside.includes('description'))
			.map(({ text }) => text),
	],
	Errors: [
		...textsBelow(`${NODE}/errors`).filter(({ inside }) => inside[0] === 'message'),
		...textsBelow(NODE).filter(({ inside }) => inside[0] === 'new UserError'),
	]
		.map(({ text }) => text)
		.filter((text) => /^[A-Z'].* /s.test(text)),
};

test.each(Object.keys(TEXTS))('the README tells what to do about all %s', (heading) => {
	const section = sections.find((text) => text.startsWith(`${heading}\n`));
	expect(TEXTS[heading]?.length).toBeGreaterThanOrEqual(15);
	expect(TEXTS[heading]?.filter((text) => !section?.includes(firstWords(text)))).toEqual([]);
});

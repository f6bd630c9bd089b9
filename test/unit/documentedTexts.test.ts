import { NODE_HINTS } from '../../nodes/Companies/descriptions/hints';
import { readDocument, sectionOf } from '../documentation';
import { textsBelow } from './sourceTexts';

const messages = readDocument('docs/messages.md');

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

test.each(Object.keys(TEXTS))('docs/messages.md tells what to do about all %s', (heading) => {
	const section = sectionOf(messages, heading);
	expect(TEXTS[heading]?.length).toBeGreaterThanOrEqual(15);
	expect(TEXTS[heading]?.filter((text) => !section.includes(firstWords(text)))).toEqual([]);
});

import { NodeOperationError, type INode } from 'n8n-workflow';
import { textsBelow } from './sourceTexts';

/** Every text of the sources that has words in it. */
const texts = [...new Set(textsBelow('nodes', 'credentials').map(({ text }) => text))].filter(
	(text) => /\p{L}.* .*\p{L}/su.test(text),
);

test('the texts are found', () => {
	expect(texts.length).toBeGreaterThan(200);
	expect(texts).toContain("'…' is above '…', so no company can match");
});

test('n8n replaces none of them: it looks for codes such as ENOENT or EPERM in the first line', () => {
	const replaced = texts.filter(
		(text) => new NodeOperationError({ name: 'Node' } as INode, text).message !== text,
	);
	expect(replaced).toEqual([]);
	expect(new NodeOperationError({} as INode, 'a rolePermission').message).toContain(
		'not permitted',
	);
});

test('none of them uses a word that n8n asks not to use', () => {
	// In capitals it is a status that Keepnet itself gives.
	const unwelcome = /\b([Ee]rror|[Pp]roblem|[Ff]ailure|[Mm]istake|[Ff]ailed)s?\b/;
	expect(texts.filter((text) => unwelcome.test(text))).toEqual([]);
});

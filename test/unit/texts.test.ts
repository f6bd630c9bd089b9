import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeOperationError, type INode } from 'n8n-workflow';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** Every text of a source file that has words in it; what is filled in at run time stands as `…`. */
function textsOf(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) {
			texts.push(
				[node.head, ...node.templateSpans.map(({ literal }) => literal)]
					.map(({ text }) => text)
					.join('…'),
			);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts.filter((text) => /\p{L}.* .*\p{L}/su.test(text));
}

const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(ROOT, folder, name)),
);

const texts = [...new Set(files.flatMap(textsOf))];

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

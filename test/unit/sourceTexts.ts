import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** A text of the sources; what is filled in at run time stands as `…`. */
export interface SourceText {
	text: string;
	/** What it stands in, from the inside out: names of properties, and `new X` for the first argument of a constructor. */
	inside: string[];
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	const parts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
	return parts.map(({ text }) => text).join('…');
}

/** What a node puts its child into, if it has a name. */
function nameOf(node: ts.Node, child: ts.Node): string | undefined {
	if (ts.isPropertyAssignment(node) && child === node.initializer) {
		return ts.isComputedPropertyName(node.name) ? undefined : node.name.text;
	}
	const isFirst = ts.isNewExpression(node) && child === node.arguments?.[0];
	return isFirst && ts.isIdentifier(node.expression) ? `new ${node.expression.text}` : undefined;
}

function textsOfFile(file: string): SourceText[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const texts: SourceText[] = [];
	const visit = (node: ts.Node, inside: string[]): void => {
		const text = textOf(node);
		if (text !== undefined) texts.push({ text, inside });
		ts.forEachChild(node, (child) => {
			const name = nameOf(node, child);
			visit(child, name === undefined ? inside : [name, ...inside]);
		});
	};
	visit(source, []);
	return texts;
}

/** All texts in the sources below these folders. */
export const textsBelow = (...folders: string[]): SourceText[] =>
	folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.flatMap((name) => textsOfFile(join(ROOT, folder, name))),
	);

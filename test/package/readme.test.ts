import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { anchorsOf, readDocument } from '../documentation';
import { ROOT } from './build';

const documents = ['.', 'docs', 'docs/queue-mode'].flatMap((folder) =>
	readdirSync(join(ROOT, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file)),
);

/** Where a link of a document leads, and whether there is something: a file, and the heading in it. */
function isBroken(link: string, document: string): boolean {
	const [path = '', anchor] = link.split('#');
	const target = join(dirname(document), path || basename(document));
	if (!existsSync(join(ROOT, target))) return true;
	return anchor !== undefined && !anchorsOf(readDocument(target)).includes(anchor);
}

it.each(documents)('%s leads to files and headings that exist', (document) => {
	const text = readDocument(document);
	const links = [...text.matchAll(/\]\(([^)\s]+)\)|\ssrc="([^"]+)"/g)].map(
		([, link, picture = '']) => link ?? picture,
	);
	const own = links.filter((link) => !/^https?:/.test(link));
	expect(own.filter((link) => isBroken(link, document))).toEqual([]);
});

const PROJECT = 'github.com/n8n-nodes-keepnet-reseller/n8n-nodes-keepnet-reseller';

it('nodes and credential lead to places that exist', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.(ts|json)$/.test(path))
			.map((path) => readDocument(join(folder, path))),
	);
	const places = new RegExp(`${PROJECT}(?:/blob/main/([\\w/.-]+))?(#[\\w-]+)?['"]`, 'g');
	const links = sources.flatMap((source) =>
		[...source.matchAll(places)].map(([, file = 'README.md', anchor = '']) => file + anchor),
	);
	expect(links).toEqual(expect.arrayContaining(['README.md#credential', 'docs/search.md']));
	expect(links.filter((link) => isBroken(link, 'README.md'))).toEqual([]);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { OUTPUT_FIELDS } from '../../nodes/Companies/output/fields';
import { API_FIELDS } from '../../nodes/Companies/filter/fields';
import { orderByProperty } from '../../nodes/Companies/descriptions/sort';
import { FIELD_FILTERS } from '../../nodes/Companies/descriptions/filters';
import { operatorLabel, OPERATORS, operatorsOf } from '../../nodes/Companies/filter/operators';
import { ROOT } from './build';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');

/** Parameters known from other nodes. */
const NOT_EXPLAINED = ['resource', 'operation', 'condition', 'fieldName', 'operator', 'value'];

/** The names of parameters, and of the parameters inside collections. */
function namesOf(properties: INodeProperties[]): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		if (type !== 'collection') return [name];
		return [name, ...namesOf(options as INodeProperties[])];
	});
}

/** The values of the dropdowns, as workflows store them. */
function valuesOf(properties: INodeProperties[]): string[] {
	return properties.flatMap(({ type, options = [] }) => {
		if (type === 'collection') return valuesOf(options as INodeProperties[]);
		return type === 'options'
			? (options as INodePropertyOptions[]).map(({ value }) => String(value))
			: [];
	});
}

const missing = (words: string[]) =>
	[...new Set(words)].filter((word) => !readme.includes(`\`${word}\``));

describe('README.md', () => {
	const { properties } = new Companies().description;

	it('explains every parameter by its name', () => {
		const names = namesOf(properties).filter((name) => !NOT_EXPLAINED.includes(name));
		expect(missing(names)).toEqual([]);
	});

	it('lists the choices of every dropdown', () => {
		const own = ['company', 'export', 'get', 'search', 'summarize'];
		expect(missing(valuesOf(properties).filter((value) => !own.includes(value)))).toEqual([]);
	});

	it('explains every field of the output, and every condition', () => {
		expect(missing(Object.keys(OUTPUT_FIELDS))).toEqual([]);
		expect(missing([...API_FIELDS.map(({ name }) => name), ...Object.keys(OPERATORS)])).toEqual([]);
	});

	const rows = readme.split('\n').filter((line) => line.startsWith('|'));
	const rowsWith = (text: string) => rows.filter((row) => row.includes(text));

	it.each(API_FIELDS)('says in one row how $name is compared', ({ kind, label, name }) => {
		const operators = operatorsOf(kind).map((operator) => operatorLabel(operator, kind));
		const written = rowsWith(`${label} \`${name}\``).map((row) => row.split(' | ')[1]);
		const compared = written.map((cell = '') => cell.replace(/:.*/, '').trim().split(', ').sort());
		expect(compared).toContainEqual(operators.sort());
	});

	it.each(FIELD_FILTERS.flatMap(({ filters }) => filters).map(({ property }) => property))(
		'names the filter $displayName beside its parameter $name',
		({ displayName, name }) => {
			const label = displayName.replace(' Names or IDs', '');
			expect(rowsWith(`\`${name}\``).some((row) => row.includes(label))).toBe(true);
		},
	);

	it('names every order beside its value, and no other', () => {
		const [row = ''] = rowsWith('**Order By** (`orderBy`): ');
		const [, orders = ''] = /\*\*Order By\*\* \(`orderBy`\): (.*?)\. /.exec(row) ?? [];
		const known = orderByProperty.options.map(({ name, value }) => `${name} \`${value}\``);
		expect(orders.split(', ').sort()).toEqual(known.sort());
	});

	it('has the places that nodes and credential lead to', () => {
		const sources = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
				.filter((path) => /\.(ts|json)$/.test(path))
				.map((path) => read(join(folder, path))),
		);
		const anchors = sources.flatMap((source) =>
			[...source.matchAll(/github\.com\/[\w/-]+#([\w-]+)/g)].map(([, anchor = '']) => anchor),
		);
		expect(anchors).toEqual(expect.arrayContaining(['credential', 'operations']));
		const known = anchorsOf(readme);
		expect(anchors.filter((anchor) => !known.includes(anchor))).toEqual([]);
	});
});

describe.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/verification.md'])(
	'%s',
	(file) => {
		it('leads to files and headings that exist', () => {
			const text = read(file);
			const links = [...text.matchAll(/\]\(([^)\s]+)\)|\ssrc="([^"]+)"/g)].map(
				([, link, picture = '']) => link ?? picture,
			);
			const own = links.filter((link) => !/^https?:/.test(link));
			const broken = own.filter((link) => {
				const [path = '', anchor] = link.split('#');
				const target = join(dirname(file), path || basename(file));
				if (!existsSync(join(ROOT, target))) return true;
				return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
			});
			expect(broken).toEqual([]);
		});
	},
);

/** Headings as GitHub makes anchors of them. */
function anchorsOf(markdown: string): string[] {
	return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s-]/gu, '')
			.replace(/\s/g, '-'),
	);
}

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { OUTPUT_FIELDS } from '../../nodes/Companies/output/fields';
import { API_FIELDS } from '../../nodes/Companies/filter/fields';
import { orderByProperty } from '../../nodes/Companies/descriptions/sort';
import { FIELD_FILTERS } from '../../nodes/Companies/descriptions/filters';
import { operatorLabel, OPERATORS, operatorsOf } from '../../nodes/Companies/filter/operators';
import { cellsOf, readDocument, rowsOf } from '../documentation';

const search = readDocument('docs/search.md');
const reference = search + readDocument('docs/export.md');
const output = readDocument('docs/output.md');

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

const missing = (words: string[], text: string) =>
	[...new Set(words)].filter((word) => !text.includes(`\`${word}\``));

describe('The reference in docs/', () => {
	const { properties } = new Companies().description;

	it('explains every parameter by its name', () => {
		const names = namesOf(properties).filter((name) => !NOT_EXPLAINED.includes(name));
		expect(missing(names, reference)).toEqual([]);
	});

	it('lists the choices of every dropdown', () => {
		const own = ['company', 'export', 'get', 'search', 'summarize'];
		const values = valuesOf(properties).filter((value) => value !== '' && !own.includes(value));
		expect(missing(values, reference)).toEqual([]);
	});

	it('explains every field of the output, and every condition', () => {
		expect(missing(Object.keys(OUTPUT_FIELDS), output)).toEqual([]);
		const conditions = [...API_FIELDS.map(({ name }) => name), ...Object.keys(OPERATORS)];
		expect(missing(conditions, search)).toEqual([]);
	});

	const rowsWith = (text: string) => rowsOf(reference).filter((row) => row.includes(text));

	it.each(API_FIELDS)('says in one row how $name is compared', ({ kind, label, name }) => {
		const operators = operatorsOf(kind).map((operator) => operatorLabel(operator, kind));
		const written = rowsWith(`${label} \`${name}\``).map((row) => cellsOf(row)[1]);
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
		const fields = orderByProperty.options.filter(({ value }) => value !== '');
		const known = fields.map(({ name, value }) => `${name} \`${value}\``);
		expect(orders.split(', ').sort()).toEqual(known.sort());
	});
});

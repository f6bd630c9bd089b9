import type { INodeProperties } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { CompaniesTrigger } from '../../nodes/Companies/CompaniesTrigger.node';
import { API_FIELDS } from '../../nodes/Companies/filter/fields';
import { operatorsOf } from '../../nodes/Companies/filter/operators';

const NODES = { companies: new Companies(), companiesTrigger: new CompaniesTrigger() };
const NAMES = Object.keys(NODES) as Array<keyof typeof NODES>;

/** All parameters, also those inside collections and rows. */
function parametersOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inside = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [property, ...parametersOf(inside)];
	});
}

const hintsOf = (name: keyof typeof NODES, isMeant: (property: INodeProperties) => boolean) =>
	parametersOf(NODES[name].description.properties)
		.filter(isMeant)
		.map(({ builderHint }) => builderHint?.propertyHint);

test.each(NAMES)('the AI builder learns what goes with %s', (name) => {
	const { searchHint, relatedNodes = [] } = NODES[name].description.builderHint ?? {};
	expect(searchHint).toBeTruthy();
	const other = NAMES.find((known) => known !== name) ?? '';
	const related = relatedNodes.map(({ nodeType }) => nodeType.replace(/^.*\./, ''));
	expect(related).toEqual(expect.arrayContaining([other, 'googleSheets', 'hubspot', 'slack']));
	expect(related).toEqual(expect.arrayContaining(['gmail', 'emailSend', 'dataTable']));
});

test.each(NAMES)('the AI builder learns how %s takes names from a list', (name) => {
	const hints = hintsOf(name, ({ typeOptions, type }) =>
		Boolean(type === 'multiOptions' && typeOptions?.loadOptionsMethod),
	);
	expect(hints.length).toBeGreaterThan(3);
	expect(hints).toEqual(hints.map(() => expect.stringContaining('Names are looked up')));
});

test.each(API_FIELDS)('the AI builder learns the operators of $name', ({ name, kind }) => {
	const hints = hintsOf('companies', (property) => property.name === 'operator');
	expect(hints.join('')).toContain(` ${name}: ${operatorsOf(kind).join(', ')}.`);
});

test('the AI builder learns the modes of Get', () => {
	const isCompany = ({ type }: INodeProperties) => type === 'resourceLocator';
	const [{ modes = [] } = {}] = parametersOf(NODES.companies.description.properties).filter(
		isCompany,
	);
	const [hint = ''] = hintsOf('companies', isCompany);
	expect(modes).toHaveLength(3);
	for (const { name } of modes) expect(hint.toLowerCase()).toContain(`mode ${name} `);
});

import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { credentialOf, ids, runWell, simulate, type Credential } from './support';
import { quietRow } from './triggerSupport';

const { description } = new Companies();

/** The parameters as the editor has them: with every default. */
const inEditor = (parameters: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, null) ?? {};

/** The parameters as a workflow stores them: without defaults, and without what is not displayed. */
const stored = (parameters: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(description.properties, parameters, false, false, null, null) ?? {};

const isShown = (property: INodeProperties, parameters: INodeParameters): boolean =>
	NodeHelpers.displayParameter(parameters, property, null, null);

const tagged = (value: string) => ({ fieldName: 'Tags', operator: 'contains', value });

describe.each(['search', 'export', 'summarize'])('Must Match of %s', (operation) => {
	const withRows = (...values: string[]): INodeParameters => ({
		resource: 'company',
		operation,
		match: 'any',
		conditions: { condition: values.map(tagged) },
	});
	const shown = (parameters: INodeParameters) =>
		description.properties.some(
			(property) => property.name === 'match' && isShown(property, inEditor(parameters)),
		);

	test('only shows where there is something to combine', () => {
		expect(shown({ resource: 'company', operation })).toBe(false);
		expect(shown(withRows())).toBe(false);
		expect(shown(withRows('a'))).toBe(false);
		expect(shown(withRows('a', 'b'))).toBe(true);
		expect(shown(withRows('a', 'b', 'c'))).toBe(true);
	});

	test('is stored together with the conditions', () => {
		expect(stored(inEditor(withRows('a', 'b')))).toMatchObject({ match: 'any' });
	});
});

describe('Must Match', () => {
	let credential: Credential;

	beforeAll(async () => {
		const rows = [['vip'], ['emea'], ['vip', 'emea'], []].map((tags) =>
			quietRow(tags.join('+') || 'none', { tags }),
		);
		credential = credentialOf(await simulate({ rows }));
	});

	const found = async (match: string | undefined, ...values: string[]) => {
		const conditions = { condition: values.map(tagged) };
		const parameters = { resource: 'company', operation: 'search', ...(match && { match }) };
		return ids((await runWell(credential, { ...parameters, conditions })).items[0]).sort();
	};

	test('combines two conditions', async () => {
		expect(await found('any', 'vip', 'emea')).toEqual(['emea', 'vip', 'vip+emea']);
		expect(await found('={{ "any" }}', 'vip', 'emea')).toEqual(['emea', 'vip', 'vip+emea']);
		expect(await found('all', 'vip', 'emea')).toEqual(['vip+emea']);
		expect(await found(undefined, 'vip', 'emea')).toEqual(['vip+emea']);
	});

	test('does no harm where there is nothing to combine', async () => {
		expect(await found('any', 'vip')).toEqual(['vip', 'vip+emea']);
		expect(await found('any')).toEqual(['emea', 'none', 'vip', 'vip+emea']);
	});
});

import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { industries, licenseTypes, type Simulator } from '../simulator';
import type { RunOptions } from './harness';
import { credentialOf, ids, runWell, simulate, type Credential } from './support';
import { dayFromNow, quietRow } from './triggerSupport';

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

describe('A row', () => {
	const [conditions] = description.properties.filter(({ name }) => name === 'conditions');
	const [condition] = (conditions?.options ?? []) as INodePropertyCollection[];
	const properties = condition?.values ?? [];

	/** The one property of a name that the editor shows in a row. */
	const shownAs = (name: string, row: INodeParameters) => {
		const shown = properties.filter((one) => one.name === name && isShown(one, row));
		expect(shown).toHaveLength(1);
		return shown[0] as INodeProperties;
	};
	const choicesOf = ({ options = [] }: INodeProperties) =>
		(options as INodePropertyOptions[]).map(({ name, value }) => [value, name]);

	/** n8n's editor fills a new row with the default of the last property of each name. */
	const newRow = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));

	test('is valid as it opens, but for its value', async () => {
		expect(newRow).toEqual({ fieldName: 'CompanyName', operator: 'equals', value: '' });
		expect(choicesOf(shownAs('operator', newRow)).map(([value]) => value)).toContain('equals');
	});

	test.each([
		['CompanyName', ['contains', 'equals', 'notEquals'], 'string'],
		['IndustryResourceId', ['isAnyOf'], 'getIndustries'],
		['LicenseTypeResourceId', ['isAnyOf'], 'getLicenseTypes'],
		['ModuleResourceId', ['isAnyOf'], 'getProducts'],
		['TrainingVendorId', ['isAnyOf'], 'getVendors'],
		['TrainingConsumptionStatus', ['isAnyOf'], 'multiOptions'],
		['LicenceExpired', ['equals'], 'string'],
		[
			'LicenseEndDate',
			['equals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'],
			'dateTime',
		],
		[
			'NumberOfUsers',
			['contains', 'equals', 'notEquals', 'greaterOrEqual', 'lessOrEqual'],
			'string',
		],
		['MonthlyActiveUser', ['equals'], 'string'],
	])('of %s has its conditions and its kind of value', (fieldName, operators, kind) => {
		const row = { ...newRow, fieldName };
		expect(choicesOf(shownAs('operator', row)).map(([value]) => value)).toEqual(operators);
		const { type, typeOptions } = shownAs('value', row);
		expect(typeOptions?.loadOptionsMethod ?? type).toBe(kind);
	});

	test('speaks of days for a date', () => {
		const row = { ...newRow, fieldName: 'LicenseEndDate' };
		expect(choicesOf(shownAs('operator', row)).map(([, name]) => name)).toEqual([
			'Is On',
			'Is After',
			'Is On or After',
			'Is Before',
			'Is On or Before',
		]);
	});

	test('of a field that was typed by hand has all conditions, and a text', () => {
		for (const fieldName of ['RiskScore', 'constructor', '']) {
			const row = { ...newRow, fieldName };
			expect(choicesOf(shownAs('operator', row))).toHaveLength(8);
			expect(shownAs('value', row).type).toBe('string');
		}
	});
});

describe('Stored rows', () => {
	const TYPES = licenseTypes.slice(1, 3);
	const FIRST_INDUSTRY = industries[0] as (typeof industries)[number];
	const RENEWAL = dayFromNow(40);
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		const [first, second] = TYPES.map(({ name, resourceId }) => ({
			licenseTypeName: name,
			licenseTypeResourceId: resourceId,
		}));
		const rows = [
			quietRow('first', { ...first, tags: ['vip'], licenseEndDate: `${RENEWAL}T00:00:00Z` }),
			quietRow('second', {
				...second,
				targetUserCount: 7,
				industryName: FIRST_INDUSTRY.name,
				industryResourceId: FIRST_INDUSTRY.resourceId,
			}),
			quietRow('other', { licenceExpired: true }),
		];
		simulator = await simulate({ rows });
		credential = credentialOf(simulator);
	});

	const found = async (row: INodeParameters, options: Partial<RunOptions> = {}) => {
		const conditions = { condition: [row] };
		const parameters = { resource: 'company', operation: 'search', conditions };
		const { items } = await runWell(credential, stored(parameters), options);
		return ids(items[0]).sort();
	};

	const names = TYPES.map(({ name }) => name);
	const resourceIds = TYPES.map(({ resourceId }) => resourceId);
	const asExpression = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;

	const CASES: Array<[string, string, unknown, string[]]> = [
		['Tags', 'equals', 'vip', ['first']],
		['TargetUserCount', 'equals', '7', ['second']],
		['TargetUserCount', 'equals', 7, ['second']],
		['LicenseTypeResourceId', 'isAnyOf', names.join(', '), ['first', 'second']],
		['LicenseTypeResourceId', 'isAnyOf', names[0], ['first']],
		['LicenseTypeResourceId', 'isAnyOf', resourceIds, ['first', 'second']],
		['LicenseTypeResourceId', 'isAnyOf', names, ['first', 'second']],
		['IndustryResourceId', 'isAnyOf', FIRST_INDUSTRY.name, ['second']],
		['IndustryResourceId', 'isAnyOf', [FIRST_INDUSTRY.resourceId], ['second']],
		['LicenseEndDate', 'equals', RENEWAL, ['first']],
		['LicenseEndDate', 'equals', `${RENEWAL}T00:00:00`, ['first']],
		['LicenceExpired', 'equals', 'true', ['other']],
		['LicenceExpired', 'equals', 'TRUE', ['other']],
		['LicenceExpired', 'equals', true, ['other']],
	];

	test.each(CASES)('%s %s %j', async (fieldName, operator, value, expected) => {
		expect(await found({ fieldName, operator, value } as INodeParameters)).toEqual(expected);
		expect(await found({ fieldName, operator, value: asExpression(value) })).toEqual(expected);
		const byExpression = { fieldName: asExpression(fieldName), operator: asExpression(operator) };
		expect(await found({ ...byExpression, value } as INodeParameters)).toEqual(expected);
	});

	test('of fields that differ from item to item', async () => {
		const rows = [
			{ field: 'Tags', how: 'equals', what: 'vip' },
			{ field: 'LicenseTypeResourceId', how: 'isAnyOf', what: [resourceIds[1]] },
			{ field: 'LicenseEndDate', how: 'equals', what: RENEWAL },
		];
		const row = {
			fieldName: '={{ $json.field }}',
			operator: '={{ $json.how }}',
			value: '={{ $json.what }}',
		};
		expect(await found(row, { items: rows })).toEqual(['first', 'first', 'second']);
	});

	test('of months and a status', async () => {
		const rows = (status: unknown) => [
			{ fieldName: 'TrainingConsumptionMonth', operator: 'equals', value: '2026-03' },
			{ fieldName: 'TrainingConsumptionStatus', operator: 'isAnyOf', value: status },
		];
		const sent: unknown[] = [];
		for (const status of ['Completed, in progress', ['1', '2'], '={{ ["Completed", "2"] }}']) {
			const conditions = { condition: rows(status) } as INodeParameters;
			const parameters = { resource: 'company', operation: 'search', conditions };
			await runWell(credential, stored(parameters));
			sent.push(simulator.requests.at(-1)?.body);
		}
		expect(JSON.stringify(sent[0])).toContain('TrainingConsumptionStatus');
		expect(sent).toEqual([sent[0], sent[0], sent[0]]);
	});
});

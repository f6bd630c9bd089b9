import type { INodeProperties } from 'n8n-workflow';

import type { ApiField } from '../filter/field';
import { API_FIELDS } from '../filter/fields';
import type { OperatorName } from '../filter/operators';
import { LIST_HINT } from './builderHints';
import type { OptionProperty } from './property';

/** An entry of the collection Filters that compares a field of the API. */
interface FieldFilter {
	operator: OperatorName;
	property: INodeProperties;
}

const input =
	(type: 'string' | 'number' | 'dateTime', typeOptions?: INodeProperties['typeOptions']) =>
	(displayName: string, name: string, description: string): INodeProperties => {
		return { displayName, name, type, typeOptions, default: '', description };
	};

const text = input('string');

const number = input('number', { minValue: 0 });

const date = input('dateTime', { dateOnly: true });

const range = (lower: INodeProperties, upper: INodeProperties): FieldFilter[] => [
	{ operator: 'greaterOrEqual', property: lower },
	{ operator: 'lessOrEqual', property: upper },
];

/** A list of the API to choose several entries from. */
export const choice = (
	displayName: string,
	name: string,
	list: string,
	hint?: string,
): INodeProperties => ({
	displayName: `${displayName} Names or IDs`,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: `get${list.charAt(0).toUpperCase()}${list.slice(1)}` },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint,
	builderHint: LIST_HINT,
});

/** @returns one filter, or two for a range: the lower bound and the upper one */
function filtersOf(field: ApiField): FieldFilter[] {
	if (!('filter' in field && field.filter)) return [];
	const { name, label = field.label, description, placeholder } = field.filter;
	switch (field.kind) {
		case 'text':
			return [
				{ operator: 'contains', property: { ...text(label, name, description), placeholder } },
			];
		case 'choice':
			return [{ operator: 'isAnyOf', property: choice(label, name, field.list, description) }];
		case 'number':
		case 'limit': {
			const isLimit = field.kind === 'limit';
			const least = `Only companies with at least this many ${description}`;
			const most = `Only companies with at most this many ${description}`;
			const above = isLimit ? '. Unlimited licenses count as more.' : '';
			const below = isLimit ? '. Leaves out unlimited licenses.' : '';
			return range(
				number(`${label} Min`, `${name}Min`, least + above),
				number(`${label} Max`, `${name}Max`, most + below),
			);
		}
		case 'date': {
			const when = `Only companies ${description} on this day or`;
			return range(
				date(`${label} From`, `${name}After`, `${when} later`),
				date(`${label} Until`, `${name}Before`, `${when} earlier`),
			);
		}
	}
}

/** The fields that have filters, with those filters. */
export const FIELD_FILTERS = API_FIELDS.map((field) => ({ field, filters: filtersOf(field) }));

/** The filters that compare no field of the API by itself. */
export const FILTERS = {
	licenseStatus: {
		displayName: 'License Status',
		name: 'licenseStatus',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Any', value: 'any' },
			{ name: 'Expired', value: 'expired' },
		],
		default: 'any',
		description: 'Whether the license has ended: Keepnet says so, or the renewal date has passed',
	} satisfies OptionProperty<'active' | 'any' | 'expired'>,
	missingProducts: choice(
		'Missing Product',
		'missingProducts',
		'products',
		'Only companies whose license lacks at least one of these products',
	),
	usageMin: number(
		'Usage Min (%)',
		'usageMin',
		'Only companies that use at least this much of their license limit',
	),
	usageMax: number(
		'Usage Max (%)',
		'usageMax',
		'Only companies that use at most this much of their license limit',
	),
};

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'A company must match every filter',
	options: options.sort((left, right) => left.displayName.localeCompare(right.displayName)),
});

const FIELD_PROPERTIES = FIELD_FILTERS.flatMap(({ filters }) =>
	filters.map(({ property }) => property),
);

/** What Keepnet can filter by, so that an exported file can be filtered by it. */
export const apiFiltersProperty = collection([...FIELD_PROPERTIES, FILTERS.licenseStatus]);

export const filtersProperty = collection([...FIELD_PROPERTIES, ...Object.values(FILTERS)]);

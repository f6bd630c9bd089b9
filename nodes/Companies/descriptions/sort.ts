import type { INodeProperties } from 'n8n-workflow';

import { COMPUTED_FIELDS } from '../filter/fields';
import { SORT_FIELDS } from '../filter/order';
import type { ListProperty, OptionProperty } from './property';

const API_SORTS = SORT_FIELDS.map(({ label, names: [value] }) => ({ name: label, value }));

/** Each computed value after the field that it is about. */
const ALL_SORTS = API_SORTS.flatMap((sort) => [
	sort,
	...Object.entries(COMPUTED_FIELDS)
		.filter(([, { nearest }]) => nearest === sort.value)
		.map(([value, { label }]) => ({ name: label, value })),
]);

export const directionProperty: OptionProperty<'' | 'asc' | 'desc'> = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Default', value: '', description: 'Ascending, or as the segment is sorted' },
		{ name: 'Ascending', value: 'asc', description: 'Smallest, earliest or A first' },
		{ name: 'Descending', value: 'desc', description: 'Largest, latest or Z first' },
	],
	default: '',
};

const orderBy = (options: typeof API_SORTS): ListProperty<string> => ({
	displayName: 'Order By',
	name: 'orderBy',
	type: 'options',
	options: [{ name: 'Order of the Segment', value: '' }, ...options],
	default: '',
	description: 'What to sort by. Companies without that value come last.',
});

export const orderByProperty = orderBy(ALL_SORTS);

/** A collection whose two fields are there from the start: otherwise each would have to be added by itself. */
const sortProperty = (orderByProperty: INodeProperties): INodeProperties => ({
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: { orderBy: orderByProperty.default, direction: directionProperty.default },
	description: 'Without it, the order of the segment applies',
	options: [orderByProperty, directionProperty],
});

export const searchSortProperty = sortProperty(orderByProperty);

export const exportSortProperty = sortProperty(orderBy(API_SORTS));

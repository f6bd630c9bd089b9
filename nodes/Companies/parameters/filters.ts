import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	FIELD_FILTERS,
	licenseStatusProperty,
	missingProductsProperty,
	usageMaxProperty,
	usageMinProperty,
} from '../descriptions/filters';
import type { Condition } from '../filter/condition';
import { missingProductCondition } from '../filter/conditions/choice';
import { activeCondition, expiredCondition } from '../filter/conditions/expired';
import { usageCondition } from '../filter/conditions/number';
import { readDay } from './dateValues';
import {
	pendingChoice,
	type PendingCondition,
	readFieldCondition,
	type SelectionContext,
} from './fieldCondition';
import {
	checkBounds,
	entriesOf,
	readNumber,
	readOptionOrDefault,
	type ReadParameter,
} from './reader';

type FieldFilters = (typeof FIELD_FILTERS)[number];

function fieldFilters(
	{ field, filters }: FieldFilters,
	read: ReadParameter,
	context: SelectionContext,
): PendingCondition[] {
	const boundOf = (property: INodeProperties) =>
		field.kind === 'date' ? readDay(property, read, context.timezone) : readNumber(property, read);
	const [lower, upper] = filters.map(({ property }) => property);
	if (lower && upper) checkBounds([lower, boundOf(lower)], [upper, boundOf(upper)]);
	return filters.flatMap(
		({ operator, property }) => readFieldCondition(field, operator, property, read, context) ?? [],
	);
}

function usageFilter(read: ReadParameter): Condition[] {
	const [min, max] = [usageMinProperty, usageMaxProperty].map((property) =>
		readNumber(property, read),
	);
	checkBounds([usageMinProperty, min], [usageMaxProperty, max]);
	if (min === undefined && max === undefined) return [];
	const { displayName } = min === undefined ? usageMaxProperty : usageMinProperty;
	return [usageCondition(displayName, { min, max })];
}

function statusFilter(read: ReadParameter, { today }: SelectionContext): Condition[] {
	const { displayName } = licenseStatusProperty;
	const status = readOptionOrDefault(licenseStatusProperty, read);
	if (status === 'active') return [activeCondition(displayName)];
	return status === 'expired' ? [expiredCondition(displayName, today)] : [];
}

function missingFilter(read: ReadParameter, context: SelectionContext): PendingCondition[] {
	const { displayName } = missingProductsProperty;
	const missing = pendingChoice(missingProductsProperty, read, 'products', context, (choice) =>
		missingProductCondition(displayName, choice),
	);
	return missing ? [missing] : [];
}

/**
 * Reads the collection Filters.
 *
 * @throws UserError that names the parameter
 */
export function readFilters(filters: IDataObject, context: SelectionContext): PendingCondition[] {
	const read = entriesOf(filters);
	return [
		...FIELD_FILTERS.flatMap((entry) => fieldFilters(entry, read, context)),
		...usageFilter(read),
		...statusFilter(read, context),
		...missingFilter(read, context),
	];
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { FIELD_FILTERS, FILTERS } from '../descriptions/filters';
import type { Condition } from '../filter/condition';
import { activeCondition, expiredCondition } from '../filter/conditions/date';
import { usageCondition } from '../filter/conditions/number';
import { readDay } from './dateValues';
import { type PendingCondition, readFieldCondition, type SelectionContext } from './fieldCondition';
import { pendingMissingProducts } from './missingProducts';
import {
	checkBounds,
	entriesOf,
	readNumber,
	readOptionOrDefault,
	type ReadParameter,
} from './reader';

function fieldFilters(
	{ field, filters }: (typeof FIELD_FILTERS)[number],
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
	const { usageMin, usageMax } = FILTERS;
	const [min, max] = [readNumber(usageMin, read), readNumber(usageMax, read)];
	checkBounds([usageMin, min], [usageMax, max]);
	if (min === undefined && max === undefined) return [];
	return [usageCondition((min === undefined ? usageMax : usageMin).displayName, { min, max })];
}

function statusFilter(read: ReadParameter, { today }: SelectionContext): Condition[] {
	const { displayName } = FILTERS.licenseStatus;
	const status = readOptionOrDefault(FILTERS.licenseStatus, read);
	if (status === 'active') return [activeCondition(displayName)];
	return status === 'expired' ? [expiredCondition(displayName, today)] : [];
}

/** @throws UserError that names the parameter */
export function readFilters(filters: IDataObject, context: SelectionContext): PendingCondition[] {
	const read = entriesOf(filters);
	const missing = pendingMissingProducts(FILTERS.missingProducts, read, context);
	return [
		...FIELD_FILTERS.flatMap((entry) => fieldFilters(entry, read, context)),
		...usageFilter(read),
		...statusFilter(read, context),
		...(missing ? [missing] : []),
	];
}

import type { IDataObject } from 'n8n-workflow';

import { filterLabel } from '../descriptions/filters';
import type { Condition } from '../filter/condition';
import type { Choice } from '../filter/conditions/choice';
import {
	industryCondition,
	licenseTypeCondition,
	missingProductCondition,
	ownedProductCondition,
} from '../filter/conditions/choice';
import type { DateField } from '../filter/conditions/date';
import { CREATED, RENEWAL, spanCondition } from '../filter/conditions/date';
import { monthSetting } from '../filter/conditions/month';
import { limitCondition, usageCondition, usersCondition } from '../filter/conditions/number';
import { activeCondition, expiredCondition } from '../filter/conditions/status';
import type { TextField } from '../filter/conditions/text';
import { COMPANY_NAME, RESELLER_NAME, TAGS, textCondition } from '../filter/conditions/text';
import { readDayValue, readMonthValue } from './dateValues';
import type { ListName, PendingCondition, SelectionContext } from './selectionContext';
import { pendingChoice } from './selectionContext';
import { checkBounds, readNumber, readOption, readSearchText } from './values';

const TEXTS: Readonly<Record<string, TextField>> = {
	companyName: COMPANY_NAME,
	resellerName: RESELLER_NAME,
	tag: TAGS,
};

function textFilters(filters: IDataObject): Condition[] {
	return Object.entries(TEXTS).flatMap(([name, field]) => {
		const label = filterLabel(name);
		const value = readSearchText(label, filters[name]);
		return value === undefined ? [] : [textCondition(label, field, 'contains', value)];
	});
}

const CHOICES: ReadonlyArray<
	readonly [string, ListName, (label: string, choice: Choice) => Condition]
> = [
	['licenseTypes', 'licenseTypes', licenseTypeCondition],
	['industries', 'industries', industryCondition],
	['products', 'products', ownedProductCondition],
	['missingProducts', 'products', missingProductCondition],
];

function choiceFilters(filters: IDataObject, context: SelectionContext): PendingCondition[] {
	return CHOICES.flatMap(([name, list, build]) => {
		const choice = pendingChoice(filterLabel(name), filters[name], list, build, context);
		return choice ? [choice] : [];
	});
}

/** Reads `<name>Min` and `<name>Max`, checked against each other. */
function readRange(filters: IDataObject, name: string, whole: boolean) {
	const [minName, maxName] = [`${name}Min`, `${name}Max`];
	const [minLabel, maxLabel] = [filterLabel(minName), filterLabel(maxName)];
	const min = readNumber(minLabel, filters[minName], { whole });
	const max = readNumber(maxLabel, filters[maxName], { whole });
	checkBounds([minLabel, min], [maxLabel, max]);
	return { min, max, minLabel, maxLabel };
}

function boundFilters(
	filters: IDataObject,
	name: string,
	build: (label: string, operator: 'greaterOrEqual' | 'lessOrEqual', value: number) => Condition,
): Condition[] {
	const { min, max, minLabel, maxLabel } = readRange(filters, name, true);
	return [
		...(min === undefined ? [] : [build(minLabel, 'greaterOrEqual', min)]),
		...(max === undefined ? [] : [build(maxLabel, 'lessOrEqual', max)]),
	];
}

function usageFilters(filters: IDataObject): Condition[] {
	const { min, max, minLabel, maxLabel } = readRange(filters, 'usage', false);
	if (min === undefined && max === undefined) return [];
	return [usageCondition(min === undefined ? maxLabel : minLabel, { min, max })];
}

function dateFilters(
	filters: IDataObject,
	name: string,
	field: DateField,
	{ timezone }: SelectionContext,
): Condition[] {
	const [afterLabel, beforeLabel] = [filterLabel(`${name}After`), filterLabel(`${name}Before`)];
	const from = readDayValue(afterLabel, filters[`${name}After`], timezone);
	const to = readDayValue(beforeLabel, filters[`${name}Before`], timezone);
	checkBounds([afterLabel, from], [beforeLabel, to]);
	return [
		...(from === undefined ? [] : [spanCondition(afterLabel, field, { from })]),
		...(to === undefined ? [] : [spanCondition(beforeLabel, field, { to })]),
	];
}

function statusFilter(filters: IDataObject, { today }: SelectionContext): Condition[] {
	const label = filterLabel('licenseStatus');
	const status = readOption(label, filters.licenseStatus, ['any', 'active', 'expired'], 'any');
	if (status === 'active') return [activeCondition(label)];
	return status === 'expired' ? [expiredCondition(label, today)] : [];
}

function monthFilter(filters: IDataObject): Condition[] {
	const label = filterLabel('month');
	const month = readMonthValue(label, filters.month);
	return month === undefined ? [] : [monthSetting(label, month)];
}

/**
 * Reads the collection Filters.
 *
 * @throws UserError that names the parameter
 */
export function readFilters(filters: IDataObject, context: SelectionContext): PendingCondition[] {
	return [
		...textFilters(filters),
		...boundFilters(filters, 'users', usersCondition),
		...boundFilters(filters, 'licenseLimit', limitCondition),
		...usageFilters(filters),
		...dateFilters(filters, 'renewal', RENEWAL, context),
		...dateFilters(filters, 'created', CREATED, context),
		...statusFilter(filters, context),
		...monthFilter(filters),
		...choiceFilters(filters, context),
	];
}

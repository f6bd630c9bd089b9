import type { Behaviour } from '../behaviour';
import { failure, inputError } from '../http/refusal';
import { dayFormatOf } from '../search/dates';
import { dateFields, fieldRules, type FieldName } from './fields';
import { settingFields } from './settings';
import type { FilterItem, Predicate } from './types';

function refuse(behaviour: Behaviour, field: string, reason: string): never {
	throw inputError(
		behaviour.refusalNamesField ? `${field} ${reason}.` : 'The filter is not valid.',
	);
}

function isFailing(behaviour: Behaviour, field: string): boolean {
	return (
		behaviour.filters === 'fail' ||
		(behaviour.filters === 'failDates' && dateFields.includes(field)) ||
		behaviour.failingFields.includes(field as FieldName)
	);
}

function isRefused(behaviour: Behaviour, field: string): boolean {
	return (
		behaviour.filters === 'refuse' ||
		(behaviour.filters === 'refuseDates' && dateFields.includes(field)) ||
		behaviour.refusedFields.includes(field as FieldName)
	);
}

export function isIgnored(behaviour: Behaviour, field: string): boolean {
	return (
		behaviour.filters === 'ignore' ||
		(behaviour.filters === 'partly' && behaviour.ignoredFields.includes(field as FieldName))
	);
}

/** One condition; `undefined` if this deployment ignores it. */
export function compileItem(item: FilterItem, behaviour: Behaviour): Predicate | undefined {
	const { FieldName: field, Operator: operator, Value: value } = item;
	if (isFailing(behaviour, field)) throw failure(behaviour);
	if (isRefused(behaviour, field)) refuse(behaviour, field, 'cannot be filtered');
	const rule = fieldRules(dayFormatOf(behaviour.dateFormat)).get(field);
	if (rule === undefined) refuse(behaviour, field, 'is not a known field');
	if (!rule.operators.includes(operator)) {
		refuse(behaviour, field, `does not know the operator ${operator}`);
	}
	try {
		const predicate = rule.compile(operator, value, behaviour);
		// A setting is not a condition: under OR it must not match everything.
		return settingFields.includes(field) || isIgnored(behaviour, field) ? undefined : predicate;
	} catch (error) {
		return refuse(behaviour, field, (error as Error).message);
	}
}

import { dayAfter } from '../../company/renewal';
import { anyOf, clauseOf, type Condition, exactCondition } from '../condition';
import type { Field } from '../field';
import { FIELDS } from '../fields';
import { spanCondition } from './date';

/** A flag of the API as it stands there. */
export function flagCondition(label: string, field: Field<'flag'>, wanted: boolean): Condition {
	const clause = clauseOf(field.name, 'equals', String(wanted));
	return exactCondition(label, clause, (profile) => field.value(profile) === wanted);
}

/** Expired: the API's flag, or a renewal day before today. */
export function expiredCondition(label: string, today: string): Condition {
	return anyOf(label, [
		flagCondition(label, FIELDS.LicenceExpired, true),
		spanCondition(label, FIELDS.LicenseEndDate, { to: dayAfter(today, -1) }),
	]);
}

/** Not expired. The API knows only its flag, so this node leaves out companies with a renewal day in the past. */
export function activeCondition(label: string): Condition {
	return {
		...flagCondition(label, FIELDS.LicenceExpired, false),
		matches: ({ expired }) => expired === false,
	};
}

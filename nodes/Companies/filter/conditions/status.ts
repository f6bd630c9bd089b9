import { dayAfter } from '../../company/renewal';
import type { Condition } from '../condition';
import { anyOf, sameOnBothSides } from '../condition';
import type { FilterItem } from '../../api/searchRequest';
import { RENEWAL, spanCondition } from './date';

const flag = (expired: boolean): FilterItem => ({
	FieldName: 'LicenceExpired',
	Operator: '=',
	Value: String(expired),
});

/** Expired: the API's flag, or a renewal day before today. */
export function expiredCondition(label: string, today: string): Condition {
	return anyOf(label, [
		expiredFlagCondition(label, true),
		spanCondition(label, RENEWAL, { to: dayAfter(today, -1) }),
	]);
}

/** Not expired. The API knows only its flag, so companies with a renewal day in the past are left out here. */
export function activeCondition(label: string): Condition {
	return { ...expiredFlagCondition(label, false), matches: ({ expired }) => expired === false };
}

/** The API's flag alone. */
export function expiredFlagCondition(label: string, expired: boolean): Condition {
	return sameOnBothSides(
		label,
		{ all: [flag(expired)] },
		({ company }) => company.flaggedExpired === expired,
	);
}

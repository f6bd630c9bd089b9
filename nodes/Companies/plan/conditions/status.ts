import { dayAfter } from '../../insight/renewal';
import type { Condition } from '../condition';
import { sameOnBothSides } from '../condition';
import type { FilterItem } from '../searchRequest';

const flag = (expired: boolean): FilterItem => ({
	FieldName: 'LicenceExpired',
	Operator: '=',
	Value: String(expired),
});

const renewalBefore = (day: string): FilterItem => ({
	FieldName: 'LicenseEndDate',
	Operator: '<',
	Value: day,
});

/** Expired: the API's flag, or a renewal day before today. */
export function expiredCondition(label: string, today: string): Condition {
	return {
		label,
		holds: ({ expired }) => expired,
		exact: { any: [flag(true), renewalBefore(today)] },
		wide: { any: [flag(true), renewalBefore(dayAfter(today, 1))] },
		passesWide: ({ expired, daysToRenewal }) =>
			expired || (daysToRenewal !== null && daysToRenewal <= 2),
	};
}

/** Not expired. The API knows only its flag, so companies with a renewal day in the past are left out here. */
export function activeCondition(label: string): Condition {
	return {
		label,
		holds: ({ expired }) => !expired,
		exact: { all: [flag(false)] },
		wide: { all: [flag(false)] },
		passesWide: ({ company }) => !company.flaggedExpired,
	};
}

/** The API's flag alone. */
export function expiredFlagCondition(label: string, expired: boolean): Condition {
	return sameOnBothSides(
		label,
		{ all: [flag(expired)] },
		({ company }) => company.flaggedExpired === expired,
	);
}

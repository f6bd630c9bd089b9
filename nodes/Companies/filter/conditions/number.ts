import type { Condition } from '../condition';
import { onlyHere, sameOnBothSides } from '../condition';

export type NumberOperator =
	| 'equals'
	| 'notEquals'
	| 'greaterThan'
	| 'greaterOrEqual'
	| 'lessThan'
	| 'lessOrEqual';

/** The API's sign for each operator, and what it means here. */
const MEANING: Record<NumberOperator, readonly [string, (left: number, right: number) => boolean]> =
	{
		equals: ['=', (left, right) => left === right],
		notEquals: ['!=', (left, right) => left !== right],
		greaterThan: ['>', (left, right) => left > right],
		greaterOrEqual: ['>=', (left, right) => left >= right],
		lessThan: ['<', (left, right) => left < right],
		lessOrEqual: ['<=', (left, right) => left <= right],
	};

const item = (fieldName: string, operator: NumberOperator, value: number) => ({
	all: [{ FieldName: fieldName, Operator: MEANING[operator][0], Value: String(value) }],
});

/** Active users. A company whose users are unknown matches no bound. */
export function usersCondition(label: string, operator: NumberOperator, value: number): Condition {
	const [, compare] = MEANING[operator];
	return sameOnBothSides(
		label,
		item('TargetUserCount', operator, value),
		({ company: { users } }) => users !== null && compare(users, value),
	);
}

/**
 * The license limit. Unlimited counts as more than any limit; the API compares the number that such a company happens to
 * have, so only conditions that unlimited companies fail are sent. A limit that is no number matches nothing.
 */
export function limitCondition(label: string, operator: NumberOperator, value: number): Condition {
	const [, compare] = MEANING[operator];
	const unlimitedMatches = compare(Infinity, value);
	const clause = item('NumberOfUsers', operator, value);
	const matches: Condition['matches'] = ({ company: { unlimited, licenseLimit } }) =>
		unlimited ? unlimitedMatches : licenseLimit !== null && compare(licenseLimit, value);
	return {
		label,
		matches,
		exactClause: clause,
		supersetClause: unlimitedMatches ? null : clause,
		missesUnlimited: unlimitedMatches,
		matchesSuperset: (profile) => profile.company.licenseLimit === null || matches(profile),
	};
}

/** The license limit as text, e.g. every limit that contains "50". */
export function limitContains(label: string, value: string): Condition {
	return {
		...sameOnBothSides(
			label,
			{ all: [{ FieldName: 'NumberOfUsers', Operator: 'Contains', Value: value }] },
			({ company: { writtenLimit } }) => writtenLimit?.includes(value) ?? false,
		),
		matchesSuperset: ({ company: { unlimited, writtenLimit } }) =>
			unlimited || (writtenLimit?.includes(value) ?? false),
	};
}

/** Users in percent of the limit, unrounded. Unlimited and unknown usage match no bound. */
export function usageCondition(
	label: string,
	{ min, max }: { min?: number; max?: number },
): Condition {
	return onlyHere(
		label,
		({ usagePercent }) =>
			usagePercent !== null &&
			usagePercent >= (min ?? -Infinity) &&
			usagePercent <= (max ?? Infinity),
	);
}

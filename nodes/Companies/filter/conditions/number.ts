import type { CompanyProfile } from '../../company/profile';
import { clauseOf, type Condition, exactCondition, localCondition } from '../condition';
import type { Field } from '../field';
import { type OperatorOf, OPERATORS } from '../operators';

/** A company without the number, or with a limit that is no number, matches nothing. */
export function numberCondition(
	label: string,
	{ name, value: valueOf }: Field<'number' | 'limit'>,
	operator: OperatorOf<'number'>,
	value: number,
): Condition {
	const { compare } = OPERATORS[operator];
	return exactCondition(label, clauseOf(name, operator, String(value)), (profile) => {
		const found = valueOf(profile);
		return found !== null && compare(found, value);
	});
}

/** What all conditions on the license limit share: the API stores a number for unlimited licenses (contract section 3). */
const ofLimit = ({ value }: Field<'limit'>) => ({
	comparesLimit: true,
	isComparable: (profile: CompanyProfile) => value(profile) !== Infinity,
});

/**
 * Unlimited is more than any limit. The API compares the number that it stores for such a company, so only conditions that
 * unlimited companies do not match are sent.
 */
export function limitCondition(
	label: string,
	field: Field<'limit'>,
	operator: OperatorOf<'number'>,
	value: number,
): Condition {
	const condition = numberCondition(label, field, operator, value);
	const isUnlimitedMeant = OPERATORS[operator].compare(Infinity, value);
	return {
		...condition,
		...ofLimit(field),
		supersetClause: isUnlimitedMeant ? null : condition.exactClause,
		matchesSuperset: (profile) =>
			[null, Infinity].includes(field.value(profile)) || condition.matchesSuperset(profile),
	};
}

/** The license limit as text, e.g. every limit that contains "50". */
export function limitContains(label: string, field: Field<'limit'>, text: string): Condition {
	const clause = clauseOf(field.name, 'contains', text);
	const condition = exactCondition(
		label,
		clause,
		(profile) => field.text(profile)?.includes(text) ?? false,
	);
	return {
		...condition,
		...ofLimit(field),
		matchesSuperset: (profile) =>
			field.value(profile) === Infinity || condition.matchesSuperset(profile),
	};
}

/** Users in percent of the limit, unrounded. Unlimited and unknown usage match no bound. */
export function usageCondition(
	label: string,
	{ min = -Infinity, max = Infinity }: { min?: number; max?: number },
): Condition {
	return localCondition(
		label,
		({ usagePercent }) => usagePercent !== null && usagePercent >= min && usagePercent <= max,
	);
}

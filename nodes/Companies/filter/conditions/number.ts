import { type Condition, exactCondition, localCondition } from '../condition';
import type { LimitField, Named, NumberField } from '../field';
import { type OperatorOf, OPERATORS } from '../operators';

type NumberOperator = OperatorOf<'number'>;

const clauseOf = (FieldName: string, operator: NumberOperator, value: number) => ({
	all: [{ FieldName, Operator: OPERATORS[operator].sign, Value: String(value) }],
});

/** A company without the number matches nothing. */
export function numberCondition(
	label: string,
	field: Named<NumberField>,
	operator: NumberOperator,
	value: number,
): Condition {
	const { compare } = OPERATORS[operator];
	return exactCondition(label, clauseOf(field.name, operator, value), (profile) => {
		const found = field.value(profile);
		return found !== null && compare(found, value);
	});
}

/**
 * Unlimited is more than any limit. The API compares the number that such a company happens to have, so only conditions
 * that unlimited companies do not match are sent. A limit that is no number matches nothing.
 */
export function limitCondition(
	label: string,
	field: Named<LimitField>,
	operator: NumberOperator,
	value: number,
): Condition {
	const { compare } = OPERATORS[operator];
	const exactClause = clauseOf(field.name, operator, value);
	const matches: Condition['matches'] = (profile) => {
		const limit = field.value(profile);
		return limit !== null && compare(limit, value);
	};
	const missesUnlimited = compare(Infinity, value);
	return {
		label,
		matches,
		exactClause,
		supersetClause: missesUnlimited ? null : exactClause,
		missesUnlimited,
		matchesSuperset: (profile) =>
			[null, Infinity].includes(field.value(profile)) || matches(profile),
	};
}

/** The license limit as text, e.g. every limit that contains "50". */
export function limitContains(label: string, field: Named<LimitField>, text: string): Condition {
	const clause = {
		all: [{ FieldName: field.name, Operator: OPERATORS.contains.sign, Value: text }],
	};
	const matches: Condition['matches'] = (profile) => field.text(profile)?.includes(text) ?? false;
	return {
		...exactCondition(label, clause, matches),
		matchesSuperset: (profile) => field.value(profile) === Infinity || matches(profile),
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

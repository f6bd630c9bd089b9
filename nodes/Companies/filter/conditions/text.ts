import { foldText, collationSafeParts } from '../../company/foldText';
import type { CompanyProfile } from '../../company/profile';
import { clauseOf, type Condition, exactCondition, localCondition } from '../condition';
import type { Field } from '../field';
import { type OperatorOf, OPERATORS } from '../operators';

/**
 * Text ignores case, spaces around it, more than one space between words, and how accents are stored. A company without
 * the text, or with none of several, differs from every value. The API is asked for the parts that every database compares
 * in the same way.
 */
export function textCondition(
	label: string,
	{ name, values }: Field<'text'>,
	operator: OperatorOf<'text'>,
	value: string,
): Condition {
	const wanted = foldText(value);
	const some = (fits: (text: string) => boolean) => (profile: CompanyProfile) =>
		values(profile).some((text) => fits(foldText(text)));
	if (operator === 'notEquals') {
		// A database leaves out rows without a value when it is asked for "not equal", so this is not sent.
		const equals = some((text) => text === wanted);
		return localCondition(
			`${label} ${OPERATORS.notEquals.displayName}`,
			(profile) => !equals(profile),
		);
	}
	const matches = some((text) =>
		operator === 'contains' ? text.includes(wanted) : text === wanted,
	);
	const exactClause = clauseOf(name, operator, value);
	const parts = collationSafeParts(value);
	const [longest] = parts;
	// Asked for "equal", the API leaves out a name with a space at its end.
	if (longest === value && operator === 'contains') {
		return exactCondition(label, exactClause, matches);
	}
	if (longest === undefined) return { ...localCondition(label, matches), exactClause };
	const items = parts.flatMap((part) => clauseOf(name, 'contains', part).all);
	const folded = foldText(longest);
	return {
		label,
		matches,
		exactClause,
		supersetClause: { all: items },
		supersetItem: items[0],
		matchesSuperset: some((text) => text.includes(folded)),
	};
}

import { foldText, collationSafeParts } from '../../company/foldText';
import type { CompanyProfile } from '../../company/profile';
import { clauseOf, type Condition, exactCondition, localCondition } from '../condition';
import type { Field } from '../field';
import { type OperatorName, type OperatorOf, OPERATORS } from '../operators';

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

const BEGINS_AS_DATE = /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/;

/**
 * Whether the value of a row matches, as far as can be seen. Whether a text is a date, and how it is written, only the API
 * knows, so texts are not compared by their order.
 */
function matchesValue(found: unknown, operator: OperatorName, wanted: string): boolean {
	if (typeof found === 'number') {
		const sign = OPERATORS[operator];
		return !('compare' in sign) || sign.compare(found, Number(wanted));
	}
	if (typeof found !== 'string' && typeof found !== 'boolean') return true;
	const text = foldText(String(found));
	const value = foldText(wanted);
	if (BEGINS_AS_DATE.test(text)) return true;
	if (operator === 'contains') return text.includes(value);
	if (operator === 'equals') return text === value;
	return operator !== 'notEquals' || text !== value;
}

/**
 * A field that was typed by hand because this node does not list it. The API has to know it; this node can only check it
 * if the rows have a field of that name.
 */
export function typedFieldCondition(
	label: string,
	fieldName: string,
	operator: OperatorName,
	value: string,
): Condition {
	const rowField = fieldName.charAt(0).toLowerCase() + fieldName.slice(1);
	const clause = clauseOf(fieldName, operator, value);
	const matches: Condition['matches'] = ({ company: { raw } }) =>
		!Object.hasOwn(raw, rowField) || matchesValue(raw[rowField], operator, value);
	return { ...exactCondition(label, clause, matches), onlyApi: true, alwaysSent: true };
}

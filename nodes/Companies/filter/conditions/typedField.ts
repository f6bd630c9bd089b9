import { foldText } from '../../company/foldText';
import { clauseOf, type Condition, exactCondition } from '../condition';
import { type OperatorName, OPERATORS } from '../operators';

const BEGINS_AS_DATE = /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/;

/** How a number compares with a text that stands for one; true where the operator is not about numbers. */
function matchesNumber(found: number, operator: OperatorName, wanted: string): boolean {
	const sign = OPERATORS[operator];
	return !('compare' in sign) || sign.compare(found, Number(wanted));
}

/** Whether a text is a date, and how it is written, only the API knows, so texts are not compared by their order. */
function matchesText(found: string, operator: OperatorName, wanted: string): boolean {
	if (operator === 'contains') return found.includes(wanted);
	if (operator === 'equals') return found === wanted;
	return operator !== 'notEquals' || found !== wanted;
}

/** Whether the value of a row matches, as far as can be seen. */
function matchesValue(found: unknown, operator: OperatorName, wanted: string): boolean {
	if (typeof found === 'number') return matchesNumber(found, operator, wanted);
	if (typeof found !== 'string' && typeof found !== 'boolean') return true;
	const text = foldText(String(found));
	return BEGINS_AS_DATE.test(text) || matchesText(text, operator, foldText(wanted));
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

import { foldText } from '../../company/foldText';
import type { CompanyProfile } from '../../company/profile';
import type { Condition } from '../condition';
import { sameOnBothSides } from '../condition';
import type { OperatorName } from '../fields';
import { OPERATORS } from '../fields';

type Comparison<T> = (left: T, right: T) => boolean;

const NUMBERS: Partial<Record<OperatorName, Comparison<number>>> = {
	equals: (left, right) => left === right,
	notEquals: (left, right) => left !== right,
	greaterThan: (left, right) => left > right,
	greaterOrEqual: (left, right) => left >= right,
	lessThan: (left, right) => left < right,
	lessOrEqual: (left, right) => left <= right,
};

/** Without an order: whether a text is a date, and how it is written, only the API knows. */
const TEXTS: Partial<Record<OperatorName, Comparison<string>>> = {
	contains: (left, right) => left.includes(right),
	equals: (left, right) => left === right,
	notEquals: (left, right) => left !== right,
};

const BEGINS_AS_DATE = /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/;

/** What is compared with, worked out once for all companies. */
interface Value {
	number: number;
	text: string;
}

/** Whether a row keeps to the condition, as far as can be seen. */
function keepsTo(found: unknown, operator: OperatorName, value: Value): boolean {
	if (typeof found === 'number') return NUMBERS[operator]?.(found, value.number) ?? true;
	if (typeof found !== 'string' && typeof found !== 'boolean') return true;
	const text = foldText(String(found));
	if (BEGINS_AS_DATE.test(text)) return true;
	return TEXTS[operator]?.(text, value.text) ?? true;
}

/**
 * A field that was typed by hand because this node does not list it. The API has to know it; whether it keeps to it can
 * only be checked here where the rows carry a field of that name.
 */
export function typedFieldCondition(
	label: string,
	fieldName: string,
	operator: OperatorName,
	value: string,
): Condition {
	const rowField = fieldName[0].toLowerCase() + fieldName.slice(1);
	const compared = { number: Number(value), text: foldText(value) };
	const matches = ({ company: { raw } }: CompanyProfile) =>
		keepsTo(Object.hasOwn(raw, rowField) ? raw[rowField] : undefined, operator, compared);
	const clause = {
		all: [{ FieldName: fieldName, Operator: OPERATORS[operator].sign, Value: value }],
	};
	return { ...sameOnBothSides(label, clause, matches), onlyApi: true, alwaysSent: true };
}

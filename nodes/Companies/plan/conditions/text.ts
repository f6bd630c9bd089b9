import { foldText, surePart } from '../../company/foldText';
import type { Insight } from '../../insight/assess';
import type { Condition } from '../condition';
import { onlyHere, sameOnBothSides } from '../condition';
import { OPERATORS } from '../fields';
import type { FilterTerm } from '../searchRequest';

export type TextOperator = 'equals' | 'notEquals' | 'contains';

/** A text field of the API and where its values stand in a company: one text, or several (tags). */
export interface TextField {
	fieldName: string;
	valuesOf(insight: Insight): string[];
}

const present = (value: string | null) => (value === null ? [] : [value]);

export const COMPANY_NAME: TextField = {
	fieldName: 'CompanyName',
	valuesOf: ({ company }) => present(company.name),
};

export const RESELLER_NAME: TextField = {
	fieldName: 'ResellerName',
	valuesOf: ({ company }) => present(company.resellerName),
};

export const TAGS: TextField = { fieldName: 'Tags', valuesOf: ({ company }) => company.tags };

/**
 * Text ignores case, and how accents are stored. A company without the text, or with none of several, differs from every
 * value. The API is asked for the part that no database compares in its own way.
 */
export function textCondition(
	label: string,
	{ fieldName, valuesOf }: TextField,
	operator: TextOperator,
	value: string,
): Condition {
	const wanted = foldText(value);
	const some = (matches: (text: string) => boolean) => (insight: Insight) =>
		valuesOf(insight).some((text) => matches(foldText(text)));
	if (operator === 'notEquals') {
		// A database leaves out rows without a value when it is asked for "not equal", so this is not sent.
		const equals = some((text) => text === wanted);
		return onlyHere(`${label} ${OPERATORS.notEquals.displayName}`, (insight) => !equals(insight));
	}
	const [symbol, holds] =
		operator === 'contains'
			? ['Contains', some((text) => text.includes(wanted))]
			: ['=', some((text) => text === wanted)];
	const term = (Operator: string, Value: string): FilterTerm => ({
		all: [{ FieldName: fieldName, Operator, Value }],
	});
	const exact = term(symbol, value);
	const part = surePart(value);
	if (part === value) return sameOnBothSides(label, exact, holds);
	const wide = part === undefined ? null : term('Contains', part);
	const passesWide =
		part === undefined ? () => true : some((text) => text.includes(foldText(part)));
	return { label, holds, exact, wide, passesWide };
}

import type { Insight } from '../../insight/assess';
import type { Condition } from '../condition';
import { onlyHere, sameOnBothSides } from '../condition';

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

/** Text ignores case. A company without the text, or with none of several, differs from every value. */
export function textCondition(
	label: string,
	{ fieldName, valuesOf }: TextField,
	operator: TextOperator,
	value: string,
): Condition {
	const wanted = value.toLowerCase();
	const some = (matches: (text: string) => boolean) => (insight: Insight) =>
		valuesOf(insight).some((text) => matches(text.toLowerCase()));
	if (operator === 'notEquals') {
		// A database leaves out rows without a value when it is asked for "not equal", so this is not sent.
		const equals = some((text) => text === wanted);
		return onlyHere(label, (insight) => !equals(insight));
	}
	const [symbol, holds] =
		operator === 'contains'
			? ['Contains', some((text) => text.includes(wanted))]
			: ['=', some((text) => text === wanted)];
	return sameOnBothSides(
		label,
		{ all: [{ FieldName: fieldName, Operator: symbol, Value: value }] },
		holds,
	);
}

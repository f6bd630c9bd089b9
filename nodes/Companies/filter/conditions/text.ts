import { foldText, sureParts } from '../../company/foldText';
import type { CompanyProfile } from '../../company/profile';
import type { Condition } from '../condition';
import { onlyHere, sameOnBothSides } from '../condition';
import { OPERATORS } from '../fields';

export type TextOperator = 'equals' | 'notEquals' | 'contains';

/** A text field of the API and where its values stand in a company: one text, or several (tags). */
export interface TextField {
	fieldName: string;
	valuesOf(profile: CompanyProfile): string[];
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
 * Text ignores case, spaces around it, more than one space between words, and how accents are stored. A company without the
 * text, or with none of several, differs from every value. The API is asked for the parts that no database compares in its
 * own way.
 */
export function textCondition(
	label: string,
	{ fieldName, valuesOf }: TextField,
	operator: TextOperator,
	value: string,
): Condition {
	const wanted = foldText(value);
	const some = (fits: (text: string) => boolean) => (profile: CompanyProfile) =>
		valuesOf(profile).some((text) => fits(foldText(text)));
	if (operator === 'notEquals') {
		// A database leaves out rows without a value when it is asked for "not equal", so this is not sent.
		const equals = some((text) => text === wanted);
		return onlyHere(`${label} ${OPERATORS.notEquals.displayName}`, (profile) => !equals(profile));
	}
	const [symbol, matches] =
		operator === 'contains'
			? ['Contains', some((text) => text.includes(wanted))]
			: ['=', some((text) => text === wanted)];
	const item = (Operator: string, Value: string) => ({ FieldName: fieldName, Operator, Value });
	const exactClause = { all: [item(symbol, value)] };
	const parts = sureParts(value);
	// Asked for "equal", the API leaves out a name with a space at its end.
	if (parts[0] === value && operator === 'contains')
		return sameOnBothSides(label, exactClause, matches);
	if (parts.length === 0)
		return { label, matches, exactClause, supersetClause: null, matchesSuperset: () => true };
	const items = parts.map((part) => item('Contains', part));
	const longest = foldText(parts[0]);
	const matchesSuperset = some((text) => text.includes(longest));
	return {
		label,
		matches,
		exactClause,
		supersetClause: { all: items },
		supersetItem: items[0],
		matchesSuperset,
	};
}

import type { CompanyProfile } from '../../company/profile';
import { dayAfter } from '../../company/renewal';
import type { Condition } from '../condition';
import type { FilterItem } from '../../api/searchRequest';

/** A date field of the API and where its calendar day stands. */
export interface DateField {
	fieldName: string;
	dayOf(profile: CompanyProfile): string | null;
}

export const RENEWAL: DateField = {
	fieldName: 'LicenseEndDate',
	dayOf: ({ renewalDay }) => renewalDay,
};

export const CREATED: DateField = {
	fieldName: 'CreateTime',
	dayOf: ({ createdDay }) => createdDay,
};

/** Calendar days (`YYYY-MM-DD`), both included; without one of them the span is open on that side. */
export interface Span {
	from?: string;
	to?: string;
}

const within = (day: string, { from, to }: Span) =>
	(from === undefined || day >= from) && (to === undefined || day <= to);

/** A bound beyond these leaves out no company, and a day beyond them is none that every database knows. */
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '9998-12-31'];

/** The API compares points in time and keeps a time of day, so the last day ends where the next one begins. */
function itemsFor(fieldName: string, { from, to }: Span): FilterItem[] {
	const items: FilterItem[] = [];
	if (from !== undefined) items.push({ FieldName: fieldName, Operator: '>=', Value: from });
	if (to !== undefined) {
		items.push({ FieldName: fieldName, Operator: '<', Value: dayAfter(to, 1) });
	}
	return items;
}

/** Who compares in which time zone is not known: some days more at both ends lose no company. */
function wider({ from, to }: Span, days: number): Span {
	return {
		from: from && from > FIRST_DAY ? dayAfter(from, -days) : undefined,
		to: to && to < LAST_DAY ? dayAfter(to, days) : undefined,
	};
}

/** The day lies in a span. A company without that date is in no span. */
export function spanCondition(
	label: string,
	{ fieldName, dayOf }: DateField,
	span: Span,
): Condition {
	const sent = itemsFor(fieldName, wider(span, 1));
	const expected = wider(span, 2);
	return {
		label,
		matches: (profile) => {
			const day = dayOf(profile);
			return day !== null && within(day, span);
		},
		exactClause: { all: itemsFor(fieldName, span) },
		supersetClause: sent.length > 0 ? { all: sent } : null,
		matchesSuperset: (profile) => {
			const day = dayOf(profile);
			return day === null || within(day, expected);
		},
	};
}

export type DateOperator = 'equals' | 'greaterThan' | 'greaterOrEqual' | 'lessThan' | 'lessOrEqual';

/** The span that a comparison with one day stands for. */
export function spanOf(operator: DateOperator, day: string): Span {
	switch (operator) {
		case 'equals':
			return { from: day, to: day };
		case 'greaterThan':
			return { from: dayAfter(day, 1) };
		case 'greaterOrEqual':
			return { from: day };
		case 'lessThan':
			return { to: dayAfter(day, -1) };
		case 'lessOrEqual':
			return { to: day };
	}
}

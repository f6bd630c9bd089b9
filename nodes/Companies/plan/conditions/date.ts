import type { Insight } from '../../insight/assess';
import { dayAfter } from '../../insight/renewal';
import type { Condition } from '../condition';
import type { FilterItem } from '../searchRequest';

/** A date field of the API and where its calendar day stands. */
export interface DateField {
	fieldName: string;
	dayOf(insight: Insight): string | null;
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

/**
 * The API compares points in time and keeps a time of day, so the last day ends where the next one begins. Who compares
 * in which time zone is not known: what is sent is wider by a day at both ends.
 */
function itemsFor(fieldName: string, { from, to }: Span, widerByDays: number): FilterItem[] {
	const items: FilterItem[] = [];
	if (from !== undefined) {
		items.push({ FieldName: fieldName, Operator: '>=', Value: dayAfter(from, -widerByDays) });
	}
	if (to !== undefined) {
		items.push({ FieldName: fieldName, Operator: '<', Value: dayAfter(to, 1 + widerByDays) });
	}
	return items;
}

/** The day lies in a span. A company without that date is in no span. */
export function spanCondition(
	label: string,
	{ fieldName, dayOf }: DateField,
	span: Span,
): Condition {
	const wider: Span = {
		from: span.from && dayAfter(span.from, -2),
		to: span.to && dayAfter(span.to, 2),
	};
	return {
		label,
		holds: (insight) => {
			const day = dayOf(insight);
			return day !== null && within(day, span);
		},
		exact: { all: itemsFor(fieldName, span, 0) },
		wide: { all: itemsFor(fieldName, span, 1) },
		passesWide: (insight) => {
			const day = dayOf(insight);
			return day === null || within(day, wider);
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

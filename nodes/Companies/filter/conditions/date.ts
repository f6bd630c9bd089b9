import type { FilterItem } from '../../api/searchRequest';
import { dayAfter } from '../../company/renewal';
import { anyOf, clauseOf, type Condition, exactCondition } from '../condition';
import type { Field } from '../field';
import { FIELDS } from '../fields';
import type { OperatorOf } from '../operators';

/** Calendar days (`YYYY-MM-DD`), both included; without one of them, the span is open on that side. */
export interface Span {
	from?: string;
	to?: string;
}

const within = (day: string, { from, to }: Span) =>
	(from === undefined || day >= from) && (to === undefined || day <= to);

/** A superset has no bound outside this range: it would exclude no company, and some databases reject such days. */
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '9998-12-31'];
/** Many systems write it for "never". No day comes after it. */
const END_OF_TIME = '9999-12-31';

/** The API compares points in time, so the last day ends when the next one begins. */
function itemsFor(fieldName: string, { from, to }: Span): FilterItem[] {
	const end = to !== undefined && to < END_OF_TIME ? dayAfter(to, 1) : undefined;
	// Any day will do, but companies without one are still left out.
	const begin = to !== undefined && end === undefined ? (from ?? FIRST_DAY) : from;
	return [
		...(begin === undefined ? [] : clauseOf(fieldName, 'greaterOrEqual', begin).all),
		...(end === undefined ? [] : clauseOf(fieldName, 'lessThan', end).all),
	];
}

/** The API may compare in any time zone, so a superset needs some days more at both ends. */
function wider({ from, to }: Span, days: number): Span {
	return {
		from: from && from > FIRST_DAY ? dayAfter(from, -days) : undefined,
		to: to && to < LAST_DAY ? dayAfter(to, days) : undefined,
	};
}

/** The day lies in a span. A company without that date is in no span. */
export function spanCondition(
	label: string,
	{ name, value }: Field<'date'>,
	span: Span,
): Condition {
	const sent = itemsFor(name, wider(span, 1));
	const expected = wider(span, 2);
	return {
		label,
		matches: (profile) => {
			const day = value(profile);
			return day !== null && within(day, span);
		},
		exactClause: { all: itemsFor(name, span) },
		supersetClause: sent.length > 0 ? { all: sent } : null,
		matchesSuperset: (profile) => {
			const day = value(profile);
			return day === null || within(day, expected);
		},
	};
}

const NO_DAY: Span = { from: END_OF_TIME, to: FIRST_DAY };

const SPANS: Readonly<Record<OperatorOf<'date'>, (day: string) => Span>> = {
	equals: (day) => ({ from: day, to: day }),
	greaterThan: (day) => (day < END_OF_TIME ? { from: dayAfter(day, 1) } : NO_DAY),
	greaterOrEqual: (day) => ({ from: day }),
	lessThan: (day) => ({ to: dayAfter(day, -1) }),
	lessOrEqual: (day) => ({ to: day }),
};

/** The span that a comparison with one day means. */
export const spanOf = (operator: OperatorOf<'date'>, day: string): Span => SPANS[operator](day);

/** Compares a flag of the API as it is, whatever the dates say. */
export function flagCondition(label: string, field: Field<'flag'>, wanted: boolean): Condition {
	const clause = clauseOf(field.name, 'equals', String(wanted));
	return exactCondition(label, clause, (profile) => field.value(profile) === wanted);
}

/** Expired: the API's flag, or a renewal day before today. */
export function expiredCondition(label: string, today: string): Condition {
	return anyOf(label, [
		flagCondition(label, FIELDS.LicenceExpired, true),
		spanCondition(label, FIELDS.LicenseEndDate, { to: dayAfter(today, -1) }),
	]);
}

/** Not expired. The API knows only its flag, so this node leaves out companies with a renewal day in the past. */
export function activeCondition(label: string): Condition {
	return {
		...flagCondition(label, FIELDS.LicenceExpired, false),
		matches: ({ expired }) => expired === false,
	};
}

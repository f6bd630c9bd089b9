import { DateTime } from 'luxon';
import type { Company } from '../tenant/row';
import { compare } from './number';
import type { FieldRule } from './types';

/** The written form of days that a deployment reads besides `YYYY-MM-DD`. */
export type DayFormat = 'yyyy-MM-dd' | 'dd/MM/yyyy' | 'MM/dd/yyyy' | 'yyyy/MM/dd';

function midnight(value: string, tenantFormat: DayFormat): number {
	for (const format of ['yyyy-MM-dd', tenantFormat]) {
		const day = DateTime.fromFormat(value, format, { zone: 'UTC' });
		if (day.isValid) return day.toMillis();
	}
	throw new Error(`needs a date as YYYY-MM-DD, not '${value}'`);
}

/**
 * A moment of the row against the *beginning* of the day that is given: `<= 2026-03-02` leaves out what happens
 * at noon of that day, and `=` fits midnight alone.
 */
export function dateRule(timeOf: (company: Company) => number, tenantFormat: DayFormat): FieldRule {
	return {
		operators: ['=', '>', '>=', '<', '<='],
		compile: (operator, value) => compare(timeOf, operator, midnight(value, tenantFormat)),
	};
}

import type { FieldRule } from './types';

/** Sets the month that is counted; as a condition, it matches every company. */
export const monthRule: FieldRule = {
	operators: ['='],
	compile(_operator, value) {
		if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) {
			throw new Error(`needs a month as YYYY-MM, not '${value}'`);
		}
		if (value < '2025-12') throw new Error('has no figures for months before 2025-12');
		return () => true;
	},
};

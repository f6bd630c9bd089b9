import type { Company } from '../tenant/row';
import type { FieldRule, Operator, Predicate } from './types';

const comparisons: Partial<Record<Operator, (left: number, right: number) => boolean>> = {
	'=': (left, right) => left === right,
	'!=': (left, right) => left !== right,
	'>': (left, right) => left > right,
	'>=': (left, right) => left >= right,
	'<': (left, right) => left < right,
	'<=': (left, right) => left <= right,
};

/** Compares a company's value with a number; NaN only matches `!=`. */
export function compare(
	numberOf: (company: Company) => number,
	operator: Operator,
	wanted: number,
): Predicate {
	const comparison = comparisons[operator];
	if (comparison === undefined) throw new Error(`cannot be compared by ${operator}`);
	return (company) => comparison(numberOf(company), wanted);
}

function parse(value: string): number {
	if (!/^-?\d+(\.\d+)?$/.test(value.trim())) throw new Error(`needs a number, not '${value}'`);
	return Number(value);
}

/** A number of the row. */
export function numberRule(
	operators: Operator[],
	numberOf: (company: Company) => number,
): FieldRule {
	return {
		operators,
		compile: (operator, value) => compare(numberOf, operator, parse(value)),
	};
}

/** The license limit: a number that the row holds as text, whether or not the license is limited. */
export const limitRule: FieldRule = {
	operators: ['Contains', '=', '!=', '>=', '<='],
	compile(operator, value) {
		if (operator === 'Contains') return ({ row }) => row.numberOfUsers?.includes(value) ?? false;
		return compare(({ limit }) => limit, operator, parse(value));
	},
};

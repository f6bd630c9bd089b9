export interface Operator {
	displayName: string;
	/** What the editor shows where dates are compared. */
	dateName?: string;
	/** The API's own sign for it. */
	sign: string;
	/** Absent where it does not compare two numbers. */
	compare?: (left: number, right: number) => boolean;
}

/** The operators of a condition row, by the names that workflows store. */
export const OPERATORS = {
	contains: { displayName: 'Contains', sign: 'Contains' },
	equals: {
		displayName: 'Equals',
		dateName: 'Is On',
		sign: '=',
		compare: (left, right) => left === right,
	},
	greaterOrEqual: {
		displayName: 'Is at Least',
		dateName: 'Is On or After',
		sign: '>=',
		compare: (left, right) => left >= right,
	},
	greaterThan: {
		displayName: 'Is More Than',
		dateName: 'Is After',
		sign: '>',
		compare: (left, right) => left > right,
	},
	isAnyOf: { displayName: 'Is Any Of', sign: 'Include' },
	lessOrEqual: {
		displayName: 'Is at Most',
		dateName: 'Is On or Before',
		sign: '<=',
		compare: (left, right) => left <= right,
	},
	lessThan: {
		displayName: 'Is Less Than',
		dateName: 'Is Before',
		sign: '<',
		compare: (left, right) => left < right,
	},
	notEquals: {
		displayName: 'Does Not Equal',
		sign: '!=',
		compare: (left, right) => left !== right,
	},
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof OPERATORS;

/** The operators of each kind of field (contract section 3). */
const OPERATORS_OF = {
	text: ['contains', 'equals', 'notEquals'],
	choice: ['isAnyOf'],
	number: ['equals', 'notEquals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'],
	limit: ['contains', 'equals', 'notEquals', 'greaterOrEqual', 'lessOrEqual'],
	date: ['equals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'],
	flag: ['equals'],
	month: ['equals'],
} as const satisfies Record<string, readonly OperatorName[]>;

export type FieldKind = keyof typeof OPERATORS_OF;

export type OperatorOf<Kind extends FieldKind> = (typeof OPERATORS_OF)[Kind][number];

/** @param kind undefined for a field that this node does not list: it may be compared in every way */
export function operatorsOf(kind: FieldKind | undefined): readonly OperatorName[] {
	return kind ? OPERATORS_OF[kind] : (Object.keys(OPERATORS) as OperatorName[]);
}

/** An operator as the editor shows it for a kind of field. */
export function operatorLabel(name: OperatorName, kind: FieldKind | undefined): string {
	const { displayName, dateName }: Operator = OPERATORS[name];
	return kind === 'date' ? (dateName ?? displayName) : displayName;
}

type Compare = (left: number, right: number) => boolean;

/** An operator that compares numbers. @param dateName what the editor shows for dates */
const comparing = (displayName: string, dateName: string, sign: string, compare: Compare) => ({
	displayName,
	dateName,
	sign,
	compare,
});

/** The operators of a condition row, by the names that workflows store; `sign` is what the API calls them. */
export const OPERATORS = {
	contains: { displayName: 'Contains', sign: 'Contains' },
	equals: comparing('Equals', 'Is On', '=', (left, right) => left === right),
	greaterOrEqual: comparing('Is at Least', 'Is On or After', '>=', (left, right) => left >= right),
	greaterThan: comparing('Is More Than', 'Is After', '>', (left, right) => left > right),
	isAnyOf: { displayName: 'Is Any Of', sign: 'Include' },
	lessOrEqual: comparing('Is at Most', 'Is On or Before', '<=', (left, right) => left <= right),
	lessThan: comparing('Is Less Than', 'Is Before', '<', (left, right) => left < right),
	notEquals: comparing('Does Not Equal', 'Does Not Equal', '!=', (left, right) => left !== right),
};

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
	status: ['isAnyOf'],
} as const satisfies Record<string, readonly OperatorName[]>;

export type FieldKind = keyof typeof OPERATORS_OF;

export type OperatorOf<Kind extends FieldKind> = (typeof OPERATORS_OF)[Kind][number];

/** @param kind undefined for a field that this node does not list: it may be compared in every way */
export function operatorsOf(kind: FieldKind | undefined): readonly OperatorName[] {
	return kind ? OPERATORS_OF[kind] : (Object.keys(OPERATORS) as OperatorName[]);
}

/** An operator as the editor shows it for a kind of field. */
export function operatorLabel(name: OperatorName, kind: FieldKind | undefined): string {
	const operator = OPERATORS[name];
	return kind === 'date' && 'dateName' in operator ? operator.dateName : operator.displayName;
}

/** The operators of a condition row, as they are stored in workflows, and the API's sign for each. */
export const OPERATORS = {
	contains: { displayName: 'Contains', sign: 'Contains' },
	equals: { displayName: 'Equals', sign: '=' },
	greaterOrEqual: { displayName: 'Is at Least', sign: '>=' },
	greaterThan: { displayName: 'Is More Than', sign: '>' },
	isAnyOf: { displayName: 'Is Any Of', sign: 'Include' },
	lessOrEqual: { displayName: 'Is at Most', sign: '<=' },
	lessThan: { displayName: 'Is Less Than', sign: '<' },
	notEquals: { displayName: 'Does Not Equal', sign: '!=' },
} as const;

export type OperatorName = keyof typeof OPERATORS;

export type FieldKind = 'text' | 'choice' | 'number' | 'limit' | 'date' | 'flag' | 'month';

/** The operators of each kind of field (contract section 3). */
const OPERATORS_OF: Readonly<Record<FieldKind, readonly OperatorName[]>> = {
	text: ['contains', 'equals', 'notEquals'],
	choice: ['isAnyOf'],
	number: ['equals', 'notEquals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'],
	limit: ['contains', 'equals', 'notEquals', 'greaterOrEqual', 'lessOrEqual'],
	date: ['equals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'],
	flag: ['equals'],
	month: ['equals'],
};

export interface ConditionField {
	displayName: string;
	kind: FieldKind;
}

/** Every field that the API filters by (contract section 3), by its name there. */
export const CONDITION_FIELDS: Readonly<Record<string, ConditionField>> = {
	CompanyName: { displayName: 'Company Name', kind: 'text' },
	CreateTime: { displayName: 'Created', kind: 'date' },
	IndustryResourceId: { displayName: 'Industry', kind: 'choice' },
	LicenceExpired: { displayName: 'License Expired', kind: 'flag' },
	NumberOfUsers: { displayName: 'License Limit', kind: 'limit' },
	LicenseTypeResourceId: { displayName: 'License Type', kind: 'choice' },
	MonthlyActiveUser: { displayName: 'Month of Monthly Users', kind: 'month' },
	ModuleResourceId: { displayName: 'Product', kind: 'choice' },
	LicenseEndDate: { displayName: 'Renewal Date', kind: 'date' },
	ResellerName: { displayName: 'Reseller Name', kind: 'text' },
	Tags: { displayName: 'Tag', kind: 'text' },
	TargetUserCount: { displayName: 'Target Users', kind: 'number' },
};

/** @returns undefined for a field that was typed by hand because this node does not list it */
export function conditionField(fieldName: string): ConditionField | undefined {
	return Object.hasOwn(CONDITION_FIELDS, fieldName) ? CONDITION_FIELDS[fieldName] : undefined;
}

/** The operators that a field knows; all of them for one that this node does not list. */
export function operatorsOf(field: ConditionField | undefined): readonly OperatorName[] {
	return field ? OPERATORS_OF[field.kind] : (Object.keys(OPERATORS) as OperatorName[]);
}

/** What people say of dates where numbers are more or less. */
const DATE_NAMES: Readonly<Partial<Record<OperatorName, string>>> = {
	equals: 'Is On',
	greaterOrEqual: 'Is On or After',
	greaterThan: 'Is After',
	lessOrEqual: 'Is On or Before',
	lessThan: 'Is Before',
};

/** An operator as the editor shows it for a field. */
export function operatorLabel(name: OperatorName, field: ConditionField | undefined): string {
	const { displayName } = OPERATORS[name];
	return field?.kind === 'date' ? (DATE_NAMES[name] ?? displayName) : displayName;
}

import type { Behaviour } from '../behaviour';
import type { Company } from '../tenant/row';

export type Operator = 'Contains' | 'Include' | '=' | '!=' | '>' | '>=' | '<' | '<=';

export interface FilterItem {
	FieldName: string;
	Operator: Operator;
	Value: string;
}

export interface FilterGroup {
	Condition: 'AND' | 'OR';
	FilterItems: FilterItem[];
	FilterGroups: FilterGroup[];
}

export interface Filter {
	Condition: 'AND' | 'OR';
	SearchInputTextValue: string;
	FilterGroups?: FilterGroup[];
}

export type Predicate = (company: Company) => boolean;

/** The operators of a field. */
export interface FieldRule {
	operators: Operator[];
	/** Throws an Error with the reason when the value does not fit. */
	compile(operator: Operator, value: string, behaviour: Behaviour): Predicate;
}

import type { CompanyProfile } from '../company/profile';

/** The lists of the API that values can be chosen from. */
export type ListName = 'licenseTypes' | 'industries' | 'products';

type Read<T> = (profile: CompanyProfile) => T;

/** Null where the company has no such value. */
export type SortValue = string | number | null;

/** How the API sorts by a field; `{}` for a field without peculiarities. */
interface Sort {
	/** Where the API sorts by another name than it filters by. */
	name?: string;
	/** A second name that some deployments know instead. */
	otherName?: string;
	/** What this node sorts by when the API cannot. Defaults to the value of the field, or the first of its values. */
	value?: Read<SortValue>;
	/** Whether few companies share a value, so that pages in this order overlap little. */
	fewTies?: boolean;
}

/** The field's entry in the collection Filters. */
interface Filter {
	/** The parameter; a range has two, with `Min` and `Max` or `After` and `Before` at the end. */
	name: string;
	/** Defaults to the label of the field. */
	label?: string;
	/** A whole sentence; for ranges only what is counted (`active users`) or what happened (`that were added`). */
	description: string;
	placeholder?: string;
}

interface FieldBase {
	label: string;
	filter?: Filter;
	/** Present if the API sorts by the field. */
	sort?: Sort;
}

export interface TextField extends FieldBase {
	kind: 'text';
	values: Read<readonly string[]>;
}

export interface ChoiceField extends FieldBase {
	kind: 'choice';
	/** Where the choices come from. */
	list: ListName;
	/** The names and IDs from the list that a company has; null where they are not known. */
	values: Read<readonly string[] | null>;
	needsProducts?: boolean;
}

export interface NumberField extends FieldBase {
	kind: 'number';
	value: Read<number | null>;
}

export interface LimitField extends FieldBase {
	kind: 'limit';
	/** Infinity for unlimited. */
	value: Read<number | null>;
	/** As the API writes it; null for unlimited. */
	text: Read<string | null>;
}

export interface DateField extends FieldBase {
	kind: 'date';
	/** `YYYY-MM-DD` */
	value: Read<string | null>;
}

export interface FlagField extends FieldBase {
	kind: 'flag';
	value: Read<boolean | null>;
}

/** Not a property of a company: it sets the month that the API counts users of. */
export interface MonthField extends FieldBase {
	kind: 'month';
}

export type FieldEntry =
	| TextField
	| ChoiceField
	| NumberField
	| LimitField
	| DateField
	| FlagField
	| MonthField;

/** A field together with its name in the API. */
export type Named<Entry> = Entry & { name: string };

export type ApiField = Named<FieldEntry>;

/** A value that only this node knows. */
export interface ComputedField {
	label: string;
	value: Read<number | null>;
	/** The field of the API whose order comes closest, for files that the API sorts. */
	nearest: string;
}

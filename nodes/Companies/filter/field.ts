import type { LookupEntry } from '../company/products';
import type { CompanyProfile } from '../company/profile';

/** The lists of the API that values can be chosen from. */
export type ListName = 'licenseTypes' | 'industries' | 'products' | 'vendors';

type Read<T> = (profile: CompanyProfile) => T;

/** Reads a value to sort by; null where the company has none, Infinity for an unlimited license. */
export type ReadSortValue = Read<string | number | null>;

/** How the API sorts by a field; `{}` for a field without peculiarities. */
interface Sort {
	/** What the API calls it. Defaults to the name that it filters by. */
	name?: string;
	/** A second name that some deployments know instead. */
	otherName?: string;
	/** What this node sorts by when the API cannot. Defaults to the value of the field, or all its texts. */
	value?: ReadSortValue;
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
}

interface Filterable {
	/** Present if Filters has the field. */
	filter?: Filter;
}

interface Sortable extends Filterable {
	/** Present if the API sorts by the field. */
	sort?: Sort;
}

/** How the values of a company are read: null, or an empty list, where it has none. */
type Values =
	| (Sortable & { kind: 'text'; values: Read<readonly string[]> })
	| (Filterable & {
			kind: 'choice';
			/** Where the choices come from. */
			list: ListName;
			/** The names and IDs from the list that a company has; null where they are not known. */
			values: Read<readonly string[] | null>;
			needsProducts?: boolean;
			sort?: Omit<Sort, 'value'> & { value: Read<string | null> };
	  })
	| (Sortable & { kind: 'number'; value: Read<number | null> })
	| (Sortable & {
			kind: 'limit';
			/** Infinity for unlimited. */
			value: Read<number | null>;
			/** As the API writes it; null for unlimited. */
			text: Read<string | null>;
	  })
	/** `YYYY-MM-DD` */
	| (Sortable & { kind: 'date'; value: Read<string | null> })
	| { kind: 'flag'; value: Read<boolean | null> }
	/** Not a property of a company: it sets the month of a figure. */
	| { kind: 'month'; counts: string }
	/** Not a property of a company either: it sets of which status the training must be that a figure counts. */
	| {
			kind: 'status';
			/** The figure, as the editor shows it. */
			counts: string;
			choices: readonly LookupEntry[];
			/** The field without which the API refuses it. */
			needs: string;
	  };

export type FieldEntry = FieldBase & Values;

/** A field together with its name in the API. */
export type Named<Entry> = Entry & { name: string };

export type ApiField = Named<FieldEntry>;

/** A field of one kind. */
export type Field<Kind extends ApiField['kind']> = Extract<ApiField, { kind: Kind }>;

/** A value that only this node knows. */
export interface ComputedField {
	label: string;
	value: Read<number | null>;
	/** The field of the API whose order comes closest, for files that the API sorts. */
	nearest: string;
}

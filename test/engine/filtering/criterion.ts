import fc from '../../property';
import type { FieldName } from '../../simulator';
import type { Facts } from './facts';

/** A criterion for companies, in the words of docs/search.md. */
export interface Criterion {
	/** Undefined: nobody knows, because the products or the vendors of the company are unknown. */
	holds(facts: Facts, today: string): boolean | undefined;
	/** What Keepnet itself knows, for a criterion that it is asked for although the value is unknown here. */
	atKeepnet?: { field: FieldName; holds(facts: Facts): boolean };
	/** Whether the API alone means the same, so `filterMode` `api` gives the same result. */
	sameAtApi: boolean;
	/** Whether the product catalogue must be readable. */
	needsCatalogue?: boolean;
	/** Whether it names vendors by their IDs, which only the list of vendors resolves. */
	needsVendorList?: boolean;
}

/** Text ignores case, in Turkish as well, how accents are stored, and all spaces but one between two words. */
export const lower = (text: string | null) =>
	(text ?? '')
		.normalize('NFC')
		.toLocaleLowerCase('tr')
		.replaceAll('ı', 'i')
		.split(/\s/)
		.filter((word) => word !== '')
		.join(' ');

/** Whether all systems agree on ignoring the case of a text; spaces are stored in more than one way. */
export const isSureText = (text: string) => /^[!-~]*$/.test(text) && !/i/i.test(text);

export const contains = (text: string | null, part: string) => lower(text).includes(lower(part));

/** A part of one of the texts, in lower or upper case. */
export const partOf = (texts: string[]) =>
	fc
		.tuple(fc.constantFrom(...texts), fc.nat(3), fc.integer({ min: 1, max: 6 }), fc.boolean())
		.map(([text, from, length, loud]) => {
			const part = text.slice(from, from + length).trim() || text;
			return loud ? part.toUpperCase() : part;
		});

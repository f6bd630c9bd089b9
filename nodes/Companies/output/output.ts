import type { IDataObject } from 'n8n-workflow';

import { otherFieldsOf } from '../company/rawCompany';
import type { CompanyProfile } from '../company/profile';
import type { ItemContext } from './fields';
import { OUTPUT_FIELDS } from './fields';

export const OUTPUT_NAMES = ['simplified', 'full', 'selected', 'raw'] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];

/** What the items are made of. */
export interface Output {
	name: OutputName;
	/** Chosen fields, for `selected`; the ID is always in. */
	fields: string[];
}

const ALL_FIELDS = Object.keys(OUTPUT_FIELDS);
const SIMPLIFIED_FIELDS = ALL_FIELDS.filter((name) => OUTPUT_FIELDS[name].simplified);

/** Field names come from the user, so that only what an object holds by itself may answer to them. */
const own = <T>(fields: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(fields, name) ? fields[name] : undefined;

const outputField = (name: string) => own(OUTPUT_FIELDS, name);

/** Whether a company has a field of the API's row by that name. */
export const hasField = ({ company: { fields, raw } }: CompanyProfile, name: string) =>
	Object.hasOwn(fields, name) || Object.hasOwn(raw, name);

/** A value of the API's row, by its usual name or by the one that it has there. */
const rowValue = ({ company }: CompanyProfile, name: string) =>
	own(company.fields, name) ?? own(company.raw, name);

/** Field names in the order of the table; a name that is not in it is a field of the API's row. */
function fieldsOf({ name, fields }: Output): string[] {
	if (name !== 'selected') return name === 'full' ? ALL_FIELDS : SIMPLIFIED_FIELDS;
	const chosen = new Set(['companyId', ...fields]);
	// As a key it would be the prototype of the item.
	chosen.delete('__proto__');
	const known = ALL_FIELDS.filter((field) => chosen.delete(field));
	return [...known, ...chosen];
}

/** Whether the product catalogue has to be read for this output. */
export function needsProducts(output: Output): boolean {
	if (output.name === 'raw') return false;
	return fieldsOf(output).some((name) => outputField(name)?.needsProducts);
}

/**
 * Makes the JSON of items out of companies: flat, dates as ISO 8601, unknown values null.
 *
 * @returns a function for many companies with the same output
 */
export function itemMaker(output: Output, context: ItemContext): (profile: CompanyProfile) => IDataObject {
	if (output.name === 'raw') return ({ company }) => company.raw;
	const fields = fieldsOf(output).map((name) => ({ name, field: outputField(name) }));
	const withOthers = output.name === 'full';
	return (profile) => {
		const json: IDataObject = {};
		for (const { name, field } of fields) {
			const value = field ? field.value(profile, context) : rowValue(profile, name);
			json[name] = (value ?? null) as IDataObject[string];
		}
		if (!withOthers) return json;
		// Workflows rely on the fields above: a new field of the API by the same name does not replace one.
		for (const [name, value] of otherFieldsOf(profile.company.fields)) {
			if (!Object.hasOwn(json, name)) json[name] = value;
		}
		return json;
	};
}

import type { IDataObject } from 'n8n-workflow';

import { otherFieldsOf } from '../company/rawCompany';
import type { DayOrder } from '../company/dates';
import { type CompanyProfile, signalsOf, type SignalThresholds } from '../company/profile';
import { OUTPUT_FIELDS } from './fields';
import { FORMAT_VALUE, type ListFormat } from './listFormat';

export const OUTPUT_NAMES = ['simplified', 'full', 'selected', 'raw'] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];

/** Which fields the items have, and how. */
export interface Output {
	name: OutputName;
	/** The chosen fields, for `selected`. The company ID is always included. */
	fields: readonly string[];
	listFormat: ListFormat;
}

const ALL_FIELDS = Object.keys(OUTPUT_FIELDS);

/** Users choose the field names, so inherited properties such as `constructor` must not match. */
const own = <T>(fields: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(fields, name) ? fields[name] : undefined;

const outputField = (name: string) => own(OUTPUT_FIELDS, name);

const SIMPLIFIED_FIELDS = ALL_FIELDS.filter((name) => outputField(name)?.simplified);

/** Whether the API's row of a company has a field with this name. */
export const hasField = ({ company: { fields, raw } }: CompanyProfile, name: string) =>
	Object.hasOwn(fields, name) || Object.hasOwn(raw, name);

/** A value of the API's row, by the usual name of its field or by the name in the row. */
const rowValue = ({ company }: CompanyProfile, name: string) =>
	own(company.fields, name) ?? own(company.raw, name);

/** Field names in the order of the table, then the names of fields of the API's row. */
function fieldsOf({ name, fields }: Pick<Output, 'name' | 'fields'>): string[] {
	if (name !== 'selected') return name === 'full' ? ALL_FIELDS : SIMPLIFIED_FIELDS;
	const chosen = new Set(['companyId', ...fields]);
	// Assigning it would set the prototype of the item.
	chosen.delete('__proto__');
	const known = ALL_FIELDS.filter((field) => chosen.delete(field));
	return [...known, ...chosen];
}

/** Whether this output needs the product catalogue. */
export function needsProducts(output: Pick<Output, 'name' | 'fields'>): boolean {
	return output.name !== 'raw' && fieldsOf(output).some((name) => outputField(name)?.needsProducts);
}

/**
 * Makes the JSON of items: flat (lists as the output says), dates as ISO 8601, unknown values null.
 *
 * @returns a function that makes the JSON of one company
 */
export function itemMaker(
	output: Output,
	{ thresholds, dayOrder }: { thresholds: SignalThresholds; dayOrder: DayOrder },
): (profile: CompanyProfile) => IDataObject {
	if (output.name === 'raw') return ({ company }) => company.raw;
	const format = FORMAT_VALUE[output.listFormat];
	const fields = fieldsOf(output).map((name) => ({ name, field: outputField(name) }));
	return (profile) => {
		const json: IDataObject = {};
		const context = { signals: signalsOf(profile, thresholds), dayOrder };
		for (const { name, field } of fields) {
			const value = field ? field.value(profile, context) : rowValue(profile, name);
			json[name] = format(value ?? null);
		}
		if (output.name !== 'full') return json;
		// Workflows rely on the fields above, so a new field of the API with the same name must not replace one.
		for (const [name, value] of otherFieldsOf(profile.company.fields)) {
			if (!Object.hasOwn(json, name)) json[name] = format(value);
		}
		return json;
	};
}

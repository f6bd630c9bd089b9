import type { IDataObject } from 'n8n-workflow';

import { withUsualNames } from '../company/rawCompany';
import { isObject, nonEmptyString } from '../company/rawValues';

/** How items have lists: as one text for a cell of a table, or as they are. */
export type ListFormat = 'text' | 'list';

/** A value of an item before it is formatted. */
export type UnformattedValue = IDataObject[string] | readonly string[];

const BETWEEN_NAMES = ', ';

/** An object is written as its name, as the API's lists of products and groups have one; else as JSON. */
function wordOf(entry: unknown): string {
	const name = isObject(entry) ? nonEmptyString(withUsualNames(entry).name) : null;
	return name ?? (typeof entry === 'object' ? JSON.stringify(entry) : String(entry));
}

/** Only texts, numbers, flags and null fit into a cell: a new field of the API may be anything. */
function asCell(value: UnformattedValue): IDataObject[string] {
	if (typeof value !== 'object' || value === null) return value;
	if (!Array.isArray(value)) return wordOf(value);
	const entries = value.filter((entry) => entry !== null);
	return entries.map(wordOf).join(BETWEEN_NAMES);
}

/** Each item has its own list, so that a workflow that changes one changes no other. */
const asList = (value: UnformattedValue) =>
	(Array.isArray(value) ? [...value] : value) as IDataObject[string];

/** What an item has for a value, in each format. */
export const FORMAT_VALUE: Readonly<
	Record<ListFormat, (value: UnformattedValue) => IDataObject[string]>
> = { text: asCell, list: asList };

import type { IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n's previews use. */
export interface JsonSchema {
	type: string;
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
	version?: number;
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function numberType(values: unknown[]): string {
	return values.every((value) => Number.isInteger(value)) ? 'integer' : 'number';
}

/** The schema that all values fit; undefined where none of them is known. */
function schemaOfValues(values: unknown[]): JsonSchema | undefined {
	const known = values.filter((value) => value !== null && value !== undefined);
	if (known.length === 0) return undefined;
	if (known.every(Array.isArray)) {
		return { type: 'array', items: schemaOfValues(known.flat()) ?? { type: 'string' } };
	}
	if (known.every(isObject)) return schemaOfItems(known);
	const types = new Set(known.map((value) => typeof value));
	if (types.size > 1) throw new Error(`values of several types: ${[...types].join(', ')}`);
	return { type: typeof known[0] === 'number' ? numberType(known) : typeof known[0] };
}

/**
 * The schema of items, their fields in the order in which they stand.
 *
 * @param elsewhere what is known of fields that are null in all of these items
 */
export function schemaOfItems(
	items: IDataObject[],
	elsewhere: Record<string, JsonSchema> = {},
): JsonSchema {
	const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
	const properties = names.map((name) => [
		name,
		schemaOfValues(items.map((item) => item[name])) ?? elsewhere[name] ?? { type: 'string' },
	]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}

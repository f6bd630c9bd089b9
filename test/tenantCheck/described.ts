import { loadDescription } from '../simulator/description/document';

/** What the API's description says of a field of a row. */
export interface Described {
	/** Undefined: of any type. */
	type: string | undefined;
	/** May be null or absent. */
	isOptional: boolean;
}

interface Schema {
	type?: string;
	nullable?: boolean;
}

/** The fields of a row of the list, as `openapi.yaml` has them; an ID may be called `resourceId` (contract section 3). */
export async function describedFields(): Promise<Map<string, Described>> {
	const { components } = (await loadDescription()).definition;
	const company = components?.schemas?.Company as { properties?: Record<string, Schema> };
	const properties = Object.entries(company.properties ?? {}).map(
		([name, { type, nullable }]): [string, Described] => [
			name,
			{ type, isOptional: nullable === true || type === undefined },
		],
	);
	return new Map([...properties, ['resourceId', { type: 'string', isOptional: true }]]);
}

/** The type of a value, in the description's words. */
export function typeOf(value: unknown): string {
	if (value === undefined) return 'absent';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

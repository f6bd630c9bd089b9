import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** Reads a parameter of the node for one input item, expressions resolved; absent ones give the fallback. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

/** Reads a collection or fixed collection, which n8n leaves out of a node that never opened it. */
export function readCollection(read: ReadParameter, name: string, label: string): IDataObject {
	const value = read(name, {}) ?? {};
	if (typeof value === 'object' && !Array.isArray(value)) return value as IDataObject;
	throw new UserError(`'${label}' must be a collection of fields`, {
		description: 'Remove the expression and choose the fields in the editor.',
	});
}

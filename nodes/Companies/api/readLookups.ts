import type { IDataObject } from 'n8n-workflow';

import { foldText } from '../company/foldText';
import type { Catalogue, LookupEntry, Products } from '../company/products';
import { splitProducts } from '../company/products';
import { flag, idText, nonEmptyString } from '../company/rawValues';
import { spelledAs } from '../spelling';

const withUsualNames = spelledAs([
	'resourceId',
	'name',
	'children',
	'licenses',
	'licenseModules',
	'allLicenseModules',
	'isAvailable',
]);

/** The objects of a list and of their `children`, at any depth, each before its children. */
export function objectsOf(value: unknown): IDataObject[] {
	const found: IDataObject[] = [];
	const left: unknown[] = [value];
	while (left.length > 0) {
		const next = left.pop();
		if (Array.isArray(next)) {
			for (let index = next.length - 1; index >= 0; index--) left.push(next[index]);
		} else if (typeof next === 'object' && next !== null) {
			const entry = withUsualNames(next as IDataObject);
			found.push(entry);
			if (Array.isArray(entry.children)) left.push(entry.children);
		}
	}
	return found;
}

const byId = (entries: LookupEntry[]): LookupEntry[] => [
	...new Map(entries.map((entry) => [entry.id, entry])).values(),
];

function toLookupEntries(entries: IDataObject[]): LookupEntry[] {
	const named = entries.flatMap((entry) => {
		const [id, name] = [idText(entry.resourceId), nonEmptyString(entry.name)];
		return id !== null && name !== null ? [{ id, name }] : [];
	});
	return byId(named);
}

/**
 * Reads a list of `{resourceId, name}` and their `children`, each ID once. Entries without an ID or a name are left out.
 *
 * @returns undefined where it is no list, or has entries of which none can be read
 */
export function readLookupEntries(value: unknown): LookupEntry[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const named = toLookupEntries(objectsOf(value));
	return named.length > 0 || value.length === 0 ? named : undefined;
}

export const isAvailable = (module: IDataObject) => flag(module.isAvailable) !== false;

/** Computes a value when it is first needed: there may be thousands of license types, and few in use. */
function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/**
 * Reads the license types and their products. If a license type has no modules ("Custom"), its
 * products are unknown.
 *
 * @returns undefined where the data is not that of the lookup
 */
export function toCatalogue(data: unknown): Catalogue | undefined {
	if (typeof data !== 'object' || data === null) return undefined;
	const lookup = withUsualNames(data as IDataObject);
	const licenseTypes = readLookupEntries(lookup.licenses);
	if (!licenseTypes) return undefined;
	const modulesOf = objectsOf(lookup.licenses).map((license) => ({
		license,
		modules: objectsOf(license.licenseModules),
	}));
	const products = byId([
		...toLookupEntries(objectsOf(lookup.allLicenseModules)),
		...modulesOf.flatMap(({ modules }) => toLookupEntries(modules)),
	]);
	const productsOf = new Map<string, () => Products>();
	for (const { license, modules } of modulesOf) {
		if (modules.length === 0) continue;
		const owned = toLookupEntries(modules.filter(isAvailable)).map(({ id }) => id);
		const split = once(() => splitProducts(products, owned));
		const [id, name] = [idText(license.resourceId), nonEmptyString(license.name)];
		if (id !== null) productsOf.set(id, split);
		if (name !== null) productsOf.set(foldText(name), split);
	}
	return { licenseTypes, products, productsOf };
}

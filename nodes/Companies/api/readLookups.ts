import type { IDataObject } from 'n8n-workflow';

import { foldText } from '../company/foldText';
import { productRefs } from '../company/productRefs';
import type { Catalogue, LookupEntry, Products } from '../company/products';
import { productIndex } from '../company/products';
import { flag, idText, nonEmptyString } from '../company/rawValues';
import { spelledAs } from '../spelling';

const withUsualNames = spelledAs([
	'resourceId',
	'id',
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

/** Each ID once, in upper or lower case. */
const byId = (entries: LookupEntry[]): LookupEntry[] => [
	...new Map(entries.map((entry) => [foldText(entry.id), entry])).values(),
];

type IdName = 'resourceId' | 'id';

function toLookupEntries(entries: IDataObject[], idName: IdName = 'resourceId'): LookupEntry[] {
	const named = entries.flatMap((entry) => {
		const [id, name] = [idText(entry[idName]), nonEmptyString(entry.name)];
		return id !== null && name !== null ? [{ id, name }] : [];
	});
	return byId(named);
}

/**
 * Reads a list of `{resourceId, name}` and their `children`, each ID once. Entries without an ID or a name are left out.
 *
 * @param idName what the list has in place of `resourceId`
 * @returns undefined where it is no list, or has entries of which none can be read
 */
export function readLookupEntries(value: unknown, idName?: IdName): LookupEntry[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const named = toLookupEntries(objectsOf(value), idName);
	return named.length > 0 || value.length === 0 ? named : undefined;
}

/** Computes a value when it is first needed: there may be thousands of license types, and few in use. */
function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** The IDs of the products that this reseller may not sell: `isAvailable` is false somewhere (contract section 5). */
function unavailableIn(modules: IDataObject[]): ReadonlySet<string> {
	const unavailable = modules.filter(({ isAvailable }) => flag(isAvailable) === false);
	return new Set(unavailable.map(({ resourceId }) => foldText(idText(resourceId) ?? '')));
}

/** Every company of this type has its own products (contract section 5). */
const CUSTOM = 'custom';

/** The folded names that several license types have: they do not tell which one is meant. */
function sharedNames(licenses: IDataObject[]): ReadonlySet<string> {
	const idsOf = new Map<string, string>();
	const shared = new Set<string>();
	for (const { resourceId, name } of licenses) {
		const type = foldText(nonEmptyString(name) ?? '');
		const id = foldText(idText(resourceId) ?? '');
		if ((idsOf.get(type) ?? id) !== id) shared.add(type);
		idsOf.set(type, id);
	}
	return shared;
}

/** The products of each license type. One of which the products are unknown, or not all of them, has no entry. */
function productsByType(
	licenses: IDataObject[],
	{ find, owning }: Pick<Catalogue, 'find' | 'owning'>,
): Catalogue['productsOf'] {
	const byType = new Map<string, () => Products>();
	const shared = sharedNames(licenses);
	for (const { resourceId, name, licenseModules } of licenses) {
		const refs = productRefs(licenseModules) ?? [];
		const type = foldText(nonEmptyString(name) ?? '');
		if (refs.length === 0 || type === CUSTOM || !refs.every(find)) continue;
		const products = once(() => owning(refs));
		const id = idText(resourceId);
		if (id !== null) byType.set(foldText(id), products);
		if (type !== '' && !shared.has(type)) byType.set(type, products);
	}
	return byType;
}

/**
 * Reads the license types and their products, which are objects, or the IDs or names of products that are listed elsewhere
 * in the data.
 *
 * @returns undefined where the data is not that of the lookup
 */
export function toCatalogue(data: unknown): Catalogue | undefined {
	if (typeof data !== 'object' || data === null) return undefined;
	const lookup = withUsualNames(data as IDataObject);
	const licenseTypes = readLookupEntries(lookup.licenses);
	if (!licenseTypes) return undefined;
	const licenses = objectsOf(lookup.licenses);
	const modules = [
		...objectsOf(lookup.allLicenseModules),
		...licenses.flatMap(({ licenseModules }) => objectsOf(licenseModules)),
	];
	const products = toLookupEntries(modules);
	const unavailable = unavailableIn(modules);
	const index = productIndex(products, ({ id }) => !unavailable.has(foldText(id)));
	return { licenseTypes, products, ...index, productsOf: productsByType(licenses, index) };
}

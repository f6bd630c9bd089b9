import type { IDataObject } from 'n8n-workflow';

import type { Company } from './company';
import { foldText } from './foldText';
import type { TextList } from './rawValues';
import { flag, idText, text, textList } from './rawValues';
import { spelledAs } from '../spelling';

/** Something with a name and a resource id: a license type, an industry, a product. */
export interface LookupEntry {
	id: string;
	name: string;
}

/** The products of a company, by name, in the order of the catalogue. Many companies share one. */
export interface Products {
	readonly owned: readonly string[];
	readonly missing: readonly string[];
}

/** What `GET /api/lookups/licenses` tells (contract section 5). */
export interface Catalogue {
	licenseTypes: LookupEntry[];
	/** Every product there is, in the order of the API. */
	products: LookupEntry[];
	/** Products by the ID of a license type and by its folded name; absent where they are not known. */
	productsOf: ReadonlyMap<string, () => Products>;
}

const withUsualNames = spelledAs([
	'resourceId',
	'name',
	'children',
	'licenses',
	'licenseModules',
	'allLicenseModules',
	'isAvailable',
]);

/** The objects of a list and of the `children` in them, however deep, each in front of its children. */
function objects(value: unknown): IDataObject[] {
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

function namedOf(entries: IDataObject[]): LookupEntry[] {
	const named = entries.flatMap((entry) => {
		const [id, name] = [idText(entry.resourceId), text(entry.name)];
		return id !== null && name !== null ? [{ id, name }] : [];
	});
	return byId(named);
}

/**
 * Reads a list of `{resourceId, name}`, each ID once; entries may have more of them as `children`. Those without an ID or
 * a name are left out.
 *
 * @returns undefined where it is no list, or has entries of which none can be read
 */
export function readLookupEntries(value: unknown): LookupEntry[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const named = namedOf(objects(value));
	return named.length > 0 || value.length === 0 ? named : undefined;
}

const isAvailable = (module: IDataObject) => flag(module.isAvailable) !== false;

/** Worked out when it is needed first: there may be thousands of license types, and few in use. */
function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/**
 * Reads the lookup. A license type without modules, like "Custom", is one whose products are not known.
 *
 * @returns undefined where the data is not that of the lookup
 */
export function toCatalogue(data: unknown): Catalogue | undefined {
	if (typeof data !== 'object' || data === null) return undefined;
	const lookup = withUsualNames(data as IDataObject);
	const licenseTypes = readLookupEntries(lookup.licenses);
	if (!licenseTypes) return undefined;
	const modulesOf = objects(lookup.licenses).map((license) => ({
		license,
		modules: objects(license.licenseModules),
	}));
	const products = byId([
		...namedOf(objects(lookup.allLicenseModules)),
		...modulesOf.flatMap(({ modules }) => namedOf(modules)),
	]);
	const productsOf = new Map<string, () => Products>();
	for (const { license, modules } of modulesOf) {
		if (modules.length === 0) continue;
		const owned = namedOf(modules.filter(isAvailable)).map(({ id }) => id);
		const split = once(() => splitProducts(products, owned));
		const [id, name] = [idText(license.resourceId), text(license.name)];
		if (id !== null) productsOf.set(id, split);
		if (name !== null) productsOf.set(foldText(name), split);
	}
	return { licenseTypes, products, productsOf };
}

/** The products that come with the license type of a company; null where the catalogue can't tell. */
export function productsByLicense(
	{ licenseType, licenseTypeId }: Company,
	{ productsOf }: Catalogue,
): Products | null {
	const split = productsOf.get(licenseTypeId ?? '') ?? productsOf.get(foldText(licenseType ?? ''));
	return split?.() ?? null;
}

/** The IDs of the products that the details of one company list (contract section 6), some as objects like in the lookup. */
export function ownedIds(licenseModules: unknown): TextList {
	const entries = Array.isArray(licenseModules)
		? licenseModules.filter(
				(entry) => typeof entry !== 'object' || objects(entry).every(isAvailable),
			)
		: licenseModules;
	return textList(entries, (entry) => idText(withUsualNames(entry).resourceId));
}

/** Splits all products by the IDs of those that are owned. */
export function splitProducts(products: LookupEntry[], owned: string[]): Products {
	const ids = new Set(owned);
	const names = (isOwned: boolean) =>
		products.filter(({ id }) => ids.has(id) === isOwned).map(({ name }) => name);
	return { owned: names(true), missing: names(false) };
}

import type { IDataObject } from 'n8n-workflow';

import type { Company } from '../company/company';
import { text } from '../company/rawCompany';

/** Something with a name and a resource id: a licence type, an industry, a product. */
export interface Named {
	id: string;
	name: string;
}

/** What `GET /api/lookups/licenses` tells (contract section 5). */
export interface Catalogue {
	licenseTypes: Named[];
	/** Every product there is, in the order of the API. */
	products: Named[];
	/** Products by licence type id and by licence type name in lower case; absent where they are not known. */
	productsOf: ReadonlyMap<string, Products>;
}

/** The products of a company, by name, in the order of the catalogue. */
export interface Products {
	owned: string[];
	missing: string[];
}

const objects = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];

/** Reads a list of `{resourceId, name}`; entries without either are left out. */
export function readNamed(value: unknown): Named[] {
	return objects(value).flatMap((entry) => {
		const id = text(entry.resourceId);
		const name = text(entry.name);
		return id !== null && name !== null ? [{ id, name }] : [];
	});
}

function readProducts({ licenses, allLicenseModules }: IDataObject): Named[] {
	const modules = objects(licenses).flatMap(({ licenseModules }) => readNamed(licenseModules));
	const all = [...readNamed(allLicenseModules), ...modules];
	return [...new Map(all.map((product) => [product.id, product])).values()];
}

/** Reads the lookup. A licence type without modules, like "Custom", is one whose products are not known. */
export function toCatalogue(data: unknown): Catalogue {
	const lookup = (data ?? {}) as IDataObject;
	const products = readProducts(lookup);
	const productsOf = new Map<string, Products>();
	for (const license of objects(lookup.licenses)) {
		const modules = objects(license.licenseModules);
		if (modules.length === 0) continue;
		const owned = readNamed(modules.filter(({ isAvailable }) => isAvailable !== false));
		const split = splitProducts(
			products,
			owned.map(({ id }) => id),
		);
		const [id, name] = [text(license.resourceId), text(license.name)];
		if (id !== null) productsOf.set(id, split);
		if (name !== null) productsOf.set(name.toLowerCase(), split);
	}
	return { licenseTypes: readNamed(lookup.licenses), products, productsOf };
}

/** The products that come with the licence type of a company; null where the catalogue can't tell. */
export function productsByLicense(
	{ licenseType, licenseTypeId }: Company,
	{ productsOf }: Catalogue,
): Products | null {
	return (
		productsOf.get(licenseTypeId ?? '') ?? productsOf.get(licenseType?.toLowerCase() ?? '') ?? null
	);
}

/** Splits all products by a list of owned product ids, as the details of one company have it (contract section 6). */
export function splitProducts(products: Named[], ownedIds: string[]): Products {
	const names = (owned: boolean) =>
		products.filter(({ id }) => ownedIds.includes(id) === owned).map(({ name }) => name);
	return { owned: names(true), missing: names(false) };
}

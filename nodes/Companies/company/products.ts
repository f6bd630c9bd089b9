import type { Company } from './company';
import { foldText } from './foldText';

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

/** The products that come with the license type of a company; null where the catalogue can't tell. */
export function productsByLicense(
	{ licenseType, licenseTypeId }: Company,
	{ productsOf }: Catalogue,
): Products | null {
	const split = productsOf.get(licenseTypeId ?? '') ?? productsOf.get(foldText(licenseType ?? ''));
	return split?.() ?? null;
}

/** Splits all products by the IDs of those that are owned. */
export function splitProducts(products: LookupEntry[], owned: string[]): Products {
	const ids = new Set(owned);
	const names = (isOwned: boolean) =>
		products.filter(({ id }) => ids.has(id) === isOwned).map(({ name }) => name);
	return { owned: names(true), missing: names(false) };
}

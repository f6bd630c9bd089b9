import type { Company } from './company';
import { foldText } from './foldText';

/** A license type, an industry or a product. */
export interface LookupEntry {
	id: string;
	name: string;
}

/** Names of products in the order of the catalogue. Many companies share one such object. */
export interface Products {
	readonly owned: readonly string[];
	readonly missing: readonly string[];
}

/** The data of `GET /api/lookups/licenses` (contract section 5). */
export interface Catalogue {
	licenseTypes: LookupEntry[];
	/** All products, in the order of the API. */
	products: LookupEntry[];
	/** Products by the ID of a license type and by its folded name; absent if unknown. */
	productsOf: ReadonlyMap<string, () => Products>;
}

/** The products of a company's license type; null if the catalogue does not list them. */
export function productsByLicense(
	{ licenseType, licenseTypeId }: Company,
	{ productsOf }: Catalogue,
): Products | null {
	const split = productsOf.get(licenseTypeId ?? '') ?? productsOf.get(foldText(licenseType ?? ''));
	return split?.() ?? null;
}

/** Splits the products by the IDs of the owned ones. */
export function splitProducts(products: LookupEntry[], owned: string[]): Products {
	const ids = new Set(owned);
	const names = (isOwned: boolean) =>
		products.filter(({ id }) => ids.has(id) === isOwned).map(({ name }) => name);
	return { owned: names(true), missing: names(false) };
}

import type { Company } from './company';
import { foldText } from './foldText';
import type { ProductRef } from './productRefs';

/** A license type, an industry or a product. */
export interface LookupEntry {
	id: string;
	name: string;
}

/** Names of products in the order of the catalogue. Many companies share one such object. */
export interface Products {
	/** What the catalogue does not know comes last. */
	readonly owned: readonly string[];
	/** What this reseller can sell, and the company does not own. */
	readonly missing: readonly string[];
}

/** The data of `GET /api/lookups/licenses` (contract section 5). */
export interface Catalogue {
	licenseTypes: LookupEntry[];
	/** All products, in the order of the API. */
	products: LookupEntry[];
	/** The product that is meant; undefined for one that the catalogue does not know. */
	find(ref: ProductRef): LookupEntry | undefined;
	/** The products of a company that owns these. */
	owning(refs: readonly ProductRef[]): Products;
	/** Products by the folded ID of a license type and by its folded name; absent if unknown. */
	productsOf: ReadonlyMap<string, () => Products>;
}

/** Companies with the same products share them; a reseller has few different choices. */
const MAX_CACHED = 10_000;

function memoized<T>(known: Map<string, T>, key: string, make: () => T): T {
	const found = known.get(key);
	if (found !== undefined) return found;
	if (known.size >= MAX_CACHED) known.clear();
	const made = make();
	known.set(key, made);
	return made;
}

/**
 * Finds the products of a list and splits the list into owned and missing ones.
 *
 * @param canSell whether this reseller can sell a product
 */
export function productIndex(
	products: LookupEntry[],
	canSell: (product: LookupEntry) => boolean,
): Pick<Catalogue, 'find' | 'owning'> {
	const byId = new Map(products.map((product) => [foldText(product.id), product]));
	const byName = new Map(products.map((product) => [foldText(product.name), product]));
	const find: Catalogue['find'] = ({ id, name }) =>
		byId.get(foldText(id ?? '')) ?? byName.get(foldText(name ?? ''));
	const splits = new Map<string, Products>();
	// Unknown products differ from company to company, and what is missing does not depend on them.
	const missing = new Map<string, readonly string[]>();
	const split = (refs: readonly ProductRef[]): Products => {
		const owned = new Set(refs.map(find));
		const unknown = refs.flatMap((ref) => (find(ref) ? [] : [ref.name ?? ref.id ?? '']));
		const known = products.filter((product) => owned.has(product));
		const isMissing = (product: LookupEntry) => !owned.has(product) && canSell(product);
		const namesOf = (entries: LookupEntry[]) => entries.map(({ name }) => name);
		return {
			owned: [...namesOf(known), ...new Set(unknown)],
			missing: memoized(missing, JSON.stringify(known.map(({ id }) => id)), () =>
				namesOf(products.filter(isMissing)),
			),
		};
	};
	return {
		find,
		owning: (refs) => memoized(splits, JSON.stringify(refs), () => split(refs)),
	};
}

/**
 * The products of a company: those that its row lists, else those of its license type.
 *
 * @returns null where nobody knows them: the row lists none, and the catalogue does not list the type
 */
export function productsOf(
	{ modules, licenseType, licenseTypeId }: Company,
	catalogue: Catalogue,
): Products | null {
	if (modules.length > 0) return catalogue.owning(modules);
	const { productsOf: byType } = catalogue;
	const ofType =
		byType.get(foldText(licenseTypeId ?? '')) ?? byType.get(foldText(licenseType ?? ''));
	return ofType?.() ?? null;
}

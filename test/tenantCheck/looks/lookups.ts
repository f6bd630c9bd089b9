import { Lookups, orRefusal } from '../../../nodes/Companies/api/lookups';
import type { LookupEntry } from '../../../nodes/Companies/company/products';
import { flag } from '../../../nodes/Companies/company/rawValues';
import { objectsOf } from '../../../nodes/Companies/api/readLookups';
import { ApiError } from '../../../nodes/Companies/errors/apiError';
import { sentenceOf, type Line, type Look } from '../look';

const LICENSES = '/api/lookups/licenses';

const lineOf = (what: string, list: LookupEntry[] | ApiError): Line => ({
	what,
	verdict: list instanceof ApiError ? sentenceOf(list) : `${list.length} entries`,
});

/** How many entries say that this reseller may, or may not, sell a product. */
function availability(data: unknown): { yes: number; no: number } {
	const said = objectsOf((data as { licenses?: unknown } | undefined)?.licenses)
		.flatMap(({ licenseModules }) => objectsOf(licenseModules))
		.map(({ isAvailable }) => flag(isAvailable));
	return {
		yes: said.filter((is) => is === true).length,
		no: said.filter((is) => is === false).length,
	};
}

/** The lists of names that filters need. */
export const lookupsLook: Look = {
	title: 'Lookups',
	asks: [`GET ${LICENSES} (twice)`, 'GET /api/lookups/2', 'GET /api/trainings/vendors'],
	async run(tenant) {
		const lookups = new Lookups(tenant.client);
		const catalogue = await orRefusal(lookups.catalogue());
		const industries = await orRefusal(lookups.industries());
		const vendors = await orRefusal(lookups.vendors());
		const isForbidden = catalogue instanceof ApiError;
		if (!isForbidden) tenant.catalogue = catalogue;
		if (!(vendors instanceof ApiError)) tenant.vendors = vendors;
		const lines = [
			lineOf('License types', isForbidden ? catalogue : catalogue.licenseTypes),
			lineOf('Industries', industries),
			lineOf('Content vendors', vendors),
		];
		if (isForbidden) {
			return {
				lines,
				madeUpFor: ['License types cannot be read: products stay unknown.'],
				contradicts: ['This Reseller client may not read the lookups.'],
				behaviour: { lookupForbidden: true },
			};
		}
		const { yes, no } = await tenant.client.get(LICENSES, availability);
		const isServed = !(vendors instanceof ApiError);
		return {
			lines: [
				...lines,
				{ what: 'Products', verdict: `${catalogue.products.length} entries` },
				{ what: 'isAvailable', verdict: `true ${yes} times, false ${no} times` },
			],
			madeUpFor: isServed ? [] : ['Content vendors are not listed: names of the rows are used.'],
			contradicts: isServed ? [] : ['GET /api/trainings/vendors is not served.'],
			behaviour: isServed ? {} : { vendorList: 'missing' },
		};
	},
};

import { Lookups, NOT_READABLE, orRefusal } from '../../../nodes/Companies/api/lookups';
import {
	objectsOf,
	readLookupEntries,
	toCatalogue,
} from '../../../nodes/Companies/api/readLookups';
import { flag } from '../../../nodes/Companies/company/rawValues';
import { ApiError, type ErrorKind } from '../../../nodes/Companies/errors/apiError';
import type { Behaviour } from '../../simulator';
import type { Line, Look } from '../look';

const LICENSES = '/api/lookups/licenses';
const INDUSTRIES = '/api/lookups/2';
const VENDORS = '/api/trainings/vendors';

/** The list of companies may be readable even so. */
const NOT_SERVED: readonly ErrorKind[] = [...NOT_READABLE, 'server', 'unusable'];

const orDenied = async <T>(lookup: Promise<T>) => await orRefusal(lookup, NOT_SERVED);

function notServed(error: ApiError): string {
	const { httpCode } = error.details;
	if (httpCode === undefined) return 'no usable answer';
	return `${error.kind === 'unusable' ? 'no usable answer' : 'not served'} (${httpCode})`;
}

const lineOf = (what: string, list: readonly unknown[] | ApiError): Line => ({
	what,
	verdict: list instanceof ApiError ? notServed(list) : `${list.length} entries`,
});

/** How many entries say that this reseller may, or may not, sell a product. */
function availability(data: unknown): Line {
	const said = objectsOf((data as { licenses?: unknown } | undefined)?.licenses)
		.flatMap(({ licenseModules }) => objectsOf(licenseModules))
		.map(({ isAvailable }) => flag(isAvailable));
	const times = (wanted: boolean | null) => said.filter((is) => is === wanted).length;
	return {
		what: 'isAvailable',
		verdict: `true ${times(true)} times, false ${times(false)} times, not said ${times(null)} times`,
	};
}

/** License types and products, and what the answer says about them. */
function readLicenses(data: unknown) {
	const catalogue = toCatalogue(data);
	return catalogue && { catalogue, available: availability(data) };
}

/** Industries, of which some may be below others, or there twice. */
function readIndustries(data: unknown) {
	const entries = readLookupEntries(data);
	if (!entries || !Array.isArray(data)) return undefined;
	const all = objectsOf(data).length;
	return { entries, below: all - data.length, repeated: all - entries.length };
}

/** How the list of vendors is turned down. */
function vendorListOf({ details: { httpCode = 404 } }: ApiError): Behaviour['vendorList'] {
	if (httpCode === 404) return 'missing';
	return httpCode === 403 ? 'forbidden' : 'failing';
}

/** The lists of names that filters need. */
export const lookupsLook: Look = {
	title: 'Lookups',
	about:
		'The names to choose from in filters: license types, products, industries and content vendors.',
	asks: [`GET ${LICENSES}`, `GET ${INDUSTRIES}`, `GET ${VENDORS}`],
	async run(tenant) {
		const lookups = new Lookups(tenant.client);
		const licenses = await orDenied(tenant.client.get(LICENSES, readLicenses));
		const industries = await orDenied(tenant.client.get(INDUSTRIES, readIndustries));
		const vendors = await orDenied(lookups.vendors());
		const isForbidden = licenses instanceof ApiError;
		const isServed = !(vendors instanceof ApiError);
		if (!isForbidden) tenant.catalogue = licenses.catalogue;
		if (isServed) tenant.vendors = vendors;
		return {
			lines: [
				lineOf('License types', isForbidden ? licenses : licenses.catalogue.licenseTypes),
				lineOf('Products', isForbidden ? licenses : licenses.catalogue.products),
				...(isForbidden ? [] : [licenses.available]),
				...(industries instanceof ApiError
					? [lineOf('Industries', industries)]
					: [
							lineOf('Industries', industries.entries),
							{
								what: 'Industries: how they are listed',
								verdict: `${industries.below} below others, ${industries.repeated} more than once`,
							},
						]),
				lineOf('Content vendors', vendors),
			],
			madeUpFor: [
				...(isForbidden ? ['License types cannot be read: products stay unknown.'] : []),
				...(isServed ? [] : ['Content vendors are not listed: names of the rows are used.']),
			],
			contradicts: [
				...(isForbidden ? [`GET ${LICENSES}: ${notServed(licenses)}.`] : []),
				...(industries instanceof ApiError ? [`GET ${INDUSTRIES}: ${notServed(industries)}.`] : []),
				...(isServed ? [] : [`GET ${VENDORS}: ${notServed(vendors)}.`]),
			],
			behaviour: {
				lookupForbidden: isForbidden,
				...(!(industries instanceof ApiError) && {
					nestedIndustries: industries.below > 0 || industries.repeated > 0,
				}),
				vendorList: isServed ? 'served' : vendorListOf(vendors),
			},
		};
	},
};

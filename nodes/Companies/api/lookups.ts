import type { KeepnetClient } from '../transport/client';
import { ApiError, orApiError, type ErrorKind } from '../errors/apiError';
import type { Catalogue, LookupEntry } from '../company/products';
import { readLookupEntries, toCatalogue } from './readLookups';

/** Lookup number of the industries (contract section 5). */
const INDUSTRIES = 2;

/** Kinds of error that show that this client may not read the lookup, or that the deployment has none. */
export const NOT_READABLE: readonly ErrorKind[] = [
	'role',
	'privacy',
	'notFound',
	'badRequest',
	'refused',
	'intermediary',
];

/** The list of content vendors is in no published description, so a deployment may also fail where it does not have it. */
const NOT_SERVED: readonly ErrorKind[] = [...NOT_READABLE, 'server', 'unusable'];

/**
 * Waits for a lookup.
 *
 * @returns the error where the client may not read it
 * @throws any other ApiError
 */
export async function orRefusal<T>(
	lookup: Promise<T>,
	kinds = NOT_READABLE,
): Promise<T | ApiError> {
	return await orApiError(
		lookup,
		({ kind, details: { httpCode, isOfToken } }) =>
			// The lookup itself was refused, and not the token for it.
			kinds.includes(kind) && httpCode !== undefined && !isOfToken,
	);
}

/** The API's lists of names, each read once in an execution and only if something asks for it. */
export class Lookups {
	private readonly lists = new Map<string, Promise<unknown>>();

	constructor(private readonly client: KeepnetClient) {}

	/**
	 * License types and products.
	 *
	 * @param client by default that of all lookups
	 * @throws ApiError, also where the client may not read them
	 */
	async catalogue(client?: KeepnetClient): Promise<Catalogue> {
		return await this.once('/api/lookups/licenses', toCatalogue, client);
	}

	async licenseTypes(): Promise<LookupEntry[]> {
		return (await this.catalogue()).licenseTypes;
	}

	async products(): Promise<LookupEntry[]> {
		return (await this.catalogue()).products;
	}

	async industries(): Promise<LookupEntry[]> {
		return await this.once(`/api/lookups/${INDUSTRIES}`, readLookupEntries);
	}

	/**
	 * Content vendors.
	 *
	 * @throws ApiError, of kind `notFound` where the deployment does not list them, whatever it answers
	 */
	async vendors(): Promise<LookupEntry[]> {
		return await this.onceFrom('/api/trainings/vendors', async (path) => {
			const toList = (data: unknown) => readLookupEntries(data, 'id');
			const list = await orRefusal(this.client.get(path, toList, 1), NOT_SERVED);
			if (list instanceof ApiError) throw new ApiError('notFound', list.details);
			return list;
		});
	}

	private async once<T>(
		path: string,
		toList: (data: unknown) => T | undefined,
		client = this.client,
	): Promise<T> {
		return await this.onceFrom(path, async () => await client.get(path, toList));
	}

	/** Keeps a list, and that the client may not read it. After any other error, the next input item asks again. */
	private async onceFrom<T>(path: string, ask: (path: string) => Promise<T>): Promise<T> {
		const known = this.lists.get(path) as Promise<T> | undefined;
		if (known) return await known;
		const asked = ask(path);
		this.lists.set(path, asked);
		orRefusal(asked).catch(() => this.lists.delete(path));
		return await asked;
	}
}

/** @returns undefined where this client may not read the list: names and IDs are then compared with the rows alone */
export async function readOptionalList(
	read: Promise<LookupEntry[]>,
): Promise<LookupEntry[] | undefined> {
	const list = await orRefusal(read);
	return list instanceof ApiError ? undefined : list;
}

import type { KeepnetClient } from '../client/client';
import type { FailureKind } from '../client/failure';
import { ApiFailure, orFailure } from '../client/failure';
import type { Catalogue, Named } from '../insight/catalogue';
import { readCatalogue, readNamed } from '../insight/catalogue';

/** Lookup number of the industries (contract section 5). */
const INDUSTRIES = 2;

/** Kinds of failure that say: this client may not read the lookup, or the deployment has none. */
export const NOT_READABLE: readonly FailureKind[] = ['role', 'notFound', 'badRequest', 'refused'];

/** The API's lists of names, each read once in an execution and only if something asks for it. */
export class Lookups {
	private licenses?: Promise<Catalogue>;
	private industryList?: Promise<Named[]>;

	constructor(private readonly client: KeepnetClient) {}

	/** Licence types and products. Throws {@link ApiFailure}, also where the client may not read them. */
	async catalogue(): Promise<Catalogue> {
		this.licenses ??= this.client.get('/api/lookups/licenses', readCatalogue);
		return await this.licenses;
	}

	async licenseTypes(): Promise<Named[]> {
		return (await this.catalogue()).licenseTypes;
	}

	async products(): Promise<Named[]> {
		return (await this.catalogue()).products;
	}

	async industries(): Promise<Named[]> {
		this.industryList ??= this.client.get(`/api/lookups/${INDUSTRIES}`, readNamed);
		return await this.industryList;
	}
}

/** Reads a list of names, or none where this client may not: then names and ids are compared with the rows alone. */
export async function readOptionalList(read: Promise<Named[]>): Promise<Named[] | undefined> {
	const list = await orFailure(read, NOT_READABLE);
	return list instanceof ApiFailure ? undefined : list;
}

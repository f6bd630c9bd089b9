import { UserError } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import type { Catalogue } from '../company/products';
import { NOT_READABLE, orRefusal } from '../api/lookups';
import type { RunContext } from './context';

const NO_CATALOGUE =
	'This client may not read the license types, so owned and missing products are left empty.';

/** Kinds of error that will not change: `refused` comes with HTTP 200 and may pass, and a proxy knows nothing of the client. */
const DENIED = NOT_READABLE.filter((kind) => kind !== 'refused' && kind !== 'intermediary');

/**
 * Reads the catalogue where companies cannot be selected without it.
 *
 * @throws UserError where the client may not read it, and ApiError
 */
export async function readNeededCatalogue(run: RunContext): Promise<Catalogue> {
	const catalogue = await orRefusal(run.lookups.catalogue(), DENIED);
	if (!(catalogue instanceof ApiError)) return catalogue;
	throw new UserError(
		'Companies cannot be selected by product, because this client may not read the products',
		{
			description:
				'Remove the filters and conditions on products, or ask Keepnet support to let this client read the license types.',
		},
	);
}

/**
 * Reads the catalogue where it only adds to the items.
 *
 * @returns undefined, with a hint, where the client may not read it
 * @throws ApiError
 */
export async function readOptionalCatalogue(run: RunContext): Promise<Catalogue | undefined> {
	const catalogue = await orRefusal(run.lookups.catalogue());
	if (!(catalogue instanceof ApiError)) return catalogue;
	run.addHints([NO_CATALOGUE], 'warning');
	return undefined;
}

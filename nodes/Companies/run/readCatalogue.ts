import { ApiFailure } from '../errors/apiError';
import { UserMistake } from '../errors/userError';
import type { Catalogue } from '../company/products';
import { NOT_READABLE, orRefusal } from '../api/lookups';
import type { Session } from './context';

const NO_CATALOGUE =
	'This client may not read the license types, so owned and missing products are left empty.';

/**
 * A failure told in a success may pass, and a proxy says nothing about the client; the others of {@link NOT_READABLE} say
 * for good that there is nothing to read.
 */
const DENIED = NOT_READABLE.filter((kind) => kind !== 'refused' && kind !== 'intermediary');

/** The catalogue where companies cannot be selected without it. Throws UserMistake where it may not be read, and ApiFailure. */
export async function readNeededCatalogue(session: Session): Promise<Catalogue> {
	const catalogue = await orRefusal(session.lookups.catalogue(), DENIED);
	if (!(catalogue instanceof ApiFailure)) return catalogue;
	throw new UserMistake(
		'Companies cannot be selected by product, because this client may not read the products',
		'Remove the filters and conditions on products, or ask Keepnet support to let this client read the license types.',
	);
}

/** The catalogue where it only adds to the items: without it they are shown with a hint. Throws ApiFailure. */
export async function readOptionalCatalogue(session: Session): Promise<Catalogue | undefined> {
	const catalogue = await orRefusal(session.lookups.catalogue());
	if (!(catalogue instanceof ApiFailure)) return catalogue;
	session.addHints([NO_CATALOGUE], 'warning');
	return undefined;
}

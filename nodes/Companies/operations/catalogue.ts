import { ApiFailure, orFailure } from '../client/failure';
import type { Catalogue } from '../insight/catalogue';
import { NOT_READABLE } from '../query/lookups';
import type { Session } from './session';

const NO_CATALOGUE =
	'This client may not read the license types, so owned and missing products are left empty.';

/** The catalogue where it only adds to the items: without it they are shown with a hint. Throws ApiFailure. */
export async function readOptionalCatalogue(session: Session): Promise<Catalogue | undefined> {
	const catalogue = await orFailure(session.lookups.catalogue(), NOT_READABLE);
	if (!(catalogue instanceof ApiFailure)) return catalogue;
	session.addHints([NO_CATALOGUE], 'warning');
	return undefined;
}

import type { IDataObject } from 'n8n-workflow';

import { withUsualNames } from './rawCompany';
import { idText, isObject, listOf, nonEmptyString } from './rawValues';

/** A product as a company or a license type names it. A text may be its ID or its name, so it stands for both. */
export interface ProductRef {
	id: string | null;
	name: string | null;
}

function refOf(entry: unknown): ProductRef | null {
	if (!isObject(entry)) {
		const text = idText(entry)?.trim() ?? null;
		return text === null ? null : { id: text, name: text };
	}
	const { resourceId, name }: IDataObject = withUsualNames(entry);
	const ref = { id: idText(resourceId), name: nonEmptyString(name)?.trim() ?? null };
	return ref.id === null && ref.name === null ? null : ref;
}

/**
 * Reads `modules` of a row, or `licenseModules` of the details or of a license type (contract sections 3, 5 and 6): objects
 * `{resourceId, name}`, or texts.
 *
 * @returns empty where none is listed; null where an entry cannot be read, because then nobody knows what is missing
 */
export function productRefs(value: unknown): ProductRef[] | null {
	const { entries, isWhole } = listOf(value, refOf);
	return isWhole ? entries : null;
}

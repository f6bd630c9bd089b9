import { isResourceLocatorValue, UserError } from 'n8n-workflow';

import { BY_NAME, companyProperty } from '../descriptions/get';
import { LIMITS } from '../limits';
import type { ReadingOptions } from '../parameters/options';
import { readText } from '../parameters/reader';
import { quoted } from '../parameters/values';
import { findCompanyId } from './findCompany';
import type { OperationInput } from './operation';

const howToChoose = (first = '') =>
	`${first}Choose a company from the list, or enter its ID, which Search returns as companyId, or its exact name.`;

/** It cannot be encoded. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** A path segment of dots, even encoded, is another path. */
const ONLY_DOTS = /^\.+$/;

const notSet = () =>
	new UserError(`'${companyProperty.displayName}' is not set`, { description: howToChoose() });

/** @throws UserError for what cannot be an ID */
function checkedId(id: string): string {
	if (ONLY_DOTS.test(id)) throw notSet();
	if (id.length <= LIMITS.maxCompanyIdLength && !LONE_SURROGATE.test(id)) return id;
	throw new UserError(`'${companyProperty.displayName}' is not a company ID`, {
		description: howToChoose(`The value is ${quoted(id)}. `),
	});
}

/**
 * Reads the parameter Company; a name is looked up in Keepnet's list.
 *
 * @param options how to read the list
 * @throws UserError for a value that is missing or no ID, and for a name that no company or several have; ApiError
 */
export async function chosenCompanyId(
	{ context, itemIndex, run }: OperationInput,
	options: ReadingOptions,
): Promise<string> {
	// Read once: to work out an expression takes n8n longer than all else that is done here for an input item.
	const chosen = context.getNodeParameter(companyProperty.name, itemIndex, '');
	const isLocator = isResourceLocatorValue(chosen);
	const text = readText(companyProperty, () => (isLocator ? chosen.value : chosen));
	if (text === undefined) throw notSet();
	const isName = isLocator && chosen.mode === BY_NAME;
	return checkedId(isName ? await findCompanyId(run, text, options) : text);
}

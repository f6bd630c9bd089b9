import type { INode } from 'n8n-workflow';

import { EXPORT } from '../descriptions/export';
import { OPTIONS } from '../descriptions/options';
import { searchSortProperty } from '../descriptions/sort';
import { ApiError } from '../errors/apiError';
import type { Subject } from '../errors/errorKinds';
import * as errors from '../errors/nodeError';
import { API_FIELDS } from '../filter/fields';

/** The parameters of the node behind the fields of a request. */
const PARAMETERS = [
	...API_FIELDS,
	{ name: 'pageSize', label: OPTIONS.pageSize.displayName },
	{ name: 'pageNumber', label: EXPORT.pageNumber.displayName },
	{ name: 'orderBy', label: searchSortProperty.displayName },
	{ name: 'exportType', label: EXPORT.fileFormat.displayName },
];

/** The parameters that the server's words are about: the server uses the API's names. */
function parametersIn(words: string[]): string[] {
	const said = words.join(' ');
	// Some names are part of others.
	const isNamed = (name: string) => new RegExp(`(?<!\\w)${name}(?!\\w)`, 'i').test(said);
	return PARAMETERS.filter(({ name }) => isNamed(name)).map(({ label }) => `'${label}'`);
}

/** Like {@link errors.toNodeError}; where the server names a field of the request, the user reads which parameter it is. */
export function toNodeError(node: INode, error: unknown, subject: Subject, itemIndex?: number) {
	if (!(error instanceof ApiError)) return errors.toNodeError(node, error, subject, itemIndex);
	const { kind, details } = error;
	const named = new ApiError(kind, { ...details, parameters: parametersIn(details.words ?? []) });
	return errors.toNodeError(node, named, subject, itemIndex);
}

import type { INode } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import type { Subject } from '../errors/errorKinds';
import * as errors from '../errors/nodeError';
import { API_FIELDS } from '../filter/fields';

/** The labels of the parameters behind the fields of a request, apart from those that filters are about. */
const OTHER_LABELS: Readonly<Record<string, string>> = {
	pageSize: 'Page Size',
	pageNumber: 'Page Number',
	orderBy: 'Sort',
	exportType: 'File Format',
};

/** The parameters that the server's words are about: the server uses the API's names. */
function parametersIn(words: string[]): string[] {
	const said = words.join(' ').toLowerCase();
	const labels = API_FIELDS.map(({ name, label }) => [name, label]);
	return [...labels, ...Object.entries(OTHER_LABELS)]
		.filter(([name]) => said.includes(name.toLowerCase()))
		.map(([, label]) => `'${label}'`);
}

/** Like {@link errors.toNodeError}; an error about a request names the parameters of the node. */
export function toNodeError(node: INode, error: unknown, subject: Subject, itemIndex?: number) {
	const named =
		error instanceof ApiError
			? new ApiError(error.kind, {
					...error.details,
					parameters: parametersIn(error.details.words ?? []),
				})
			: error;
	return errors.toNodeError(node, named, subject, itemIndex);
}

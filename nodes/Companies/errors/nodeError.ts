import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { LIMITS } from '../limits';
import { ApiError } from './apiError';
import { bugTexts, isBug } from './bug';
import type { ErrorTexts, Subject } from './errorKinds';
import { ERROR_KINDS } from './errorKinds';

/**
 * Puts an error into words. The server's own words come last in the description and never in the first line, where n8n
 * would replace a line that contains a network code.
 */
export function errorTexts({ kind, details }: ApiError, subject: Subject): ErrorTexts {
	const { message, description } = ERROR_KINDS[kind].texts(details, subject);
	const { words = [] } = details;
	const quoted = words.length > 0 ? ` Keepnet says: "${words.join(' / ')}"` : '';
	return { message, description: `${description}${quoted}`.trim() };
}

function fromApiError(node: INode, error: ApiError, subject: Subject, itemIndex?: number) {
	const { message, description } = errorTexts(error, subject);
	const { cause = error.isTransient ? 'temporarily-unavailable' : undefined } =
		ERROR_KINDS[error.kind];
	const { httpCode, retryAfterMs: announced } = error.details;
	const retryAfterMs = announced && Math.min(announced, LIMITS.maxRetryAfterMs);
	// A plain object, because n8n ignores the texts for an error that it has wrapped before.
	return new NodeApiError(
		node,
		{ message, description },
		{
			message,
			description,
			httpCode: httpCode === undefined ? undefined : String(httpCode),
			itemIndex,
			level: 'warning',
			...(cause && { failure: { cause, ...(retryAfterMs !== undefined && { retryAfterMs }) } }),
		},
	);
}

/**
 * Turns whatever was thrown into the n8n error that the user reads. Errors of n8n itself stay as they are.
 *
 * @param itemIndex the input item that it belongs to
 */
export function toNodeError(
	node: INode,
	error: unknown,
	subject: Subject,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ApiError) return fromApiError(node, error, subject, itemIndex);
	if (error instanceof UserError) {
		const nodeError = new NodeOperationError(node, error.message, {
			description: error.description ?? undefined,
			itemIndex,
			level: 'warning',
			...{ failure: { cause: 'configuration-invalid' } },
		});
		// n8n takes a value such as "OneAccess" for the network code EACCES and replaces the line.
		nodeError.message = error.message;
		return nodeError;
	}
	if (isBug(error)) {
		const { message, description } = bugTexts(error);
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

import type { INode } from 'n8n-workflow';

import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import type { ErrorKind } from './apiError';
import { ApiError } from './apiError';
import { bugTexts, isBug } from './bug';
import type { Subject } from './failureTexts';
import { failureTexts } from './failureTexts';

type DeclaredCause =
	| 'rate-limited'
	| 'credential-invalid'
	| 'configuration-invalid'
	| 'temporarily-unavailable';

/** What n8n 2.x is told about a failure, so that it waits right before the next poll. */
const CAUSE: Partial<Record<ErrorKind, DeclaredCause>> = {
	rateLimit: 'rate-limited',
	credentials: 'credential-invalid',
	role: 'credential-invalid',
	ipRestricted: 'credential-invalid',
	badRequest: 'configuration-invalid',
	tooLarge: 'configuration-invalid',
	baseUrl: 'configuration-invalid',
	blocked: 'configuration-invalid',
	emptyBaseUrl: 'configuration-invalid',
	invalidBaseUrl: 'configuration-invalid',
	server: 'temporarily-unavailable',
	refused: 'temporarily-unavailable',
	unusable: 'temporarily-unavailable',
	unreachable: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	overtime: 'temporarily-unavailable',
	incomplete: 'temporarily-unavailable',
	intermediary: 'temporarily-unavailable',
};

function fromFailure(node: INode, failure: ApiError, subject: Subject, itemIndex?: number) {
	const { message, description } = failureTexts(failure, subject);
	const cause = CAUSE[failure.kind];
	const { httpCode, retryAfterMs } = failure.details;
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
 * Makes the n8n error that the user reads out of whatever was thrown. Errors of n8n itself pass through.
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
	if (error instanceof ApiError) return fromFailure(node, error, subject, itemIndex);
	if (error instanceof UserError) {
		return new NodeOperationError(node, error.message, {
			description: error.description ?? undefined,
			itemIndex,
			level: 'warning',
			...{ failure: { cause: 'configuration-invalid' } },
		});
	}
	if (isBug(error)) {
		const { message, description } = bugTexts(error);
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

import { NodeApiError, NodeOperationError, UserError, type INode } from 'n8n-workflow';

import { LIMITS } from '../limits';
import { ApiError } from './apiError';
import { ERROR_KINDS, type ErrorTexts, type Subject } from './errorKinds';
import { redact } from './redact';

const ISSUES = 'https://github.com/n8n-nodes-keepnet-reseller/n8n-nodes-keepnet-reseller/issues';
/** What JavaScript itself throws; neither n8n nor this package throws these on purpose. */
const OF_JAVASCRIPT = /^(Type|Range|Reference|Syntax|Eval|URI)Error$/;
const STACK_FRAME = /^\s*at .*$/m;
/** In a package of n8n, but not in a dependency below it. */
const OF_N8N =
	/[\\/]node_modules[\\/](?:n8n|n8n-core|n8n-workflow|@n8n[\\/][^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/;
/** The first frame in this package: its folder, file and line. */
const PLACE = /[\\/]nodes[\\/]Companies[\\/]([\w\\/.]+:\d+)/;

/**
 * Puts an error into words. The server's own words come last in the description and never in the first line, where n8n
 * would replace a line that contains a network code.
 */
export function errorTexts({ kind, details }: ApiError, subject: Subject): ErrorTexts {
	const { message, description } = ERROR_KINDS[kind];
	const textOf = (text: typeof message) =>
		typeof text === 'string' ? text : text(details, details.subject ?? subject);
	const { words = [] } = details;
	const quoted = words.length > 0 ? ` Keepnet says: "${words.join(' / ')}"` : '';
	return { message: textOf(message), description: `${textOf(description)}${quoted}`.trim() };
}

function fromApiError(node: INode, error: ApiError, subject: Subject, itemIndex?: number) {
	const texts = errorTexts(error, subject);
	const { cause = error.isTransient ? 'temporarily-unavailable' : undefined } =
		ERROR_KINDS[error.kind];
	const { httpCode, retryAfterMs: announced } = error.details;
	const retryAfterMs = announced && Math.min(announced, LIMITS.maxRetryAfterMs);
	// A plain object, because n8n ignores the texts for an error that it has wrapped before.
	return new NodeApiError(
		node,
		{ ...texts },
		{
			...texts,
			httpCode: httpCode === undefined ? undefined : String(httpCode),
			itemIndex,
			level: 'warning',
			...(cause && { failure: { cause, ...(retryAfterMs !== undefined && { retryAfterMs }) } }),
		},
	);
}

/** Whether JavaScript threw this because of a bug in this package, and not in n8n's own code. */
function isBug(error: unknown): error is Error {
	if (typeof error !== 'object' || error === null) return false;
	const { name, stack = '' } = error as Partial<Error>;
	const [where = ''] = STACK_FRAME.exec(stack) ?? [];
	return OF_JAVASCRIPT.test(name ?? '') && !OF_N8N.test(where);
}

/** What the user reads about a bug, and can report. */
function bugTexts({ name, message, stack = '' }: Error): ErrorTexts {
	const place = PLACE.exec(stack)?.[1];
	const words = redact(`${name}: ${message}`.slice(0, LIMITS.maxServerSentence), []);
	return {
		message: 'The Keepnet node has a bug',
		description: `Please report it at ${ISSUES} with the settings of the node and this text: ${words}${
			place === undefined ? '' : ` (${place})`
		}`,
	};
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
	const thrown = error instanceof Error ? error : String(error);
	return new NodeOperationError(node, thrown, { itemIndex });
}

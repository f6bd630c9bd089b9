import type { OpenAPIValidator } from 'openapi-backend';
import { wordings } from './wording';

/** The parts of a request that the description covers. */
export interface DescribedRequest {
	method: string;
	path: string;
	headers: Record<string, string | string[]>;
	body: unknown;
}

/** The violations of a request in words; empty if it fits the description. */
export function requestProblems(
	description: OpenAPIValidator,
	operationId: string,
	request: DescribedRequest,
): string[] {
	const result = description.validateRequest(request, operationId);
	return result.valid ? [] : wordings(result.errors);
}

import { ERROR_KINDS, type ErrorDetails } from './errorKinds';

/** Why a call to the API gave no result. */
export type ErrorKind = keyof typeof ERROR_KINDS;

/** A call to the API without a result. Operations turn it into the n8n error that the user reads. */
export class ApiError extends Error {
	constructor(
		readonly kind: ErrorKind,
		readonly details: ErrorDetails = {},
	) {
		super(`Keepnet API: ${kind}`);
		this.name = 'ApiError';
	}

	/** Whether the same call may succeed later, without a change by the user. */
	get isTransient(): boolean {
		return ERROR_KINDS[this.kind].isTransient === true;
	}

	/** Whether the server cannot be reached: the next call would wait as long for the same result. */
	get isOutage(): boolean {
		return ERROR_KINDS[this.kind].isOutage === true;
	}
}

/**
 * Waits for a call and returns an expected error as a value, for callers that can go on without the result.
 *
 * @throws any other error
 */
export async function orApiError<T>(
	call: Promise<T>,
	isExpected: (error: ApiError) => boolean,
): Promise<T | ApiError> {
	return await call.catch((error: unknown) => {
		if (error instanceof ApiError && isExpected(error)) return error;
		throw error;
	});
}

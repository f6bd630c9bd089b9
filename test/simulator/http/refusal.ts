import type { Behaviour } from '../behaviour';

/** Statuses of the envelope. */
export type EnvelopeStatus =
	| 'SUCCESS'
	| 'FAILED'
	| 'INPUT_ERROR'
	| 'INTERNAL_SERVER_ERROR'
	| 'FORBIDDEN'
	/** About the account privacy of a company, never about the role of a client (contract section 2). */
	| 'PRIVACY_ERROR'
	| 'IP_RESTRICTED';

/** Thrown if a request must not be served; answered as an envelope. */
export class Refusal extends Error {
	constructor(
		readonly httpStatus: number,
		readonly status: EnvelopeStatus,
		message: string,
		readonly validationMessages: string[] = [],
	) {
		super(message);
	}
}

/** The 400 of the contract. */
export function inputError(...validationMessages: string[]): Refusal {
	return new Refusal(400, 'INPUT_ERROR', 'The request is not valid.', validationMessages);
}

/** What a server says that throws at a part of the request. */
export function failure({ failureStatus }: Pick<Behaviour, 'failureStatus'>): Refusal {
	const message = 'Object reference not set to an instance of an object.';
	return new Refusal(failureStatus, 'INTERNAL_SERVER_ERROR', message);
}

import type { ApiError } from '../errors/apiError';

/** New tokens in a row that are refused before the credential itself is to blame. */
const MAX_REFUSED_TOKENS = 3;
/** The same once the credential has worked in this run: then somebody else more likely revokes its tokens. */
const MAX_REFUSED_TOKENS_LATER = 8;
/** How often one call may be refused while others succeed: with several in flight, it can be late several times in a row. */
const MAX_REFUSALS_OF_A_CALL = 20;
/** Roles that were doubted although they were wrong; after that, a wrong role is believed at once. */
const MAX_VAIN_DOUBTS = 3;

/** One sending of a call, as far as it matters when it is refused. */
export interface Sending {
	/** Counts the tokens of the execution; 0 is the one that was stored before. */
	generation: number;
	/** Whether a call like it has succeeded before, so that its role is not in question. */
	isAllowed: boolean;
	/** How often the call was refused before. */
	refusals: number;
}

/**
 * Tells a token that has died from a credential that is wrong. A token that has worked, or was stored before, may have
 * died. One that is refused as soon as it is used speaks against the credential, but only several of them in a row do:
 * another call, another execution or a server that lags behind can invalidate a new token.
 */
export class Refusals {
	private latest = 0;
	/** Whether the latest token has worked. */
	private isProven = false;
	private lastRefused = 0;
	private refusedInARow = 0;
	private maxInARow = MAX_REFUSED_TOKENS;
	private vainDoubts = 0;

	/** How many new tokens in a row were refused. */
	get inARow(): number {
		return this.refusedInARow;
	}

	/** There is a new token. */
	renewed(generation: number): void {
		this.latest = generation;
		this.isProven = false;
	}

	/** A call has succeeded with a token. */
	succeeded(generation: number): void {
		this.refusedInARow = 0;
		this.maxInARow = MAX_REFUSED_TOKENS_LATER;
		if (generation === this.latest) this.isProven = true;
	}

	/** Whether a call that was refused may succeed with another token. */
	mayBeToken({ kind, details: { httpCode } }: ApiError, sending: Sending): boolean {
		// Without an answer it was the token request itself that was refused.
		if (httpCode === undefined || (kind !== 'credentials' && kind !== 'role')) return false;
		if (sending.refusals >= MAX_REFUSALS_OF_A_CALL) return false;
		if (sending.generation < this.latest) return true;
		const isNew = sending.generation > 0 && !this.isProven;
		if (isNew) this.countRefused(sending.generation);
		if (this.refusedInARow >= this.maxInARow) return false;
		return kind === 'credentials' || sending.isAllowed || !this.isRoleBelieved(isNew, sending);
	}

	private countRefused(generation: number): void {
		if (generation !== this.lastRefused) this.refusedInARow++;
		this.lastRefused = generation;
	}

	/** Some servers answer a dead token like a wrong role, and an old token keeps an old role. */
	private isRoleBelieved(isNew: boolean, { refusals }: Sending): boolean {
		if (!isNew) return this.vainDoubts >= MAX_VAIN_DOUBTS;
		if (refusals > 0) this.vainDoubts++;
		// The server knows the token: otherwise it could not tell the role.
		this.isProven = true;
		this.refusedInARow = 0;
		return true;
	}
}

import { DateTime } from 'luxon';

import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME } from './credential';
import type { Fault, Outcome } from './outcome';
import { TIMING } from './timing';
import type { StoredToken } from './token';
import { judgeStoredToken } from './token';
import type { IsOver } from './wait';
import { withinTime } from './wait';

/** Decides when n8n's stored token has to be replaced, and replaces it. */
export class TokenKeeper {
	/** Counts the tokens of this execution; a call remembers which one it was sent with. */
	generation = 0;
	private readonly stored: StoredToken;
	/** Whether the latest token has been of use: before that, a refusal is not about its age. */
	private proven = false;
	/** The one token of this execution whose role was not believed. */
	private doubtedGeneration?: number;

	constructor(
		private readonly context: CallingContext,
		access: Access,
	) {
		this.stored = judgeStoredToken(access.credential, DateTime.now());
	}

	/** Whether the stored token is expired or belongs to another client, so that it must not be used at all. */
	get isStale(): boolean {
		return this.stored === 'stale' && this.generation === 0;
	}

	/** Whether n8n will fetch the first token by itself, inside of the first request. */
	get isMissing(): boolean {
		return this.stored === 'none' && this.generation === 0 && !this.proven;
	}

	/** A call went well with the latest token. */
	prove(): void {
		this.proven = true;
	}

	/**
	 * Judges a refusal: a dead token is replaced. A wrong role is believed after one token more, because an old token
	 * keeps an old role, and some servers answer a dead token like that.
	 *
	 * @param usedGeneration the token that the call was sent with
	 * @returns whether a token that is worth another try is there or can be fetched
	 */
	mayHelp({ kind, httpCode }: Fault, usedGeneration: number): boolean {
		// Without an answer it was the token request itself that was refused.
		if (httpCode === undefined) return false;
		if (kind !== 'credentials' && kind !== 'role') return false;
		if (kind === 'credentials' || usedGeneration < this.generation) return true;
		const mayBeOld = this.proven || (this.stored === 'usable' && this.generation === 0);
		if (!mayBeOld) return false;
		this.doubtedGeneration ??= usedGeneration;
		return this.doubtedGeneration === usedGeneration;
	}

	/** Fetches a new token. Throws what n8n throws. */
	async fetch(isOver: IsOver): Promise<Outcome<void>> {
		const { refreshOAuth2Token } = this.context.helpers;
		const token = refreshOAuth2Token.call(this.context, CREDENTIAL_NAME);
		await withinTime(token, TIMING.silenceMs, isOver);
		this.generation++;
		this.proven = false;
		return { success: true, value: undefined };
	}
}

import { DateTime } from 'luxon';

import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME } from './credential';
import type { Outcome } from './outcome';
import { readThrown } from './thrown';
import { judgeStoredToken } from './token';

/**
 * Decides when n8n's stored token has to be replaced, and replaces it once for all calls in flight. n8n 1.x would fetch
 * one token for each of them.
 */
export class TokenKeeper {
	/** Counts the tokens of this execution; a call remembers which one it was sent with. */
	generation = 0;
	private stored: 'none' | 'usable' | 'stale';
	private renewing?: Promise<Outcome<void>>;

	constructor(
		private readonly context: CallingContext,
		access: Access,
	) {
		this.stored = judgeStoredToken(access.credential, DateTime.now());
	}

	/** Replaces a stored token that is expired or belongs to another client before it is used. */
	async prepare(): Promise<Outcome<void>> {
		if (this.stored !== 'stale') return { success: true, value: undefined };
		return await this.renew();
	}

	/**
	 * @param httpCode of the answer: 401 means a dead token, 403 may mean an old role inside an old token
	 * @param usedGeneration the token that the call was sent with
	 * @returns whether a token that is worth another try is there or can be fetched
	 */
	mayRenew(httpCode: number | undefined, usedGeneration: number): boolean {
		if (httpCode !== 401 && httpCode !== 403) return false;
		if (usedGeneration < this.generation || httpCode === 401) return true;
		return this.stored === 'usable' && this.generation === 0;
	}

	/** Fetches a new token unless that has happened since the given one; parallel calls share one request. */
	async renewSince(usedGeneration: number): Promise<Outcome<void>> {
		if (usedGeneration < this.generation) return { success: true, value: undefined };
		return await this.renew();
	}

	private async renew(): Promise<Outcome<void>> {
		this.renewing ??= this.fetch().finally(() => {
			this.renewing = undefined;
		});
		return await this.renewing;
	}

	private async fetch(): Promise<Outcome<void>> {
		try {
			await this.context.helpers.refreshOAuth2Token.call(this.context, CREDENTIAL_NAME);
			this.generation++;
			this.stored = 'usable';
			return { success: true, value: undefined };
		} catch (error) {
			return readThrown(error);
		}
	}
}

import { DateTime } from 'luxon';

import { withoutToken } from './contexts';
import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME } from './credential';
import { Cutoff } from './cutoff';
import type { Fault, Outcome } from './outcome';
import { readThrown } from './thrown';
import { TIMING } from './timing';
import { isStale, storedToken } from './token';
import { untilAborted } from './wait';

const noToken = (reason: string): Fault => ({ success: false, kind: 'unusable', reason });

const late = (): Fault => ({
	success: false,
	kind: 'timeout',
	reason: `no token came within ${Math.round(TIMING.tokenMs / 1000)} s`,
});

/** Fetches tokens, and knows the one that n8n has stored. */
export class TokenKeeper {
	/** Counts the tokens of this execution; a call remembers which one it was sent with. */
	generation = 0;
	/** Whether there is no token that may be sent. */
	isMissing: boolean;
	private token?: string;
	/** Whether the last request for a token gave none. */
	private isStuck = false;

	constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
	) {
		this.token = storedToken(access.credential);
		this.isMissing =
			this.token === undefined || isStale(this.token, access.credential, DateTime.now());
	}

	/** n8n has found no token where it had stored one: another execution has replaced it by an answer without one. */
	lose(): void {
		this.isMissing = true;
	}

	/** Has n8n fetch and store a new token. An answer without one is a fault that may pass. */
	async fetch(signal: AbortSignal): Promise<Outcome<void>> {
		const cutoff = new Cutoff(signal);
		cutoff.after(TIMING.tokenMs);
		const isForced = this.isStuck;
		this.isStuck = true;
		try {
			const token = await untilAborted(this.request(isForced), cutoff.signal);
			if (token === undefined) return noToken('the answer to the request for a token has none');
			// Kept by n8n because the new answer has none; where nothing is kept, the server gives it again.
			if (token === this.token && !isForced) return noToken('the token address gives no new token');
			this.take(token);
			return { success: true, value: undefined };
		} catch (error) {
			return cutoff.timedOut ? late() : readThrown(error);
		} finally {
			cutoff.release();
		}
	}

	private take(token: string): void {
		this.token = token;
		this.access.secrets.push(token);
		this.generation++;
		this.isMissing = false;
		this.isStuck = false;
	}

	/** @returns what n8n has stored after it */
	private async request(isForced: boolean): Promise<string | undefined> {
		const { refreshOAuth2Token, httpRequestWithAuthentication } = this.context.helpers;
		if (isForced) {
			const request = { url: this.access.baseUrl };
			await httpRequestWithAuthentication.call(
				withoutToken(this.context),
				CREDENTIAL_NAME,
				request,
			);
		} else {
			await refreshOAuth2Token.call(this.context, CREDENTIAL_NAME);
		}
		return storedToken(await this.context.getCredentials(CREDENTIAL_NAME));
	}
}

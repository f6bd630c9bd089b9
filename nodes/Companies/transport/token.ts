import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import { LIMITS, TIMING } from '../limits';
import { CREDENTIAL_NAME, type Access, type CallingContext } from './credential';
import { Cutoff, untilAborted } from './signals';
import { readThrown } from './thrown';

/** A token this close to its end is not worth a request that may reach the server after it, in seconds. */
const MARGIN_SECONDS = 30;
/** What a token may consist of (RFC 6749, A.12). n8n stores anything. */
const TOKEN = /^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/;

/** New tokens in a row that are refused before the credential itself is to blame. */
const MAX_REFUSED_TOKENS = 3;
/** The same once the credential has worked in this run: then somebody else more likely revokes its tokens. */
const MAX_REFUSED_TOKENS_LATER = 8;
/** How often one call may be refused while others succeed: with several in flight, it can be late several times in a row. */
const MAX_REFUSALS_OF_A_CALL = 20;
/** Roles that were doubted although they were wrong; after that, a wrong role is believed at once. */
const MAX_VAIN_DOUBTS = 3;

/** The claims of a token; none where it is not a JWT. */
function readClaims(token: string): { client_id?: unknown; exp?: unknown } {
	const [, payload = ''] = token.split('.');
	try {
		return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) ?? {};
	} catch {
		return {};
	}
}

/**
 * The token that n8n keeps with the credential; undefined where nothing is stored that could be sent. n8n stores whatever
 * the token address has answered.
 */
export function storedToken({ oauthTokenData }: IDataObject): string | undefined {
	const token = (oauthTokenData as IDataObject | null | undefined)?.access_token;
	if (typeof token !== 'string' || token.length > LIMITS.maxTokenLength) return undefined;
	return TOKEN.test(token) ? token : undefined;
}

/**
 * Whether a stored token must be replaced before the first request, which its claims tell (contract section 1). n8n goes
 * on using it after it has expired, and after the Client ID was changed, so with another customer's access.
 */
export function isStale(token: string, credential: IDataObject, now: DateTime): boolean {
	const { client_id: owner, exp } = readClaims(token);
	const isOfOther = typeof owner === 'string' && owner !== String(credential.clientId).trim();
	return isOfOther || (typeof exp === 'number' && exp < now.toSeconds() + MARGIN_SECONDS);
}

/**
 * The same context, in which n8n finds no token yet and sends nothing but the request for one. In n8n 2.x
 * `refreshOAuth2Token` waits for a request of another execution that may never be answered, keeps the old token where the
 * new answer has none, and replaces no token that is an object.
 */
function withoutToken(context: CallingContext): CallingContext {
	return Object.create(context, {
		getCredentials: {
			value: async (name: string): Promise<IDataObject> => ({
				...(await context.getCredentials(name)),
				oauthTokenData: {},
			}),
		},
		helpers: { value: { ...context.helpers, httpRequest: async () => undefined } },
	}) as CallingContext;
}

/** Fetches tokens, and knows the one that n8n has stored. */
export class TokenKeeper {
	/** Counts the tokens of this execution; 0 is the one that was stored before. */
	generation = 0;
	/** Whether there is no token that may be sent. */
	isMissing: boolean;
	private token?: string;
	/** Whether the last request for a token brought none. */
	private isStuck = false;

	constructor(private readonly access: Access) {
		this.token = storedToken(access.credential);
		this.isMissing =
			this.token === undefined || isStale(this.token, access.credential, DateTime.now());
	}

	/**
	 * Has n8n fetch and store a new token, unless another execution has done so meanwhile.
	 *
	 * @throws ApiError; an answer without a token is transient
	 */
	async fetch(call: AbortSignal): Promise<void> {
		const cutoff = new Cutoff(call);
		cutoff.after(TIMING.tokenTimeoutMs, 'no token came within');
		const isForced = this.isStuck;
		this.isStuck = true;
		const request = this.request(isForced).catch((error: unknown) => {
			throw readThrown(error);
		});
		const credential = await untilAborted(request, cutoff.signal).finally(() => cutoff.release());
		const token = storedToken(credential);
		// n8n keeps the old one if the new answer has none; where nothing is kept, the server sends it again.
		if (token === undefined || (token === this.token && !isForced)) {
			const reason = token
				? 'the server sent no new token'
				: 'the token response contains no token';
			throw new ApiError('unusable', { reason });
		}
		this.access.credential = credential;
		this.access.secrets.push(token);
		this.token = token;
		this.generation++;
		this.isMissing = false;
		this.isStuck = false;
	}

	/** @returns the credential as n8n has stored it after that */
	private async request(isForced: boolean): Promise<IDataObject> {
		const { context, baseUrl } = this.access;
		const stored: IDataObject = await context.getCredentials(CREDENTIAL_NAME);
		if (this.isRenewed(stored)) return stored;
		const { refreshOAuth2Token, httpRequestWithAuthentication } = context.helpers;
		const request = { url: baseUrl };
		await (isForced
			? httpRequestWithAuthentication.call(withoutToken(context), CREDENTIAL_NAME, request)
			: refreshOAuth2Token.call(context, CREDENTIAL_NAME));
		return await context.getCredentials(CREDENTIAL_NAME);
	}

	/** Whether another execution has stored a token that this one has not sent yet. */
	private isRenewed(stored: IDataObject): boolean {
		const token = storedToken(stored);
		if (token === undefined || token === this.token) return false;
		return !isStale(token, stored, DateTime.now());
	}
}

/** One sending of a call, as far as it matters when it is refused. */
export interface Sending {
	path: string;
	/** Of the token that it was sent with. */
	generation: number;
	/** How often the call was refused before. */
	refusals: number;
}

/**
 * Tells a token that has died from a credential that is wrong. A token that has worked, or was stored before, may have
 * died. One that is refused as soon as it is used speaks against the credential, but only several of them in a row do:
 * another call, another execution or a server that lags behind can invalidate a new token.
 */
export class Refusals {
	/** How many new tokens in a row were refused. */
	inARow = 0;
	private maxInARow = MAX_REFUSED_TOKENS;
	/** The latest token that has worked. */
	private proven = 0;
	private lastRefused = 0;
	private vainDoubts = 0;
	/** Paths that a call has succeeded with, so that the role is not in question there. */
	private readonly allowed = new Set<string>();

	succeeded({ path, generation }: Sending): void {
		this.allowed.add(path);
		this.inARow = 0;
		this.maxInARow = MAX_REFUSED_TOKENS_LATER;
		this.proven = Math.max(this.proven, generation);
	}

	/** @returns whether a call that was refused may succeed with a token other than that of the generation `latest` */
	mayBeToken({ kind, details }: ApiError, sending: Sending, latest: number): boolean {
		const { path, generation, refusals } = sending;
		// Without an answer it was the token request itself that was refused.
		if (details.httpCode === undefined || (kind !== 'credentials' && kind !== 'role')) return false;
		if (refusals >= MAX_REFUSALS_OF_A_CALL) return false;
		if (generation < latest) return true;
		const isNew = generation > this.proven;
		if (isNew && generation !== this.lastRefused) {
			this.lastRefused = generation;
			this.inARow++;
		}
		if (this.inARow >= this.maxInARow) return false;
		return kind === 'credentials' || this.allowed.has(path) || !this.isRoleBelieved(isNew, sending);
	}

	/** Some servers answer a dead token like a wrong role, and an old token keeps an old role. */
	private isRoleBelieved(isNew: boolean, { generation, refusals }: Sending): boolean {
		if (!isNew) return this.vainDoubts >= MAX_VAIN_DOUBTS;
		if (refusals > 0) this.vainDoubts++;
		// The server knows the token: otherwise it could not tell the role.
		this.proven = generation;
		this.inARow = 0;
		return true;
	}
}

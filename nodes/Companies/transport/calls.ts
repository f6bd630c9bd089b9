import { ApiError } from '../errors/apiError';
import { redact } from '../errors/redact';
import { LIMITS, TIMING } from '../limits';
import { readSecrets, type Access } from './credential';
import { onOneLine } from './response';
import { type CallPolicy, exponentialBackoff, Retrier } from './retry';
import { abortError, Cutoff, untilAborted, wait } from './signals';
import { Refusals, TokenKeeper, type Sending } from './token';

/** What a client may take. */
export interface CallLimits {
	/** How long all waits of one call together may take, in milliseconds. */
	maxTotalWaitMs?: number;
	/** Aborted, with the error, when all calls must have ended. */
	deadline?: AbortSignal;
}

/** What is special to a call. */
export interface CallSettings extends CallPolicy {
	/** Aborted when nobody wants the answer any more. */
	abandoned?: AbortSignal;
}

/** A call that was refused this often is sent by itself. */
const REFUSALS_BEFORE_ALONE = 3;

const isSignal = (signal: AbortSignal | undefined) => signal !== undefined;

/** Sends calls with a token that works, each until it succeeds or no retry would help. */
export class AuthenticatedCalls {
	readonly retrier: Retrier;
	private readonly tokens: TokenKeeper;
	private readonly refusals = new Refusals();
	/** Aborted when the execution is stopped or its time is up. */
	private readonly end: AbortSignal;
	/** The request for a new token that all calls wait for. */
	private renewal?: Promise<void>;
	/** The call that shows whether a new token works, while that is in question. */
	private probe?: Promise<void>;
	private readonly inFlight = new Set<Promise<unknown>>();

	/** @param concurrency how many requests may be in flight at once */
	constructor(
		private readonly access: Access,
		concurrency: number,
		{ maxTotalWaitMs, deadline }: CallLimits,
	) {
		const { context } = access;
		this.tokens = new TokenKeeper(access);
		this.retrier = new Retrier(concurrency, maxTotalWaitMs);
		const stop =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.end = AbortSignal.any([stop, deadline].filter(isSignal));
	}

	/**
	 * Sends a call with the latest token; one that is refused for its token is sent again with a new one.
	 *
	 * @param path of the request
	 * @param attempt sends it once
	 * @throws ApiError, and what an attempt throws
	 */
	async send<T>(
		path: string,
		attempt: (cutoff: Cutoff) => Promise<T>,
		{ abandoned, ...settings }: CallSettings = {},
	): Promise<T> {
		// Each call has a signal of its own: Node.js takes many listeners on one signal for a leak.
		const signal = AbortSignal.any([this.end, abandoned].filter(isSignal));
		const sending: Sending = { path, generation: 0, refusals: 0 };
		let leave = () => {};
		try {
			const result = await this.retrier.send({
				...settings,
				signal,
				beforeAttempt: async () => {
					leave = await this.enter(sending, signal);
				},
				attempt: async () => {
					sending.generation = this.tokens.generation;
					return await this.track(attempt, signal);
				},
				recover: async (error) => await this.renewAfter(error, sending, signal).finally(leave),
			});
			this.refusals.succeeded(sending);
			return result;
		} catch (error) {
			throw signal.aborted ? abortError(signal) : await finalError(error, this.access);
		} finally {
			leave();
		}
	}

	/** A request that is on its way cannot be taken back: after its call, the run waits a moment for its answer. */
	private async track<T>(attempt: (cutoff: Cutoff) => Promise<T>, call: AbortSignal): Promise<T> {
		const cutoff = new Cutoff(AbortSignal.any([this.end]));
		cutoff.soonAfter(call, TIMING.abandonedMs);
		const sent = attempt(cutoff);
		this.inFlight.add(sent);
		return await sent.finally(() => {
			cutoff.release();
			this.inFlight.delete(sent);
		});
	}

	/**
	 * Waits for a token. While it is in question whether a new one works, calls go one at a time: together they could
	 * invalidate it. So does a call that was refused several times while others were not.
	 *
	 * @returns lets the next one in
	 */
	private async enter(sending: Sending, signal: AbortSignal): Promise<() => void> {
		while (this.probe) await untilAborted(this.probe, signal);
		if (this.tokens.isMissing) await this.renewSince(this.tokens.generation);
		else await this.renewal;
		if (this.refusals.inARow === 0 && sending.refusals < REFUSALS_BEFORE_ALONE) return () => {};
		if (this.probe) return await this.enter(sending, signal);
		let leave = () => {};
		const probe = new Promise<void>((resolve) => (leave = resolve));
		this.probe = probe;
		await Promise.allSettled(this.inFlight);
		return () => {
			if (this.probe === probe) this.probe = undefined;
			leave();
		};
	}

	/** @returns whether there is a token that is worth another attempt */
	private async renewAfter(
		error: ApiError,
		sending: Sending,
		signal: AbortSignal,
	): Promise<boolean> {
		if (!this.refusals.mayBeToken(error, sending, this.tokens.generation)) return false;
		sending.refusals++;
		const { inARow } = this.refusals;
		if (inARow > 0) await wait(exponentialBackoff(inARow - 1, TIMING.initialDelayMs), signal);
		await this.renewSince(sending.generation);
		return true;
	}

	/** Fetches a new token unless that has happened since the given one; all calls share one request. */
	private async renewSince(generation: number): Promise<void> {
		if (generation < this.tokens.generation) return;
		this.renewal ??= this.renew().finally(() => (this.renewal = undefined));
		await this.renewal;
	}

	private async renew(): Promise<void> {
		const signal = this.end;
		await this.retrier.send({ signal, attempt: async () => await this.tokens.fetch(signal) });
		// Where tokens die again and again, fewer requests lose theirs together.
		if (this.tokens.generation > 2) this.retrier.throttle.slowDown(0);
	}
}

/** The error that the caller gets: without secrets and long texts, with what the user has to know of the credential. */
async function finalError(error: unknown, access: Access): Promise<unknown> {
	if (!(error instanceof ApiError)) return error;
	const { kind, details } = error;
	const { baseUrl, ignoreSslIssues } = access;
	const secrets = await readSecrets(access);
	const clean = (text: string | undefined) =>
		text && redact(onOneLine(text.slice(0, LIMITS.maxServerSentence)), secrets);
	const status = clean(details.status);
	// A token that is refused time and again with a page was never seen by the API.
	const isOfOther = kind === 'credentials' && details.isPage === true;
	return new ApiError(isOfOther ? 'intermediary' : kind, {
		...details,
		status: status === details.status ? status : undefined,
		words: details.words?.map((word) => redact(word, secrets)),
		reason: clean(details.reason),
		baseUrl,
		ignoreSslIssues,
	});
}

import type { Access, CallingContext } from './credential';
import { describeFault } from './describeFault';
import type { ApiFailure } from './failure';
import type { Fault, Outcome } from './outcome';
import type { Sending } from './refusals';
import { Refusals } from './refusals';
import { Retrier } from './retrier';
import type { CallHistory } from './retry';
import { backoff } from './retry';
import { readSecrets } from './secrets';
import { NO_TOKEN } from './thrown';
import { Throttle } from './throttle';
import { TIMING } from './timing';
import { TokenKeeper } from './tokenKeeper';
import { delayed, wait } from './wait';

/** What a client may take. */
export interface Limits {
	/** How long all waits of one call together may take, in milliseconds. */
	patienceMs?: number;
	/** Aborted with a `TimeoutError` when all calls must have ended. */
	deadline?: AbortSignal;
}

/** Sends a call once. */
export type Attempt<T> = (signal: AbortSignal) => Promise<Outcome<T>>;

const isSignal = (signal: AbortSignal | undefined) => signal !== undefined;

/** Sends calls with a token that works, each until it succeeds or repeating is useless. */
export class AuthenticatedCalls {
	private readonly tokens: TokenKeeper;
	private readonly refusals = new Refusals();
	private readonly retrier: Retrier;
	/** Aborted when the execution is stopped or its time is up. */
	private readonly end: AbortSignal;
	/** The request for a new token that all calls wait for. */
	private renewal?: Promise<void>;
	private inFlight = 0;
	private sent = 0;

	/** @param concurrency how many requests may be in flight at once */
	constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
		concurrency: number,
		limits: Limits,
	) {
		this.tokens = new TokenKeeper(context, access);
		this.retrier = new Retrier(
			new Throttle(concurrency),
			(fault, history) => this.failure(fault, history),
			limits.patienceMs,
		);
		const stop =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.end = AbortSignal.any([stop, limits.deadline].filter(isSignal));
	}

	/**
	 * Sends a call with the latest token; one that is refused for its token is sent again with a new one.
	 *
	 * @param abandoned aborted when nobody wants the answer any more
	 * @throws ApiFailure, and what an attempt throws
	 */
	async send<T>(attempt: Attempt<T>, abandoned?: AbortSignal): Promise<T> {
		const signal = AbortSignal.any([this.end, abandoned].filter(isSignal));
		// A request that is on its way cannot be taken back: its answer may still come, but not at its leisure.
		const late = abandoned && delayed(abandoned, TIMING.abandonedMs);
		const request = AbortSignal.any([this.end, late].filter(isSignal));
		const sending: Sending = { generation: 0, wasAlone: true, refusals: 0 };
		const value = await this.retrier.send({
			signal,
			ready: async () => {
				if (this.tokens.isMissing) await this.renewSince(this.tokens.generation);
				else await this.renewal;
			},
			attempt: async () => await this.sendOnce(async () => await attempt(request), sending),
			remedy: async (fault) => await this.renewAfter(fault, sending, signal),
		});
		this.refusals.succeeded(sending.generation);
		return value;
	}

	/** See {@link Retrier.expectNobody}. */
	expectNobody(): void {
		this.retrier.expectNobody();
	}

	private async sendOnce<T>(
		attempt: () => Promise<Outcome<T>>,
		sending: Sending,
	): Promise<Outcome<T>> {
		sending.generation = this.tokens.generation;
		const isFirst = this.inFlight === 0;
		const number = ++this.sent;
		this.inFlight++;
		try {
			return await attempt();
		} finally {
			this.inFlight--;
			sending.wasAlone = isFirst && this.sent === number;
		}
	}

	/** @returns whether there is a token that is worth another try */
	private async renewAfter(fault: Fault, sending: Sending, signal: AbortSignal): Promise<boolean> {
		if (fault.reason === NO_TOKEN) this.tokens.lose();
		if (!this.refusals.mayBeToken(fault, sending)) return false;
		sending.refusals++;
		const { inARow } = this.refusals;
		if (inARow > 0) await wait(backoff(inARow - 1, TIMING.firstWaitMs), signal);
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
		await this.retrier.send({
			signal,
			attempt: async () => await this.tokens.fetch(signal),
		});
		this.refusals.renewed(this.tokens.generation);
	}

	private async failure(fault: Fault, history: CallHistory): Promise<ApiFailure> {
		return describeFault(fault, history, this.access, await readSecrets(this.context, this.access));
	}
}

import type { Access, CallingContext } from './credential';
import { Cutoff } from './cutoff';
import { describeFault } from './describeFault';
import type { ApiError } from '../errors/apiError';
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
import { untilAborted, wait } from './wait';

/** What a client may take. */
export interface Limits {
	/** How long all waits of one call together may take, in milliseconds. */
	patienceMs?: number;
	/** Aborted with a `TimeoutError` when all calls must have ended. */
	deadline?: AbortSignal;
}

/** Sends a call once. */
export type Attempt<T> = (cutoff: Cutoff) => Promise<Outcome<T>>;

/** A call that was refused so often is sent by itself. */
const UNLUCKY = 3;

const isSignal = (signal: AbortSignal | undefined) => signal !== undefined;

/** Sends calls with a token that works, each until it succeeds or repeating is useless. */
export class AuthenticatedCalls {
	private readonly tokens: TokenKeeper;
	private readonly refusals = new Refusals();
	private readonly throttle: Throttle;
	private readonly retrier: Retrier;
	/** Aborted when the execution is stopped or its time is up. */
	private readonly end: AbortSignal;
	/** The request for a new token that all calls wait for. */
	private renewal?: Promise<void>;
	/** The call that shows whether a new token works, while that is in question. */
	private probe?: Promise<void>;
	private readonly underWay = new Set<Promise<unknown>>();
	/** Paths that have been answered well. */
	private readonly allowed = new Set<string>();

	/** @param concurrency how many requests may be in flight at once */
	constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
		concurrency: number,
		limits: Limits,
	) {
		this.tokens = new TokenKeeper(context, access);
		this.throttle = new Throttle(concurrency);
		this.retrier = new Retrier(
			this.throttle,
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
	 * @param path of the request
	 * @param abandoned aborted when nobody wants the answer any more
	 * @throws ApiError, and what an attempt throws
	 */
	async send<T>(path: string, attempt: Attempt<T>, abandoned?: AbortSignal): Promise<T> {
		// One of its own for each call: a signal that many listen to is taken for a leak.
		const signal = AbortSignal.any([this.end, abandoned].filter(isSignal));
		const sending: Sending = { generation: 0, isAllowed: false, refusals: 0 };
		let leave = () => {};
		try {
			const value = await this.retrier.send({
				signal,
				ready: async () => {
					leave = await this.enter(sending, signal);
				},
				attempt: async () => {
					sending.generation = this.tokens.generation;
					const cutoff = new Cutoff(AbortSignal.any([this.end]));
					// A request that is on its way cannot be taken back: its answer may still come, but not at its leisure.
					if (abandoned) cutoff.soonAfter(signal, TIMING.abandonedMs);
					const sent = attempt(cutoff);
					this.underWay.add(sent);
					return await sent.finally(() => {
						cutoff.release();
						this.underWay.delete(sent);
					});
				},
				remedy: async (fault) => {
					sending.isAllowed = this.allowed.has(path);
					return await this.renewAfter(fault, sending, signal).finally(leave);
				},
			});
			this.allowed.add(path);
			this.refusals.succeeded(sending.generation);
			return value;
		} finally {
			leave();
		}
	}

	/** See {@link Retrier.openCircuit}. */
	openCircuit(): void {
		this.retrier.openCircuit();
	}

	/**
	 * Waits for a token. While it is in question whether a new one works, calls go one at a time: together they could cost
	 * it its life. So does a call that was refused several times while others were not.
	 *
	 * @returns lets the next one in
	 */
	private async enter(sending: Sending, signal: AbortSignal): Promise<() => void> {
		while (this.probe) await untilAborted(this.probe, signal);
		if (this.tokens.isMissing) await this.renewSince(this.tokens.generation);
		else await this.renewal;
		if (this.refusals.inARow === 0 && sending.refusals < UNLUCKY) return () => {};
		if (this.probe) return await this.enter(sending, signal);
		let leave = () => {};
		const probe = new Promise<void>((resolve) => (leave = resolve));
		this.probe = probe;
		await Promise.allSettled(this.underWay);
		return () => {
			if (this.probe === probe) this.probe = undefined;
			leave();
		};
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
		// Where tokens die again and again, fewer requests lose theirs together.
		if (this.tokens.generation > 2) this.throttle.slowDown(0);
	}

	private async failure(fault: Fault, history: CallHistory): Promise<ApiError> {
		return describeFault(fault, history, this.access, await readSecrets(this.context, this.access));
	}
}

import { DateTime } from 'luxon';

import type { ApiError } from '../errors/apiError';
import { isOutage } from '../errors/apiError';
import type { Fault, Outcome } from './outcome';
import type { CallHistory } from './retry';
import { newCall, retryAfterMs, waitBeforeRepeat } from './retry';
import type { Throttle } from './throttle';
import { endOf, wait } from './wait';

/** One call, as often as it is sent. */
export interface Call<T> {
	/** Sends it once. What it throws is no fault of the world but a bug, and ends the call. */
	attempt(): Promise<Outcome<T>>;
	/** Aborted when nobody waits for the result any more. */
	signal: AbortSignal;
	/** Waits for what must be over before it is sent. */
	ready?(): Promise<void>;
	/** Takes the cause of a fault away, where that is possible; true: it is sent again at once. */
	remedy?(fault: Fault): Promise<boolean>;
}

/** Sends calls until they succeed or repeating is useless: the one policy for every fault. */
export class Retrier {
	private isReachable = true;

	/**
	 * @param toFailure makes the failure that the caller gets from the last fault of a call
	 * @param patienceMs how long all waits of one call together may take, where not as long as usual
	 */
	constructor(
		private readonly throttle: Throttle,
		private readonly toFailure: (fault: Fault, history: CallHistory) => Promise<ApiError>,
		private readonly patienceMs?: number,
	) {}

	/** @throws ApiError, and what an attempt throws */
	async send<T>(call: Call<T>): Promise<T> {
		const history = newCall();
		for (;;) {
			await call.ready?.();
			const outcome = await this.throttle.run(async () => await tryOnce(call), call.signal);
			if (outcome.success || isAnswer(outcome)) this.isReachable = true;
			if (outcome.success) {
				this.throttle.speedUp();
				return outcome.value;
			}
			if (!(await call.remedy?.(outcome))) await this.waitAfter(outcome, history, call.signal);
		}
	}

	/** Until a call is answered, network faults are retried once and timeouts not at all. */
	openCircuit(): void {
		this.isReachable = false;
	}

	private mayRepeat({ kind }: Fault, { repeats }: CallHistory): boolean {
		return this.isReachable || (kind !== 'timeout' && repeats === 0);
	}

	private async waitAfter(fault: Fault, history: CallHistory, signal: AbortSignal): Promise<void> {
		const now = DateTime.now();
		const ms = this.mayRepeat(fault, history)
			? waitBeforeRepeat(fault, history, Math.random(), now, this.patienceMs)
			: undefined;
		if (ms === undefined) throw await this.toFailure(fault, history);
		const isAnnounced = retryAfterMs(fault.retryAfter, now) !== undefined;
		if (fault.kind === 'rateLimit' || isAnnounced) this.throttle.slowDown(ms);
		if (fault.kind === 'rateLimit') history.rateLimits++;
		else history.repeats++;
		if (fault.kind === 'timeout') history.silences++;
		history.waitedMs += ms;
		await wait(ms, signal);
	}
}

const isAnswer = ({ kind }: Fault) => !isOutage(kind);

async function tryOnce<T>({ attempt, signal }: Call<T>): Promise<Outcome<T>> {
	if (signal.aborted) throw endOf(signal);
	const outcome = await attempt().catch((error: unknown) => {
		throw signal.aborted ? endOf(signal) : error;
	});
	if (signal.aborted) throw endOf(signal);
	return outcome;
}

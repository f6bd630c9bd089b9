import { DateTime } from 'luxon';

import { ApiError, orApiError } from '../errors/apiError';
import type { ErrorDetails } from '../errors/errorKinds';
import { TIMING } from '../limits';
import { abortError, untilAborted, wait } from './signals';
import { Throttle } from './throttle';

/** A transient error is retried this often: after 0.25, 0.5, 1, 2, 4 and 8 seconds. */
const MAX_RETRIES = 6;
/** A server that sends nothing is asked once more: a call ends within a few minutes, one for a file within ten. */
const MAX_RETRIES_AFTER_TIMEOUT = 1;

/** How often a call is retried. */
export interface CallPolicy {
	/** How often a transient error is retried, for a call whose result is not worth the usual wait. */
	maxRetries?: number;
	/** How often it is retried after a failure of the server, for a request that may be the reason for it. */
	maxServerRetries?: number;
	/** What a call that failed has been through: this one takes the retries that it has left. */
	before?: Pick<ErrorDetails, 'attempts' | 'waitedMs'>;
	/**
	 * A call whose failure makes this one pointless: no retry comes before its end, so that a server that is down hears the
	 * retries of one of them.
	 */
	leader?: Promise<unknown>;
}

/** What one call has been through so far. */
export const newHistory = ({
	maxRetries = MAX_RETRIES,
	maxServerRetries = Infinity,
	before: { attempts: retries = 0, waitedMs = 0 } = {},
}: CallPolicy = {}) => ({
	/** Retries after transient errors, how many there may be, and how many of them followed a timeout. */
	retries,
	maxRetries,
	timeouts: 0,
	/** How many of them followed a failure of the server, and how many may. */
	serverRetries: 0,
	maxServerRetries,
	/** Retries after a rate limit. */
	rateLimits: 0,
	waitedMs,
});

type CallHistory = ReturnType<typeof newHistory>;

/** The wait before a retry, doubled for each one before it, in milliseconds. */
export const exponentialBackoff = (retriesBefore: number, initialDelayMs: number) =>
	Math.min(initialDelayMs * 2 ** retriesBefore, TIMING.maxDelayMs);

/**
 * Reads a `Retry-After` header: seconds or an HTTP date (RFC 9110).
 *
 * @returns milliseconds from `now`, not below 0; undefined where there is none that can be read
 */
export function readRetryAfter(header: unknown, now: DateTime): number | undefined {
	const text = String(header ?? '').trim();
	const date = DateTime.fromHTTP(text);
	const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : date.diff(now).as('seconds');
	return Number.isNaN(seconds) ? undefined : Math.max(0, seconds * 1000);
}

/**
 * Decides how long to wait before the same call is sent again.
 *
 * @param random from 0 to 1, spreads retries so that parallel calls do not come back together
 * @param maxTotalWaitMs how long all waits of the call together may take
 * @returns milliseconds, or undefined where no retry would help or fit into that time
 */
export function nextDelay(
	{ kind, isTransient, details: { retryAfterMs = 0 } }: ApiError,
	history: CallHistory,
	random: number,
	maxTotalWaitMs = TIMING.maxTotalWaitMs,
): number | undefined {
	const { retries, timeouts, rateLimits, waitedMs } = history;
	const inTime = (ms: number) => (waitedMs + ms > maxTotalWaitMs ? undefined : ms);
	if (kind === 'rateLimit') {
		// "Now" in answer to "too many" cannot be meant, and a date of a clock that differs can lie in the past.
		const ms = retryAfterMs || exponentialBackoff(rateLimits, TIMING.initialRateLimitDelayMs);
		return inTime(ms + 50 + random * 200);
	}
	if (!isTransient || retries >= history.maxRetries) return undefined;
	if (kind === 'server' && history.serverRetries >= history.maxServerRetries) return undefined;
	if (kind === 'timeout' && timeouts >= MAX_RETRIES_AFTER_TIMEOUT) return undefined;
	const ms = exponentialBackoff(retries, TIMING.initialDelayMs) * (0.75 + random * 0.5);
	return inTime(Math.max(Math.min(ms, TIMING.maxDelayMs), retryAfterMs));
}

/** One call, including all its retries. */
export interface Call<T> extends CallPolicy {
	/** Sends it once. Only an ApiError is retried: anything else that it throws is a bug. */
	attempt(): Promise<T>;
	/** Aborted when nobody wants the result any more. */
	signal: AbortSignal;
	/** Runs before each attempt. */
	beforeAttempt?(): Promise<void>;
	/** Tries to fix the cause; resolves to true to retry at once. */
	recover?(error: ApiError): Promise<boolean>;
}

/** Sends calls until they succeed or no retry would help: the one policy for every error. */
export class Retrier {
	readonly throttle: Throttle;
	/** The circuit breaker: whether the server has been unreachable through all retries of a call. */
	private isOpen = false;

	/** @param maxTotalWaitMs as for {@link nextDelay} */
	constructor(
		concurrency: number,
		private readonly maxTotalWaitMs?: number,
	) {
		this.throttle = new Throttle(concurrency);
	}

	/** @throws ApiError, and what `beforeAttempt` and `recover` throw */
	async send<T>(call: Call<T>): Promise<T> {
		const { signal } = call;
		const history = newHistory(call);
		for (;;) {
			await call.beforeAttempt?.();
			const attempt = this.throttle.run(async () => await attemptOnce(call), signal);
			const result = await orApiError(attempt, () => !signal.aborted);
			if (!(result instanceof ApiError)) {
				this.isOpen = false;
				this.throttle.speedUp();
				return result;
			}
			if (!result.isOutage) this.isOpen = false;
			if (!(await call.recover?.(result))) await this.waitAfter(result, history, call);
		}
	}

	/** Opens the circuit: until the server answers, network errors are retried once and timeouts not at all. */
	openCircuit(): void {
		this.isOpen = true;
	}

	private async waitAfter(
		error: ApiError,
		history: CallHistory,
		{ signal, leader }: CallPolicy & { signal: AbortSignal },
	) {
		const { kind, details } = error;
		const failsFast = this.isOpen && (kind === 'timeout' || history.retries > 0);
		const ms = nextDelay(error, history, Math.random(), this.maxTotalWaitMs);
		if (failsFast || ms === undefined) {
			const attempts = 1 + history.retries + history.rateLimits;
			throw new ApiError(kind, { ...details, attempts, waitedMs: history.waitedMs });
		}
		if (kind === 'rateLimit' || details.retryAfterMs !== undefined) this.throttle.slowDown(ms);
		if (kind === 'rateLimit') history.rateLimits++;
		else history.retries++;
		if (kind === 'timeout') history.timeouts++;
		if (kind === 'server') history.serverRetries++;
		history.waitedMs += ms;
		// A rate limit shows that the server is there.
		if (kind !== 'rateLimit') await untilAborted(Promise.allSettled([leader]), signal);
		await wait(ms, signal);
	}
}

async function attemptOnce<T>({ attempt, signal }: Call<T>): Promise<T> {
	if (signal.aborted) throw abortError(signal);
	const result = await attempt().catch((error: unknown) => {
		throw signal.aborted ? abortError(signal) : error;
	});
	if (signal.aborted) throw abortError(signal);
	return result;
}

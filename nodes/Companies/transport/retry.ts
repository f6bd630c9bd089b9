import { DateTime } from 'luxon';

import type { ErrorKind } from '../errors/apiError';
import type { Fault } from './outcome';
import { TIMING } from './timing';

/** Faults that pass by themselves are repeated this often: 0.25, 0.5, 1, 2, 4 and 8 seconds apart. */
const MAX_RETRIES = 6;
/** A server that lets a minute pass in silence is asked once more, so that a run ends within a few minutes. */
const MAX_RETRIES_AFTER_TIMEOUT = 1;
/** Only what can end differently the next time; a wrong request, secret, role or address cannot. */
const PASSING: ReadonlySet<ErrorKind> = new Set([
	'server',
	'refused',
	'unusable',
	'unreachable',
	'timeout',
]);

/** What one call has been through so far. */
export interface CallHistory {
	/** Repeats after faults that pass, and after time-outs among them. */
	repeats: number;
	silences: number;
	/** Repeats after a 429. */
	rateLimits: number;
	waitedMs: number;
}

export const newCall = (): CallHistory => ({ repeats: 0, silences: 0, rateLimits: 0, waitedMs: 0 });

/** The wait before repeat number `repeat` (from 0), growing twofold, in milliseconds. */
export const backoff = (repeat: number, first: number) =>
	Math.min(first * 2 ** repeat, TIMING.longestWaitMs);

/**
 * Reads a `Retry-After` header: seconds or an HTTP date (RFC 9110).
 *
 * @returns milliseconds from `now`, not below 0; undefined where there is none that can be read
 */
export function retryAfterMs(header: string | undefined, now: DateTime): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const date = DateTime.fromHTTP(text);
	return date.isValid ? Math.max(0, date.diff(now).milliseconds) : undefined;
}

/**
 * Decides how long to wait before the same call is sent again. Pure: somebody else waits.
 *
 * @param random from 0 to 1, spreads repeats so that parallel calls do not come back together
 * @param patienceMs how long all waits of the call together may take
 * @returns milliseconds, or undefined where repeating is useless or patience has ended
 */
export function waitBeforeRepeat(
	fault: Fault,
	history: CallHistory,
	random: number,
	now: DateTime,
	patienceMs = TIMING.patienceMs,
): number | undefined {
	const withinPatience = (ms: number) => (history.waitedMs + ms > patienceMs ? undefined : ms);
	const announced = retryAfterMs(fault.retryAfter, now) ?? 0;
	if (fault.kind === 'rateLimit') {
		// "Now" in answer to "too many" cannot be meant, and a date of a clock that differs can lie in the past.
		const wait =
			announced > 0 ? announced : backoff(history.rateLimits, TIMING.firstRateLimitWaitMs);
		return withinPatience(wait + 50 + random * 200);
	}
	if (!PASSING.has(fault.kind) || history.repeats >= MAX_RETRIES) return undefined;
	if (fault.kind === 'timeout' && history.silences >= MAX_RETRIES_AFTER_TIMEOUT) return undefined;
	const wait = backoff(history.repeats, TIMING.firstWaitMs) * (0.75 + random * 0.5);
	return withinPatience(Math.max(Math.min(wait, TIMING.longestWaitMs), announced));
}

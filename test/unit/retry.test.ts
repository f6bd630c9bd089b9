import { DateTime } from 'luxon';

import type { ErrorKind } from '../../nodes/Companies/errors/apiError';
import { ApiError } from '../../nodes/Companies/errors/apiError';
import { newHistory, nextDelay, readRetryAfter } from '../../nodes/Companies/transport/retry';

const delay = (
	kind: ErrorKind,
	history = {},
	retryAfterMs?: number,
	random = 0.5,
	maxTotalWaitMs?: number,
) =>
	nextDelay(
		new ApiError(kind, { retryAfterMs }),
		{ ...newHistory(), ...history },
		random,
		maxTotalWaitMs,
	);

test('only what can end differently is retried', () => {
	for (const kind of [
		'badRequest',
		'credentials',
		'role',
		'privacy',
		'ipRestricted',
		'notFound',
		'tooLarge',
		'certificate',
		'baseUrl',
		'intermediary',
		'blocked',
		'storage',
		'cancelled',
	] as const) {
		expect(delay(kind)).toBeUndefined();
	}
	for (const kind of [
		'server',
		'refused',
		'unusable',
		'unreachable',
		'timeout',
		'rateLimit',
	] as const) {
		expect(delay(kind)).toBeGreaterThan(0);
	}
});

test('the delay doubles, up to the last retry', () => {
	const delays = [0, 1, 2, 3, 4, 5, 6].map((retries) => delay('server', { retries }));
	expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, undefined]);
});

test('delays are spread', () => {
	expect(delay('server', {}, undefined, 0)).toBe(187.5);
	expect(delay('server', {}, undefined, 1)).toBe(312.5);
});

test('after a timeout the request is retried once', () => {
	expect(delay('timeout', { retries: 1, timeouts: 0 })).toBeDefined();
	expect(delay('timeout', { retries: 1, timeouts: 1 })).toBeUndefined();
});

test('the server says how long to wait, in seconds or as a date', () => {
	const now = DateTime.fromISO('2026-03-15T12:00:00Z');
	expect(readRetryAfter('30', now)).toBe(30_000);
	expect(readRetryAfter(' 0.5 ', now)).toBe(500);
	expect(readRetryAfter('Sun, 15 Mar 2026 12:01:30 GMT', now)).toBe(90_000);
	expect(readRetryAfter('Sun, 15 Mar 2026 11:00:00 GMT', now)).toBe(0);
	for (const none of [undefined, '', 'soon', '-5']) {
		expect(readRetryAfter(none, now)).toBeUndefined();
	}
});

test('a rate limit is waited for as announced, a little longer so as not to be early', () => {
	expect(delay('rateLimit', {}, 30_000)).toBe(30_150);
	expect(delay('server', {}, 30_000)).toBe(30_000);
});

test('a rate limit without a wait, or with "now", gets exponential backoff', () => {
	expect(delay('rateLimit')).toBe(1150);
	expect(delay('rateLimit', { rateLimits: 3 })).toBe(8150);
	expect(delay('rateLimit', {}, 0)).toBe(1150);
});

test('all waits of a call together are limited', () => {
	expect(delay('rateLimit', { waitedMs: 9 * 60_000 }, 30_000)).toBeDefined();
	expect(delay('rateLimit', { waitedMs: 10 * 60_000 }, 30_000)).toBeUndefined();
	expect(delay('rateLimit', {}, 3_600_000)).toBeUndefined();
	expect(delay('server', {}, 8000, 0, 5000)).toBeUndefined();
	expect(delay('server', {}, undefined, 0, 0)).toBeUndefined();
});

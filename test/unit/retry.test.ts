import { DateTime } from 'luxon';
import type { ErrorKind } from '../../nodes/Companies/errors/apiError';
import { newCall, retryAfterMs, waitBeforeRepeat } from '../../nodes/Companies/transport/retry';

const now = DateTime.fromISO('2026-03-15T12:00:00Z');

const wait = (kind: ErrorKind, history = {}, retryAfter?: string, random = 0.5) =>
	waitBeforeRepeat({ success: false, kind, retryAfter }, { ...newCall(), ...history }, random, now);

test('only what can end differently is repeated', () => {
	for (const kind of [
		'badRequest',
		'credentials',
		'role',
		'ipRestricted',
		'notFound',
		'certificate',
		'baseUrl',
		'storage',
		'cancelled',
	] as const) {
		expect(wait(kind)).toBeUndefined();
	}
	for (const kind of [
		'server',
		'refused',
		'unusable',
		'unreachable',
		'timeout',
		'rateLimit',
	] as const) {
		expect(wait(kind)).toBeGreaterThan(0);
	}
});

test('waits double, up to the last repeat', () => {
	const waits = [0, 1, 2, 3, 4, 5, 6].map((repeats) => wait('server', { repeats }));
	expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, undefined]);
});

test('waits are spread', () => {
	expect(wait('server', {}, undefined, 0)).toBe(187.5);
	expect(wait('server', {}, undefined, 1)).toBe(312.5);
});

test('a server that stays silent is asked once more', () => {
	expect(wait('timeout', { repeats: 1, silences: 0 })).toBeDefined();
	expect(wait('timeout', { repeats: 1, silences: 1 })).toBeUndefined();
});

test('the server says how long to wait, in seconds or as a date', () => {
	expect(retryAfterMs('30', now)).toBe(30_000);
	expect(retryAfterMs(' 0.5 ', now)).toBe(500);
	expect(retryAfterMs('Sun, 15 Mar 2026 12:01:30 GMT', now)).toBe(90_000);
	expect(retryAfterMs('Sun, 15 Mar 2026 11:00:00 GMT', now)).toBe(0);
	for (const none of [undefined, '', 'soon', '-5']) expect(retryAfterMs(none, now)).toBeUndefined();
});

test('a rate limit is waited for as announced, a little longer so as not to be early', () => {
	expect(wait('rateLimit', {}, '30')).toBe(30_150);
	expect(wait('server', {}, '30')).toBe(30_000);
});

test('a rate limit that says nothing, or "now", is waited for with growing waits', () => {
	expect(wait('rateLimit')).toBe(1150);
	expect(wait('rateLimit', { rateLimits: 3 })).toBe(8150);
	expect(wait('rateLimit', {}, '0')).toBe(1150);
});

test('patience ends', () => {
	expect(wait('rateLimit', { waitedMs: 9 * 60_000 }, '30')).toBeDefined();
	expect(wait('rateLimit', { waitedMs: 10 * 60_000 }, '30')).toBeUndefined();
	expect(wait('rateLimit', {}, '3600')).toBeUndefined();
	const fault = { success: false, kind: 'server' } as const;
	expect(waitBeforeRepeat({ ...fault, retryAfter: '8' }, newCall(), 0, now, 5000)).toBeUndefined();
	expect(waitBeforeRepeat(fault, newCall(), 0, now, 0)).toBeUndefined();
});

import { DateTime } from 'luxon';

import type { FailureKind } from '../../nodes/Companies/client/failure';
import type { Fault } from '../../nodes/Companies/client/outcome';
import { newCall, retryAfterMs, waitBeforeRepeat } from '../../nodes/Companies/client/retry';
import { Throttle } from '../../nodes/Companies/client/throttle';
import { TIMING } from '../../nodes/Companies/client/timing';

const now = DateTime.fromISO('2026-03-01T12:00:00Z');
const fault = (kind: FailureKind, retryAfter?: string): Fault => ({
	success: false,
	kind,
	retryAfter,
});
const waits = (what: Fault, count: number, field: 'repeats' | 'rateLimits') =>
	Array.from({ length: count }, (_, index) =>
		waitBeforeRepeat(what, { ...newCall(), [field]: index }, 0.5, now),
	);

describe('How long to wait before a repeat', () => {
	it.each([
		['7', 7000],
		['0.5', 500],
		['Sun, 01 Mar 2026 12:00:09 GMT', 9000],
		['Sun, 01 Mar 2026 11:59:00 GMT', 0],
		['soon', undefined],
		[undefined, undefined],
	])('reads Retry-After: %s', (header, expected) => {
		expect(retryAfterMs(header, now)).toBe(expected);
	});

	it('grows, and ends', () => {
		expect(waits(fault('server'), 8, 'repeats')).toEqual([
			250,
			500,
			1000,
			2000,
			4000,
			8000,
			undefined,
			undefined,
		]);
	});

	it.each([undefined, '0', 'Sun, 01 Mar 2026 11:59:00 GMT'])(
		'grows after a 429 that names no time (%s)',
		(retryAfter) => {
			const found = waits(fault('rateLimit', retryAfter), 8, 'rateLimits');
			expect(found.slice(0, 3)).toEqual([1150, 2150, 4150]);
			expect(found[7]).toBe(TIMING.longestWaitMs + 150);
		},
	);

	it('is never shorter than the server asks for, also after a 503', () => {
		expect(waitBeforeRepeat(fault('rateLimit', '90'), newCall(), 0, now)).toBe(90_050);
		expect(waitBeforeRepeat(fault('server', '90'), newCall(), 0, now)).toBe(90_000);
	});

	it('ends where all waits together would be too long', () => {
		const waited = { ...newCall(), waitedMs: TIMING.patienceMs - 5000 };
		expect(waitBeforeRepeat(fault('rateLimit', '4'), waited, 0, now)).toBe(4050);
		expect(waitBeforeRepeat(fault('rateLimit', '5'), waited, 0, now)).toBeUndefined();
		expect(waitBeforeRepeat(fault('server', '3600'), newCall(), 0, now)).toBeUndefined();
		expect(waitBeforeRepeat(fault('server', '8'), newCall(), 0, now, 5000)).toBeUndefined();
	});

	it.each<FailureKind>(['badRequest', 'credentials', 'role', 'address', 'notFound', 'certificate'])(
		'does not repeat %s',
		(kind) => {
			expect(waitBeforeRepeat(fault(kind), newCall(), 0.5, now)).toBeUndefined();
		},
	);

	it('asks a silent server once more', () => {
		expect(waitBeforeRepeat(fault('timeout'), newCall(), 0.5, now)).toBe(250);
		expect(waitBeforeRepeat(fault('timeout'), { ...newCall(), silences: 1 }, 0.5, now)).toBe(
			undefined,
		);
	});
});

describe('How many requests are in flight', () => {
	const never = () => false;

	/** Starts so many tasks and says how many of them run; they end when told so. */
	function start(throttle: Throttle, count: number) {
		const ends: Array<() => void> = [];
		const running = { count: 0 };
		const all = Array.from({ length: count }, async () => {
			await throttle.run(async () => {
				running.count++;
				await new Promise<void>((resolve) => ends.push(resolve));
				running.count--;
			}, never);
		});
		const finish = async () => {
			let isDone = false;
			void Promise.all(all).then(() => (isDone = true));
			while (!isDone) {
				ends.splice(0).forEach((end) => end());
				await new Promise((resolve) => setImmediate(resolve));
			}
		};
		return { running, finish };
	}

	const settle = async () => await new Promise((resolve) => setTimeout(resolve, 20));

	it('halves once for a burst of rate limits, and recovers', async () => {
		const throttle = new Throttle(8);
		const first = start(throttle, 20);
		await settle();
		expect(first.running.count).toBe(8);

		for (let index = 0; index < 8; index++) throttle.slowDown(5);
		await first.finish();
		const second = start(throttle, 20);
		await settle();
		expect(second.running.count).toBe(4);
		await second.finish();

		for (let index = 0; index < 100; index++) throttle.speedUp();
		const third = start(throttle, 20);
		await settle();
		expect(third.running.count).toBe(8);
		await third.finish();
	});

	it('is none while the server asks for silence, and a wait that is over ends', async () => {
		const throttle = new Throttle(2);
		throttle.slowDown(60_000);
		let isOver = false;
		const call = throttle.run(
			async () => 'sent',
			() => isOver,
		);
		isOver = true;
		await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
	});
});

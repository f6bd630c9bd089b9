import { Throttle } from '../../nodes/Companies/transport/throttle';
import { sleep } from 'n8n-workflow';

/** The clock only moves when a test advances it, so every moment is exact. */
beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

/** Starts tasks of the given duration and returns when each of them starts, counted from now. */
function start(throttle: Throttle, count: number, taskMs: number, signal?: AbortSignal) {
	const from = performance.now();
	const starts: number[] = [];
	const all = Array.from({ length: count }, async () => {
		await throttle.run(async () => {
			starts.push(performance.now() - from);
			await sleep(taskMs);
		}, signal ?? new AbortController().signal);
	});
	return { starts, all: Promise.all(all) };
}

describe('How many requests are in flight', () => {
	it('halves once for a burst of rate limits, and recovers', async () => {
		const throttle = new Throttle(8);
		const first = start(throttle, 20, 1000);
		await pass(999);
		expect(first.starts).toHaveLength(8);

		for (let index = 0; index < 8; index++) throttle.slowDown(5);
		await pass(10_000);
		await first.all;
		expect(first.starts).toHaveLength(20);
		const second = start(throttle, 20, 1000);
		await pass(999);
		expect(second.starts).toHaveLength(4);
		await pass(10_000);

		for (let index = 0; index < 100; index++) throttle.speedUp();
		const third = start(throttle, 20, 1000);
		await pass(999);
		expect(third.starts).toHaveLength(8);
	});

	it('is none while the server asks for a pause', async () => {
		const throttle = new Throttle(2);
		throttle.slowDown(60_000);
		const { starts } = start(throttle, 3, 1000);
		await pass(59_999);
		expect(starts).toEqual([]);
		await pass(1);
		expect(starts[0]).toBe(60_000);
	});

	it.each([
		['the pause', (throttle: Throttle) => throttle.slowDown(60_000)],
		['room', (throttle: Throttle) => start(throttle, 2, 60_000)],
	])('a wait for %s ends when nobody wants the answer any more', async (_what, fill) => {
		const throttle = new Throttle(2);
		fill(throttle);
		const stop = new AbortController();
		const { starts, all } = start(throttle, 1, 1000, stop.signal);
		const ended = expect(all).rejects.toMatchObject({ kind: 'cancelled' });
		await pass(1000);
		stop.abort();
		await pass(1000);
		await ended;
		expect(starts).toEqual([]);
	});
});

import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import type { ApiError } from '../../nodes/Companies/errors/apiError';
import { TIMING } from '../../nodes/Companies/limits';
import { Cutoff, wait } from '../../nodes/Companies/transport/signals';
import { withIdleTimeout } from '../../nodes/Companies/transport/stream';
import { Throttle } from '../../nodes/Companies/transport/throttle';

const HOUR = 3_600_000;
const never = new AbortController().signal;

/** Somebody sets the clock while something waits. Nothing may end much later, or much earlier. */
describe.each([-HOUR, HOUR])('A clock that is set by %i ms', (shift) => {
	beforeEach(() => {
		jest.useFakeTimers();
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	const setClock = () => jest.setSystemTime(Date.now() + shift);

	/** Advances by a second, then another, and returns at which the work was over: 0 if it was not. */
	async function secondsOf(work: Promise<unknown>): Promise<number> {
		let endedAt = 0;
		let second = 0;
		work.then(
			() => (endedAt = second),
			() => (endedAt = second),
		);
		await jest.advanceTimersByTimeAsync(100);
		setClock();
		for (second = 1; second <= 5; second++) await jest.advanceTimersByTimeAsync(1000);
		return endedAt;
	}

	it('changes no wait', async () => {
		expect(await secondsOf(wait(2500, never))).toBe(3);
	});

	it('changes no pause after a rate limit', async () => {
		const throttle = new Throttle(2);
		throttle.slowDown(2500);
		expect(await secondsOf(throttle.run(async () => 'sent', never))).toBe(3);
		// Nor does a pause that is over come back.
		expect(await secondsOf(throttle.run(async () => 'sent', never))).toBe(0);
	});

	it.each(['stopped', 'sending'])('changes no idle timeout: %s', async (how) => {
		jest.useFakeTimers({ advanceTimers: true });
		const { idleTimeoutMs } = TIMING;
		TIMING.idleTimeoutMs = 1000;
		const stream = new Readable({ read: () => undefined });
		stream.push('half');
		const read = async () => await text(stream);
		const used = withIdleTimeout(stream, new Cutoff(never), () => undefined, read).catch(
			({ kind }: ApiError) => kind,
		);
		setClock();
		if (how === 'sending') setTimeout(() => stream.push(null), 300);
		expect(await used).toBe(how === 'sending' ? 'half' : 'timeout');
		TIMING.idleTimeoutMs = idleTimeoutMs;
	});
});

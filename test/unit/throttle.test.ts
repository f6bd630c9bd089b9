import { sleep } from 'n8n-workflow';

import { Throttle } from '../../nodes/Companies/client/throttle';

const never = () => false;

describe('How many requests are in flight', () => {
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

	const settle = async () => await new Promise((resolve) => setTimeout(resolve, 60));

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

	it('starts requests one after the other, as far apart as half of their time allows', async () => {
		const throttle = new Throttle(4);
		await throttle.run(async () => await sleep(160), never);
		const starts: number[] = [];
		const task = async () => {
			starts.push(Date.now());
			await sleep(160);
		};
		await Promise.all(Array.from({ length: 4 }, async () => await throttle.run(task, never)));
		const gaps = starts.slice(1).map((start, index) => start - starts[index]);
		// 160 ms among twice four requests; a timer may count a millisecond less.
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(19);
	});

	it('does not wait where nothing is in flight, nor for a clock that was set back', async () => {
		const throttle = new Throttle(10);
		await throttle.run(async () => await sleep(40), never);
		const now = jest.spyOn(Date, 'now');
		const first = throttle.run(async () => await sleep(40), never);
		now.mockReturnValue(Date.now() - 3_600_000);
		const second = throttle.run(async () => 'sent', never);
		await expect(first).resolves.toBeUndefined();
		now.mockRestore();
		await expect(second).resolves.toBe('sent');
	});
});

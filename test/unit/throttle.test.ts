import { sleep } from 'n8n-workflow';

import { Throttle } from '../../nodes/Companies/client/throttle';

const never = () => false;

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

it('never has more in flight than allowed', async () => {
	const throttle = new Throttle(3);
	let inFlight = 0;
	let most = 0;
	const task = async () => {
		most = Math.max(most, ++inFlight);
		await sleep(5);
		inFlight--;
	};
	await Promise.all(Array.from({ length: 20 }, async () => await throttle.run(task, never)));
	expect(most).toBe(3);
});

import { setTimeout as wait } from 'node:timers/promises';

import { twoAtOnce } from './twoAtOnce';

describe('Work on two items at once', () => {
	it('gives the results in the order of the items', async () => {
		const work = async (ms: number) => await wait(ms, ms);
		expect(await twoAtOnce([9, 1, 5], work)).toEqual([9, 1, 5]);
	});

	it('begins no other and waits for the rest where one fails', async () => {
		const ended: number[] = [];
		const work = async (item: number) => {
			await wait(item);
			ended.push(item);
			if (item === 1) throw new Error('gone');
		};
		await expect(twoAtOnce([20, 1, 2, 3], work)).rejects.toThrow('gone');
		expect(ended).toEqual([1, 20]);
	});
});

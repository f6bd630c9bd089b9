import { getEventListeners } from 'node:events';

import type { Simulator } from '../simulator';
import { credentialOf, endSilence, hurry, run, runWell, simulate } from './support';

/** A run of many requests leaves nothing of them behind, and no signal has a listener for each of them. */
describe('After many requests', () => {
	const listened = new Map<AbortSignal, number>();
	const { addEventListener } = AbortSignal.prototype;
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		listened.clear();
		AbortSignal.prototype.addEventListener = function (...args: [string, never]) {
			addEventListener.apply(this, args);
			const count = getEventListeners(this, 'abort').length;
			listened.set(this, Math.max(count, listened.get(this) ?? 0));
		};
		simulator = await simulate({ companies: 500 });
	});

	afterEach(() => {
		AbortSignal.prototype.addEventListener = addEventListener;
		expect(listened.size).toBeGreaterThan(0);
		expect(Math.max(...listened.values())).toBeLessThanOrEqual(3);
		const left = [...listened.keys()].filter((signal) => getEventListeners(signal, 'abort').length);
		expect(left).toHaveLength(0);
	});

	const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

	it.each([1, 10])('of which %i are in flight at once', async (concurrency) => {
		const before = timers();
		const parameters = { returnAll: true, options: { pageSize: 5, concurrency } };
		expect((await runWell(credentialOf(simulator), parameters)).json).toHaveLength(500);
		expect(timers() - before).toBeLessThan(20);
	});

	it('whose tokens die', async () => {
		for (let time = 1; time < 20; time++) {
			simulator.faults.add({ kind: 'expireToken', route: 'search', after: 4 * time });
		}
		const parameters = { returnAll: true, options: { pageSize: 5 } };
		expect((await runWell(credentialOf(simulator), parameters)).json).toHaveLength(500);
	});

	it('one of which is never answered', async () => {
		endSilence();
		simulator.faults.add({ kind: 'hang', pageNumber: 7, times: Infinity });
		const { error } = await run(credentialOf(simulator), {
			returnAll: true,
			options: { pageSize: 5 },
		});
		expect(error?.message).toBe('Keepnet did not answer in time');
	});
});

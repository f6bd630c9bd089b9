import { sleep } from 'n8n-workflow';

import { TIMING } from './limits';

/** Breaks in long work: n8n has one thread for all workflows and its editor, which stand still meanwhile. */
export class Breaks {
	private since = performance.now();

	/** Lets n8n do other things if the last break was long ago. Call it between steps that are short. */
	async take(): Promise<void> {
		if (performance.now() - this.since < TIMING.maxBusyMs) return;
		await sleep(0);
		this.since = performance.now();
	}
}

/**
 * Splits a list into parts that can be worked on without a break. They are small, because work takes many times as long while
 * V8 collects garbage: it then goes on with that at every 64 KB that the work allocates.
 */
export function* partsOf<T>(list: readonly T[], size = 50): Generator<readonly T[]> {
	for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Splits a list like {@link partsOf}, with breaks between the parts. */
export async function* partsWithBreaks<T>(
	list: readonly T[],
	breaks = new Breaks(),
): AsyncGenerator<readonly T[]> {
	for (const part of partsOf(list)) {
		await breaks.take();
		yield part;
	}
}

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nServer } from '../n8n';

/** The script that lets n8n's process measure itself. */
export const PROBE = join(__dirname, 'probe.js');

/** The script that lets n8n's process say how long it works at once; it makes everything a little slower. */
export const OWN_WORK = join(__dirname, 'ownWork.js');

/** What n8n's process has used since it was last asked. */
export interface Usage {
	/**
	 * The longest time between two turns of the event loop (Node.js's `monitorEventLoopDelay`), in milliseconds. The monitor
	 * looks every 10 ms, so 10 ms mean that nothing blocks.
	 */
	longestBlockMs: number;
	/** CPU time of all threads. */
	cpuMs: number;
}

/** What n8n does with an execution after its answer. */
const AFTERMATH_MS = 300;

/** @param server was started with {@link PROBE} */
export async function usageSoFar(server: N8nServer): Promise<Usage> {
	return (await server.ask('usage')) as Usage;
}

/** What a piece of work used in an n8n that does nothing else, and what the work returned. */
export async function usageOf<T>(server: N8nServer, work: () => Promise<T>): Promise<T & Usage> {
	await usageSoFar(server);
	const result = await work();
	await sleep(AFTERMATH_MS);
	return { ...result, ...(await usageSoFar(server)) };
}

/**
 * How long n8n computed at once during a piece of work, at most, without the time in which V8 collected garbage. In
 * milliseconds, and up to 10 ms too high, as above.
 *
 * @param server was started with {@link OWN_WORK}
 */
export async function longestOwnWork(
	server: N8nServer,
	work: () => Promise<unknown>,
): Promise<number> {
	await server.ask('beginProfile');
	await work();
	await sleep(AFTERMATH_MS);
	return (await server.ask('longestOwnWork')) as number;
}

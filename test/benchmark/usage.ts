import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nServer } from '../n8n';

/** The script that lets n8n's process measure itself. */
export const PROBE = join(__dirname, 'probe.js');

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

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { TIMING } from '../../nodes/Companies/limits';
import type { Simulator, SimulatorOptions } from '../simulator';
import { startSimulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import type { RunOptions, RunResult } from './harness';
import { createCredential, runWorkflow } from './harness';

export type Credential = ReturnType<typeof createCredential>;

/** Today in the tests: the workflow's time zone is UTC unless a test says otherwise. */
export const TIMEZONE = 'UTC';

const running: Simulator[] = [];

/** A simulator that ends with the test file. Its answers are validated against the API's description. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
	const behaviour = { ...usualBehaviour(), ...options.behaviour };
	const simulator = await startSimulator({ validateResponses: true, ...options, behaviour });
	running.push(simulator);
	return simulator;
}

afterAll(async () => {
	const ended = running.splice(0);
	await Promise.all(ended.map(async (simulator) => await simulator.close()));
	expect(ended.flatMap(({ violations }) => violations)).toEqual([]);
});

/** Makes the waits before retries almost zero, to keep tests of retries fast. */
export function hurry(): void {
	Object.assign(TIMING, {
		initialDelayMs: 1,
		initialRateLimitDelayMs: 1,
		maxDelayMs: 4,
		// Enough for a machine that is busy with other tests.
		...silence(20_000),
		tokenTimeoutMs: 20_000,
		editorTimeoutMs: 20_000,
	});
}

/** How long the client waits for a server that sends nothing, whatever it was asked for. */
export const silence = (ms: number) => ({
	idleTimeoutMs: ms,
	firstByteOfListMs: ms,
	firstByteOfFileMs: ms,
});

/**
 * Lets the client give up soon where no answer comes, until the next call of {@link hurry}.
 *
 * @param ms longer where other answers must not be given up on a busy machine
 */
export function endSilence(ms = 500): void {
	Object.assign(TIMING, { ...silence(ms), tokenTimeoutMs: ms });
}

/** The credential of one of the simulator's clients. */
export function credentialOf(
	simulator: Simulator,
	client: keyof Simulator['clients'] = 'reseller',
): Credential {
	return createCredential({ baseUrl: simulator.url, ...simulator.clients[client] });
}

/** Runs the node once in n8n's engine. */
export async function run(
	credential: Credential,
	parameters: INodeParameters,
	options: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runWorkflow({
		credential,
		timezone: TIMEZONE,
		...options,
		node: { parameters, ...options.node },
	} as RunOptions);
}

/** Runs the node and expects it to succeed. */
export async function runWell(...args: Parameters<typeof run>): Promise<RunResult> {
	const result = await run(...args);
	if (result.error) throw result.error;
	return result;
}

export const hintTexts = ({ hints }: RunResult) => hints.map(({ message }) => message);

export const ids = (items: INodeExecutionData[] = []) => items.map(({ json }) => json.companyId);

/** What a name is sorted by where the node sorts: ç like c, and ı like i. */
export const sortedName = (name: unknown) =>
	String(name).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

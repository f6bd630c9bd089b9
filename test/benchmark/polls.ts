import type { N8nServer } from '../n8n';
import { waitFor } from '../n8n/wait';
import type { Stage } from './stage';
import { PROBE, usageSoFar, type Usage } from './usage';
import { companiesTrigger, workflowOf } from './workflows';

/** An n8n that counts its polls, and nothing else: its default metrics block it at every reading. */
export const COUNTS_POLLS = {
	env: {
		N8N_METRICS: 'true',
		N8N_METRICS_INCLUDE_DEFAULT_METRICS: 'false',
		N8N_METRICS_INCLUDE_POLL_TRIGGER_METRICS: 'true',
	},
	preload: [PROBE],
};

/** What one poll used in an n8n that does nothing else. */
export interface Poll extends Usage {
	ms: number;
	requests: number;
}

const POLL_INTERVAL_MS = 60_000;
const MAX_POLL_MS = 180_000;
/** A poll that finds an earlier one still running ends sooner, and one that reads a long list does not. */
const MIN_POLL_MS = 100;

/** The milliseconds that all polls together took that have succeeded since n8n was started. */
async function timeOfPolls(server: N8nServer): Promise<number> {
	const text = await server.metrics();
	const sum = /^n8n_poll_trigger_duration_seconds_sum{.*status="success".*} (\S+)$/m.exec(
		text,
	)?.[1];
	return Number(sum ?? 0) * 1000;
}

/**
 * Activates a workflow of the trigger, and waits for the poll by which n8n begins: it has nothing to compare with. n8n gives
 * an activation up if that takes a minute, so the simulator has its answers ready.
 */
export async function startPolling(stage: Stage): Promise<void> {
	const { server, own } = stage;
	await stage.node({ operation: 'search', returnAll: true }, false);
	const { id } = await server.createWorkflow(workflowOf([companiesTrigger(own)]));
	await server.activate(id);
	const hasPolled = async () => ((await timeOfPolls(server)) > MIN_POLL_MS ? true : undefined);
	await waitFor(hasPolled, { what: 'the first poll', timeout: MAX_POLL_MS, interval: 1000 });
}

/** Waits for the next poll: n8n begins one every minute. */
export async function nextPoll({ server, simulator }: Stage): Promise<Poll> {
	await simulator.reset();
	const before = await timeOfPolls(server);
	const used = { cpuMs: 0, longestBlockMs: 0 };
	const look = async (): Promise<Poll | undefined> => {
		const ms = (await timeOfPolls(server)) - before;
		const { cpuMs, longestBlockMs } = await usageSoFar(server);
		const { requests } = await simulator.count();
		if (requests === 0) return undefined;
		used.cpuMs += cpuMs;
		used.longestBlockMs = Math.max(used.longestBlockMs, longestBlockMs);
		return ms > MIN_POLL_MS ? { ...used, ms, requests } : undefined;
	};
	const timeout = POLL_INTERVAL_MS + MAX_POLL_MS;
	return await waitFor(look, { what: 'a poll', timeout, interval: 1000 });
}

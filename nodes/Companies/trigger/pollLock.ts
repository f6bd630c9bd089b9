import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isDurablePoll } from './deadline';

/**
 * n8n holds one state object while a workflow stays active, and makes a new one with every activation and start.
 */
const polled = new WeakSet<object>();
/** The running poll of each node. */
const running = new Map<unknown, { state: IDataObject; controller: AbortController }>();

/** n8n's ID of a workflow that was never saved. */
const NEVER_SAVED = '__EMPTY__';

/** The right to poll, until `end` is called. */
export interface PollLock {
	/** Whether it is the first poll since the activation or the start of n8n, after which n8n always stores the state. */
	isFirst: boolean;
	/** Aborted when a later poll of the same node takes over: this one must not report or store anything. */
	superseded: AbortSignal;
	end(): void;
}

/** Identifies the node; undefined if that is not possible, or if n8n itself keeps its polls apart. */
function nodeKey(context: IPollFunctions): string | undefined {
	const { id: workflowId } = context.getWorkflow();
	const { id: nodeId } = context.getNode();
	if (!workflowId || workflowId === NEVER_SAVED || !nodeId || isDurablePoll(context))
		return undefined;
	return JSON.stringify([workflowId, nodeId]);
}

/**
 * Lets one poll run at a time. n8n starts the next poll even if the last has not ended; on the same state both would report
 * the same, and the second would add load to a busy server.
 *
 * When an active workflow is saved, n8n reads the state from its database into a new object and polls at once, while a poll
 * on the old object may still run. From then on n8n only keeps the new object, so the new poll takes over and the old one is
 * aborted. The old one has changed nothing by then, because it changes its state and returns its items in one step at its
 * end. If it ends just before the new poll begins, n8n stores its state with its items; if n8n had read the database
 * milliseconds earlier, the items are reported twice. That is better than losing an event, because it is unknown whether
 * n8n has taken the items.
 *
 * @param state the node's static data
 * @returns undefined while another poll runs on this state; that one or the next reports what this one would
 */
export function acquirePollLock(context: IPollFunctions, state: IDataObject): PollLock | undefined {
	const key = nodeKey(context) ?? state;
	const before = running.get(key);
	if (before?.state === state) return undefined;
	before?.controller.abort();
	const poll = { state, controller: new AbortController() };
	running.set(key, poll);
	const isFirst = !polled.has(state);
	polled.add(state);
	return {
		isFirst,
		superseded: poll.controller.signal,
		end() {
			if (running.get(key) === poll) running.delete(key);
		},
	};
}

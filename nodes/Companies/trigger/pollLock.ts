import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isDurablePoll } from './deadline';

/**
 * n8n holds one state object for as long as a workflow stays active and makes a new one with every activation and start.
 * What is known about such an object ends with it.
 */
const polled = new WeakSet<object>();
const polling = new Map<object, AbortController>();
/** The poll under way of each node, as long as it is under way. */
const pollOfNode = new Map<string, IDataObject>();

/** n8n's ID of a workflow that was never saved. */
const NEVER_SAVED = '__EMPTY__';

/** The right to poll, until it is given back. */
export interface Turn {
	/** The first poll since the activation or the start of n8n, after which n8n stores the state in any case. */
	isFirst: boolean;
	/** Aborted when a later poll of the same node takes over: this one must neither report nor store anything. */
	superseded: AbortSignal;
	end(): void;
}

/** What the polls of one node have in common; undefined where it cannot be told, or where n8n keeps them apart itself. */
function nodeKey(context: IPollFunctions): string | undefined {
	const { id: workflowId } = context.getWorkflow();
	const { id: nodeId } = context.getNode();
	if (!workflowId || workflowId === NEVER_SAVED || !nodeId || isDurablePoll(context))
		return undefined;
	return JSON.stringify([workflowId, nodeId]);
}

/**
 * Lets one poll in at a time. n8n starts the next one although the last has not ended; on the same state both would report
 * the same, and a second reader would make a busy server busier.
 *
 * A workflow that is saved while it is active is loaded anew: n8n reads the state from its database into a new object and
 * polls at once, while a poll on the object before may still be under way. From then on n8n only keeps the new object, so
 * the new poll takes over and the old one is aborted. The old one has changed nothing by then: it changes its state and
 * gives its items in one step, at its end. If it ended before the new poll began, n8n stores its state at once with its
 * items; only where n8n had read the database before that, within the milliseconds that loading takes, are the items
 * reported again. Reporting twice is chosen over losing an event here: whether n8n has taken the items is not known.
 *
 * @param state the node's static data
 * @returns undefined while another poll on this state is under way: what this one would report, that one or the next will
 */
export function takeTurn(context: IPollFunctions, state: IDataObject): Turn | undefined {
	if (polling.has(state)) return undefined;
	const isFirst = !polled.has(state);
	const key = nodeKey(context);
	const controller = new AbortController();
	const before = key === undefined ? undefined : pollOfNode.get(key);
	if (before) {
		polling.get(before)?.abort();
		polling.delete(before);
	}
	polled.add(state);
	polling.set(state, controller);
	if (key !== undefined) pollOfNode.set(key, state);
	return {
		isFirst,
		superseded: controller.signal,
		end() {
			if (polling.get(state) === controller) polling.delete(state);
			if (key !== undefined && pollOfNode.get(key) === state) pollOfNode.delete(key);
		},
	};
}

import type { IDataObject } from 'n8n-workflow';

/**
 * n8n holds one state object for as long as a workflow stays active and makes a new one with every activation and start.
 * What is known about such an object ends with it.
 */
const polled = new WeakSet<object>();
const polling = new WeakSet<object>();

/** The right to poll, until it is given back. */
export interface Turn {
	/** The first poll since the activation or the start of n8n, after which n8n stores the state in any case. */
	isFirst: boolean;
	end(): void;
}

/**
 * Lets one poll in at a time. n8n starts the next one although the last has not ended; on the same state both would tell
 * the same, and a second reader would make a busy server busier.
 *
 * @param state the node's static data
 * @returns undefined while another poll is under way: what this one would have told, that one or the next one tells
 */
export function takeTurn(state: IDataObject): Turn | undefined {
	if (polling.has(state)) return undefined;
	const isFirst = !polled.has(state);
	polled.add(state);
	polling.add(state);
	return { isFirst, end: () => polling.delete(state) };
}

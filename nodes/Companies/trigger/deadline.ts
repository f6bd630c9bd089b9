import type { IPollFunctions } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';

/** What n8n 2.x allows a poll, in milliseconds; n8n 1.x sets no limit. */
const USUAL_BUDGET_MS = 5 * 60_000;
/** Waiting for a busy server must leave time to read what it answers. */
const SHARE_OF_WAITING = 0.5;
const PATIENCE_AT_START_MS = 20_000;

/** The milliseconds that a poll may take. */
export function budgetOf(context: IPollFunctions): number {
	// Absent on n8n 1.x.
	return context.getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
}

/**
 * The milliseconds that all waits of one call may take in a poll.
 *
 * @param isFirst whether somebody waits for the workflow to become active: then the next poll may have more patience
 */
export function patienceOf(context: IPollFunctions, isFirst: boolean): number {
	const patience = budgetOf(context) * SHARE_OF_WAITING;
	return isFirst ? Math.min(patience, PATIENCE_AT_START_MS) : patience;
}

/**
 * Whether this is a scheduled poll of n8n's durable scheduler. It gives every poll a state object of its own, so that
 * each looks like the first since the activation; it is known by the little time that it allows.
 */
export function isDurablePoll(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'update' && budgetOf(context) < USUAL_BUDGET_MS;
}

/** Ends a poll whose time is up, because n8n drops what comes later. */
export class Deadline {
	/** Aborted at the deadline with a `TimeoutError`. */
	readonly signal: AbortSignal;
	private readonly at: number;

	/** @param budgetMs milliseconds from now */
	constructor(budgetMs: number) {
		this.signal = AbortSignal.timeout(budgetMs);
		this.at = performance.now() + budgetMs;
	}

	/** @throws ApiError of kind `overtime` */
	check(): void {
		// The signal comes late where nothing is waited for.
		if (performance.now() > this.at) throw new ApiError('overtime');
	}
}

import type { IPollFunctions } from 'n8n-workflow';

/** The time that n8n 2.x allows for a poll; n8n 1.x sets no limit. */
const DEFAULT_BUDGET_MS = 5 * 60_000;
/** Waiting for a busy server must leave time to read its answers. */
const MAX_SHARE_OF_WAITING = 0.5;
const MAX_WAIT_AT_START_MS = 20_000;

/** @returns how long a poll may take, in milliseconds */
export function pollBudgetMs(context: IPollFunctions): number {
	// Absent on n8n 1.x.
	return context.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
}

/**
 * @param isFirst whether somebody waits for the workflow to become active; the next poll may wait longer
 * @returns how long one call may wait in all, in milliseconds
 */
export function maxTotalWaitMs(context: IPollFunctions, isFirst: boolean): number {
	const limit = pollBudgetMs(context) * MAX_SHARE_OF_WAITING;
	return isFirst ? Math.min(limit, MAX_WAIT_AT_START_MS) : limit;
}

/**
 * Whether n8n's durable scheduler runs this poll. It gives every poll its own state object, so that each looks like the first
 * since the activation; the short time that it allows identifies it.
 */
export function isDurablePoll(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'update' && pollBudgetMs(context) < DEFAULT_BUDGET_MS;
}

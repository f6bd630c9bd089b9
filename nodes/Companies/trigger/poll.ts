import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Breaks } from '../breaks';
import type { CallLimits } from '../transport/calls';
import { readAccess } from '../transport/credential';
import { ApiError, orApiError } from '../errors/apiError';
import { Cutoff, untilAborted } from '../transport/signals';
import { toNodeError } from '../run/nodeError';
import { RunContext } from '../run/context';
import { pollBudgetMs, isDurablePoll, maxTotalWaitMs } from './deadline';
import { Comparison, type CompanyList } from './comparison';
import { eventItems } from './eventItems';
import { readList } from './readCompanies';
import { concurrencyOf } from '../parameters/options';
import { readerOf, readSettings } from './settings';
import { store, unpackState } from './state';
import type { PollLock } from './pollLock';
import { acquirePollLock } from './pollLock';

/** Stored while there is no state yet: how many companies the list of the last poll lacked. */
const LACKING = 'lacking';
const DAMAGED = 'The stored state of the trigger cannot be read, so this poll counts as its first.';

/** Identifies the host and the client of the credential without revealing them. */
async function sourceOf(context: IPollFunctions): Promise<string> {
	const { baseUrl, credential } = await readAccess(context);
	const text = `${baseUrl} ${String(credential.clientId)}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/**
 * Whether a list can be the first one, with which later ones are compared: it has to be complete. Rows that are not
 * companies, and a total that is too high, would keep the trigger from ever starting, so a list is accepted if it lacks as
 * many companies as that of the poll before.
 */
const mayStart = ({ complete, lacking = 0 }: CompanyList, state: IDataObject) =>
	complete || (lacking > 0 && state[LACKING] === lacking);

/** Reads and compares the list. @returns what the poll will do; nothing is changed yet */
async function observe(context: IPollFunctions, state: IDataObject, limits: CallLimits) {
	const run = await RunContext.create(context, concurrencyOf(readerOf(context)), limits);
	const settings = await readSettings(context, run);
	const before = await unpackState(state);
	const isDamaged = !before && Object.keys(state).some((name) => name !== LACKING);
	const poll = { day: run.today, source: await sourceOf(context) };
	const comparison = new Comparison(before, settings, poll);
	const list = await readList(run, settings, comparison);
	const complete = before ? list.complete : mayStart(list, state);
	const { next, events, mattersLater, note } = await comparison.finish({ ...list, complete });
	const items: INodeExecutionData[] = [];
	const where = { dayOrder: list.dayOrder, timezone: run.timezone };
	const breaks = new Breaks();
	for (const item of eventItems(events, settings, where)) {
		await breaks.take();
		items.push(item);
	}
	return {
		next,
		items,
		mattersLater: mattersLater && settings.trackAcrossRestarts,
		lacking: before || next ? undefined : list.lacking,
		warnings: [isDamaged ? DAMAGED : [], note ?? []].flat(),
	};
}

type Outcome = Awaited<ReturnType<typeof observe>>;

/**
 * Changes the state and returns the items, without waiting for anything in between: a poll that takes over finds either all
 * of it or nothing. The state is still the one that was compared, because no other poll runs on it until the lock is free.
 */
function conclude(
	{ next, lacking = 0, items, mattersLater, warnings }: Outcome,
	state: IDataObject,
	{ isFirst }: PollLock,
	context: IPollFunctions,
): INodeExecutionData[][] | null {
	for (const warning of warnings) context.logger.warn(warning);
	if (lacking > 0) state[LACKING] = lacking;
	if (next) store(state, next);
	if (items.length > 0) return [items];
	// n8n stores the state after the first poll and with what is emitted; a run without items makes it do so.
	return mattersLater && !isFirst ? [[]] : null;
}

async function pollLocked(
	context: IPollFunctions,
	state: IDataObject,
	lock: PollLock,
): Promise<INodeExecutionData[][] | null> {
	// n8n gives up a workflow for good if its first poll fails a few times within seconds.
	const retriesNextPoll = lock.isFirst && !isDurablePoll(context);
	// What hangs is abandoned: it would keep every later poll from starting, and it changes nothing by itself.
	const cutoff = new Cutoff(lock.superseded);
	cutoff.after(pollBudgetMs(context), new ApiError('overtime'));
	const { signal: deadline } = cutoff;
	const limits = { maxTotalWaitMs: maxTotalWaitMs(context, lock.isFirst), deadline };
	const observed = untilAborted(observe(context, state, limits), deadline).finally(() => {
		cutoff.cut();
		cutoff.release();
	});
	const outcome = await orApiError(observed, (error) => retriesNextPoll && error.isTransient);
	if (lock.superseded.aborted) return null;
	if (!(outcome instanceof ApiError)) return conclude(outcome, state, lock, context);
	const { message } = toNodeError(context.getNode(), outcome, 'companies');
	context.logger.warn(`${message}. The next poll tries again; nothing is lost.`);
	return null;
}

/**
 * One poll of an active workflow: reads all companies, reports what differs from the poll before, and stores the new state
 * only if all of that succeeds.
 *
 * @returns the events; null if there are none or a later poll has taken over; an output without items if n8n has to store the state
 * @throws NodeApiError and NodeOperationError with a sentence for the user; the state is unchanged then
 */
export async function pollCompanies(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const state = context.getWorkflowStaticData('node');
	const lock = acquirePollLock(context, state);
	if (!lock) return null;
	try {
		return await pollLocked(context, state, lock);
	} catch (error) {
		if (lock.superseded.aborted) return null;
		throw toNodeError(context.getNode(), error, 'companies');
	} finally {
		lock.end();
	}
}

import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readAccess } from '../transport/credential';
import { ApiError, orApiError } from '../errors/apiError';
import { untilAborted } from '../transport/signals';
import { toNodeError } from '../run/nodeError';
import { RunContext } from '../run/context';
import { pollBudgetMs, Deadline, isDurablePoll, maxTotalWaitMs } from './deadline';
import type { Observation } from './diff';
import { diff, INCOMPLETE_START, start } from './diff';
import { eventItems } from './eventItems';
import { readList } from './readCompanies';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { packState, store, unpackState } from './state';
import type { WatchState } from './state';
import type { PollLock } from './pollLock';
import { acquirePollLock } from './pollLock';

/** What a poll has read, before it changes anything. */
interface Finding {
	observation: Observation;
	settings: TriggerSettings;
	/** Undefined in a first poll. */
	before: WatchState | undefined;
}

/** Stored while there is no state yet: how many companies the list of the last poll lacked. */
const LACKING = 'lacking';

/** Identifies the host and the client of the credential without revealing them. */
async function sourceOf(context: IPollFunctions): Promise<string> {
	const { baseUrl, credential } = await readAccess(context);
	const text = `${baseUrl} ${String(credential.clientId)}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

async function observe(
	context: IPollFunctions,
	state: IDataObject,
	{ isFirst }: PollLock,
	{ deadline, end }: { deadline: Deadline; end: AbortSignal },
): Promise<Finding> {
	const limits = { maxTotalWaitMs: maxTotalWaitMs(context, isFirst), deadline: end };
	const run = await RunContext.create(context, limits);
	const settings = await readSettings(context, run);
	const before = unpackState(state);
	const known = before ?? { companies: new Map(), dayOrder: null };
	const list = await readList(run, settings, known, deadline);
	const observation = { ...list, today: run.today, source: await sourceOf(context) };
	return { observation, settings, before };
}

/**
 * Whether a list can be the first one, with which later ones are compared: it has to be complete. Rows that are not
 * companies, and a total that is too high, would keep the trigger from ever starting, so a list is accepted if it lacks as
 * many companies as that of the poll before.
 *
 * @param stored keeps what is lacking for the next poll
 */
function mayStart({ complete, lacking = 0 }: Observation, stored: IDataObject): boolean {
	if (complete || (lacking > 0 && stored[LACKING] === lacking)) return true;
	if (lacking > 0) stored[LACKING] = lacking;
	return false;
}

/** Changes the state and returns the items, without waiting for anything in between. */
function conclude(
	finding: Finding,
	state: IDataObject,
	{ isFirst }: PollLock,
	context: IPollFunctions,
): INodeExecutionData[][] | null {
	const { observation, settings, before } = finding;
	const log = (message: string) => context.logger.warn(message);
	const isDamaged = !before && Object.keys(state).some((name) => name !== LACKING);
	if (isDamaged) {
		log('The stored state of the trigger cannot be read, so this poll counts as its first.');
	}
	if (!before && !mayStart(observation, state)) {
		log(INCOMPLETE_START);
		return null;
	}
	const { next, events, mattersLater, note } = before
		? diff(before, observation, settings)
		: start(observation, settings, settings.emitExisting);
	if (note !== undefined) log(note);
	const where = { dayOrder: observation.dayOrder, timezone: context.getTimezone() };
	const items = eventItems(events, settings, where);
	store(state, packState(next, settings.events.has('companyRemoved')));
	if (items.length > 0) return [items];
	// n8n stores the state after the first poll and with what is emitted; a run without items makes it do so.
	return mattersLater && !isFirst && settings.trackAcrossRestarts ? [[]] : null;
}

async function pollLocked(
	context: IPollFunctions,
	state: IDataObject,
	lock: PollLock,
): Promise<INodeExecutionData[][] | null> {
	// n8n gives up a workflow for good if its first poll fails a few times within seconds.
	const retriesNextPoll = lock.isFirst && !isDurablePoll(context);
	const deadline = new Deadline(pollBudgetMs(context));
	// What hangs is abandoned: it would keep every later poll from starting, and it changes nothing by itself.
	const end = AbortSignal.any([deadline.signal, lock.superseded]);
	const observed = untilAborted(observe(context, state, lock, { deadline, end }), end);
	const finding = await orApiError(observed, (error) => retriesNextPoll && error.isTransient);
	if (lock.superseded.aborted) return null;
	if (!(finding instanceof ApiError)) return conclude(finding, state, lock, context);
	const { message } = toNodeError(context.getNode(), finding, 'companies');
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

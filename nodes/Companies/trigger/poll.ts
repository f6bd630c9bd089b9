import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readAccess } from '../transport/credential';
import { ApiError, orApiError } from '../errors/apiError';
import { untilAborted } from '../transport/signals';
import { toNodeError } from '../run/nodeError';
import { RunContext } from '../run/context';
import { budgetOf, Deadline, isDurablePoll, patienceOf } from './deadline';
import type { Comparison, Observation } from './diff';
import { baseline, compare, INCOMPLETE_START, nothing } from './diff';
import { eventItems } from './eventItems';
import { readList } from './readCompanies';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { isDamaged, mayStart, packState, store, unpackState } from './state/storedState';
import type { WatchState } from './state/watchState';
import type { Turn } from './pollLock';
import { takeTurn } from './pollLock';

/** What a poll has found out, before anything is changed. */
interface Finding {
	observation: Observation;
	settings: TriggerSettings;
	timezone: string;
	/** What was remembered, if anything. */
	before: WatchState | undefined;
}

const DAMAGED_STATE =
	'What the trigger remembered cannot be read, so it starts anew with this poll.';

/** Stands for the host and the client of the credential without giving them away. */
async function sourceOf(context: IPollFunctions): Promise<string> {
	const { baseUrl, credential } = await readAccess(context);
	const text = `${baseUrl} ${String(credential.clientId)}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

async function observe(
	context: IPollFunctions,
	state: IDataObject,
	{ isFirst }: Turn,
	{ deadline, end }: { deadline: Deadline; end: AbortSignal },
): Promise<Finding> {
	const limits = { maxTotalWaitMs: patienceOf(context, isFirst), deadline: end };
	const run = await RunContext.create(context, limits);
	const settings = await readSettings(context, run);
	const before = unpackState(state);
	const known = before ?? { companies: new Map(), dayOrder: null };
	const list = await readList(run, settings, known, deadline);
	const observation = { ...list, today: run.today, source: await sourceOf(context) };
	return { observation, settings, timezone: run.timezone, before };
}

/** Where nothing, or nothing usable, is remembered. Undefined for a list that may lack companies, which is no start. */
function compareFirst(
	{ observation, settings }: Finding,
	state: IDataObject,
): Comparison | undefined {
	if (!mayStart(observation, state)) return undefined;
	if (settings.emitExisting) return compare(nothing(observation), observation, settings);
	return { next: baseline(observation), events: [], mattersLater: true };
}

/** Changes the state and gives the items, without waiting for anything in between. */
function conclude(
	finding: Finding,
	state: IDataObject,
	{ isFirst }: Turn,
	log: (message: string) => void,
): INodeExecutionData[][] | null {
	const { observation, settings, timezone, before } = finding;
	if (!before && isDamaged(state)) log(DAMAGED_STATE);
	const comparison = before ? compare(before, observation, settings) : compareFirst(finding, state);
	if (!comparison) {
		log(INCOMPLETE_START);
		return null;
	}
	const { next, events, mattersLater, note } = comparison;
	if (note !== undefined) log(note);
	const { dayOrder } = observation;
	const items = eventItems(events, settings, { dayOrder, timezone });
	store(state, packState(next, settings.events.has('companyRemoved')));
	if (items.length > 0) return [items];
	// n8n stores the state with what is emitted, and after the first poll: a run without items makes it do so.
	return mattersLater && !isFirst && settings.trackAcrossRestarts ? [[]] : null;
}

async function pollInTurn(
	context: IPollFunctions,
	state: IDataObject,
	turn: Turn,
): Promise<INodeExecutionData[][] | null> {
	const log = (message: string) => context.logger.warn(message);
	// n8n gives a workflow up for good when its first poll fails a few times within seconds.
	const isPatient = turn.isFirst && !isDurablePoll(context);
	const deadline = new Deadline(budgetOf(context));
	// What hangs is left alone: it could keep every later poll from starting, and changes nothing by itself.
	const end = AbortSignal.any([deadline.signal, turn.superseded]);
	const observed = untilAborted(observe(context, state, turn, { deadline, end }), end);
	const finding = await orApiError(observed, (error) => isPatient && error.isTransient);
	if (turn.superseded.aborted) return null;
	if (!(finding instanceof ApiError)) return conclude(finding, state, turn, log);
	const { message } = toNodeError(context.getNode(), finding, 'companies');
	log(`${message}. The next poll tries again; nothing is lost.`);
	return null;
}

/**
 * One poll of an active workflow: reads all companies, tells what differs from the poll before, and remembers what it has
 * seen only if all of that went well.
 *
 * @returns the events; null where there is nothing to tell or a later poll has taken over; an output without items where n8n has to store the state
 * @throws NodeApiError and NodeOperationError with a sentence for the user; the state is as it was before
 */
export async function pollCompanies(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const state = context.getWorkflowStaticData('node');
	const turn = takeTurn(context, state);
	if (!turn) return null;
	try {
		return await pollInTurn(context, state, turn);
	} catch (error) {
		if (turn.superseded.aborted) return null;
		throw toNodeError(context.getNode(), error, 'companies');
	} finally {
		turn.end();
	}
}

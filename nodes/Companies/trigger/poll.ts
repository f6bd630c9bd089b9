import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readAccess } from '../client/credential';
import type { FailureKind } from '../client/failure';
import { ApiFailure, orFailure } from '../client/failure';
import { untilAborted } from '../client/wait';
import { toNodeError } from '../errors/nodeError';
import { Session } from '../session/session';
import { budgetOf, Deadline, isDurablePoll, patienceOf } from './budget';
import type { Comparison, Observation } from './compare';
import { baseline, compare, nothing } from './compare';
import { eventItems } from './eventItems';
import { readList } from './readCompanies';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { packState, store, unpackState } from './state/storedState';
import type { Turn } from './turn';
import { takeTurn } from './turn';

/** What may be over by the next poll. Anything else has to be put right by the user. */
const PASSING: readonly FailureKind[] = [
	'rateLimit',
	'server',
	'refused',
	'unusable',
	'unreachable',
	'timeout',
	'overtime',
];

/** What a poll has found out, before anything is changed. */
interface Finding {
	observation: Observation;
	settings: TriggerSettings;
	timezone: string;
}

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
	const limits = { patienceMs: patienceOf(context, isFirst), deadline: end };
	const session = await Session.create(context, limits);
	const settings = await readSettings(
		(name, fallback) => context.getNodeParameter(name, fallback) as unknown,
		session,
	);
	const before = unpackState(state) ?? { companies: new Map(), dayOrder: null };
	const list = await readList(session, settings, before, deadline);
	const observation = { ...list, today: session.today, source: await sourceOf(context) };
	return { observation, settings, timezone: session.timezone };
}

function compareFirst(observation: Observation, settings: TriggerSettings): Comparison {
	if (settings.emitExisting) return compare(nothing(observation), observation, settings);
	return { next: baseline(observation), events: [], mattersLater: true };
}

/** Changes the state and gives the items, without waiting for anything in between. */
function conclude(
	{ observation, settings, timezone }: Finding,
	state: IDataObject,
	{ isFirst }: Turn,
): INodeExecutionData[][] | null {
	const before = unpackState(state);
	const { next, events, mattersLater } = before
		? compare(before, observation, settings)
		: compareFirst(observation, settings);
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
	// n8n gives a workflow up for good when its first poll fails a few times within seconds.
	const isPatient = turn.isFirst && !isDurablePoll(context);
	const deadline = new Deadline(budgetOf(context));
	// What hangs is left alone: it could keep every later poll from starting, and changes nothing by itself.
	const end = AbortSignal.any([deadline.signal, turn.superseded]);
	const observed = untilAborted(observe(context, state, turn, { deadline, end }), end);
	const finding = await orFailure(observed, isPatient ? PASSING : []);
	if (turn.superseded.aborted) return null;
	if (!(finding instanceof ApiFailure)) return conclude(finding, state, turn);
	const { message } = toNodeError(context.getNode(), finding, 'companies');
	context.logger.warn(`${message}. The next poll tries again; nothing is lost.`);
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

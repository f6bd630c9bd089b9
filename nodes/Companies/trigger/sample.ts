import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { toNodeError } from '../run/nodeError';
import type { CompanyProfile } from '../company/profile';
import { RunContext } from '../run/context';
import type { CompanyReading } from '../list/companyReading';
import { NEWEST_FIRST } from '../filter/order';
import { and } from '../filter/truth';
import type { TriggerEvent } from './comparison';
import { eventItems } from './eventItems';
import type { EventName } from '../descriptions/events';
import { EVENTS } from '../descriptions/events';
import { snapshotOf } from './snapshot';
import { detectEvents } from './detectEvents';
import { startReading } from './readCompanies';
import type { TriggerSettings } from './settings';
import { concurrencyOf } from '../parameters/options';
import { readerOf, readSettings } from './settings';

/** Enough to build the next nodes. */
const MAX_ITEMS = 10;
/** These need two polls, so there are no live examples. */
const NEVER_SHOWN: readonly EventName[] = ['licenseChanged', 'companyRemoved'];

/** @returns examples of each event, and the company for a sample: one that matches the filters, else any */
async function findExamples(
	reading: CompanyReading,
	settings: TriggerSettings,
	day: string,
): Promise<{ real: Map<EventName, TriggerEvent[]>; model?: CompanyProfile }> {
	const events = [...settings.events];
	const enough = Math.max(1, Math.floor(MAX_ITEMS / events.length));
	const real = new Map(events.map((event): [EventName, TriggerEvent[]] => [event, []]));
	const wanted = events.filter((event) => !NEVER_SHOWN.includes(event));
	let matching: CompanyProfile | undefined;
	let any: CompanyProfile | undefined;
	for await (const profiles of reading.matching()) {
		for (const profile of profiles) {
			const isMatch = and(settings.filters, ({ matches }) => matches(profile)) === true;
			const snapshot = snapshotOf(profile, isMatch, day);
			any ??= profile;
			if (snapshot.matched) matching ??= profile;
			for (const detected of detectEvents(undefined, snapshot, settings)) {
				const list = real.get(detected.event);
				if (list && list.length < enough) list.push({ ...detected, profile });
			}
		}
		const isDone = wanted.every((event) => real.get(event)?.length === enough);
		if (matching && isDone) break;
	}
	return { real, model: matching ?? any };
}

/** An event that has not happened, with every field that such an event has. */
function syntheticEvent(
	event: EventName,
	model: CompanyProfile,
	{ renewalDays }: TriggerSettings,
	today: string,
): TriggerEvent {
	return {
		event,
		profile: model,
		before: snapshotOf(model, true, today),
		reminderDays: event === 'renewalDue' ? Math.min(...renewalDays) : undefined,
	};
}

async function readSamples(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const run = await RunContext.create(context, concurrencyOf(readerOf(context)));
	const settings = await readSettings(context, run);
	const { reading } = await startReading(run, settings, NEWEST_FIRST);
	const { real, model } = await findExamples(reading, settings, run.today);
	if (!model) {
		throw new UserError('There is no company to show yet', {
			description:
				'Keepnet lists no company for the client of this credential. An active workflow waits for the first one.',
		});
	}
	const where = { dayOrder: reading.dayOrder, timezone: run.timezone };
	return [...real].flatMap(([event, examples]) => {
		if (examples.length > 0) return [...eventItems(examples, settings, where)];
		const sample = syntheticEvent(event, model, settings, run.today);
		const name = model.company.name ?? 'a company';
		const sampleNote = `${EVENTS[event].noExample} This sample is made from ${name} to show the fields.`;
		return [...eventItems([sample], settings, where)].map(({ json }) => ({
			json: { ...json, sampleNote },
		}));
	});
}

/**
 * Fetch Test Event: a few companies to which each chosen event applies right now. An event that applies to none gets a
 * sample with a `sampleNote` that says so. The state of the trigger is not read or changed.
 *
 * @throws NodeApiError and NodeOperationError with a sentence for the user, also where there is no company at all
 */
export async function sampleEvents(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	try {
		return [await readSamples(context)];
	} catch (error) {
		throw toNodeError(context.getNode(), error, 'companies');
	}
}

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { CompanyRow, Simulator, SimulatorOptions } from '../simulator';
import { CompanyStore, licenseTypes } from '../simulator';
import type { Poller } from './harness';
import { createPoller } from './harness';
import type { PollerOptions } from './harness/poll';
import { credentialOf, simulate, TIMEZONE } from './support';

export const ALL_EVENTS = [
	'companyCreated',
	'limitExceeded',
	'usageThresholdReached',
	'renewalDue',
	'licenseExpired',
	'licenseChanged',
	'companyRemoved',
];

/** The day the given number of days from now, as the API writes it. */
export function dayFromNow(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A company of which nothing is to be told: half full, renewal far away. */
export function quietRow(id: string, changes: Partial<CompanyRow> = {}): CompanyRow {
	return {
		...new CompanyStore().insert({
			companyResourceId: id,
			companyName: `Company ${id}`,
			licenseTypeName: licenseTypes[0].name,
			licenseTypeResourceId: licenseTypes[0].resourceId,
			numberOfUsers: '100',
			targetUserCount: 50,
			licenseEndDate: `${dayFromNow(400)}T00:00:00Z`,
			createTime: '2025-01-01T10:00:00Z',
			...changes,
		}),
	};
}

export interface Scene {
	simulator: Simulator;
	poller: Poller;
}

/** A simulator with these companies, and the trigger in a workflow that is not active yet. */
export async function scene(
	rows: CompanyRow[],
	parameters: INodeParameters = {},
	{ options, ...simulatorOptions }: SimulatorOptions & { options?: PollerOptions } = {},
): Promise<Scene> {
	const simulator = await simulate({ rows, ...simulatorOptions });
	const poller = await createPoller({
		credential: credentialOf(simulator),
		timezone: TIMEZONE,
		node: { parameters: { events: ALL_EVENTS, ...parameters } },
		...options,
	});
	return { simulator, poller };
}

export type Polled = INodeExecutionData[][] | null;

export const jsonOf = (polled: Polled): IDataObject[] =>
	(polled ?? []).flat().map(({ json }) => json);

/** Events as `name company`, sorted. */
export const told = (polled: Polled): string[] =>
	jsonOf(polled)
		.map(({ event, companyId, reminderDays }) =>
			[event, companyId, reminderDays].filter((part) => part !== undefined).join(' '),
		)
		.sort();

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { CompaniesTrigger } from '../../nodes/Companies/CompaniesTrigger.node';
import { toCompany } from '../../nodes/Companies/company/company';
import { profileOf } from '../../nodes/Companies/company/profile';
import { eventItems } from '../../nodes/Companies/trigger/eventItems';
import type { EventName } from '../../nodes/Companies/descriptions/events';
import {
	ONE_RUN,
	renewalDaysProperty,
	triggerThresholdProperty,
} from '../../nodes/Companies/descriptions/trigger';
import { EVENT_NAMES } from '../../nodes/Companies/descriptions/events';
import { snapshotOf } from '../../nodes/Companies/trigger/snapshot';
import { readDocument, rowsOf } from '../documentation';

const document = readDocument('docs/trigger.md');
const TODAY = '2026-03-02';
const OF_ALL = ['event', 'detectedAt'];

/** A row of its tables, by the text of a cell. */
const rowWith = (cell: string) => rowsOf(document).find((row) => row.includes(cell)) ?? '';

/** What an item of this event has beside the fields of Search, where as much as possible is known of the company. */
function fieldsOf(event: EventName): Array<[name: string, value: unknown]> {
	const profile = profileOf(toCompany({ companyResourceId: 'a' }), {
		today: TODAY,
		dayOrder: null,
	});
	const noticed = { event, before: snapshotOf(profile, true, TODAY), profile };
	const reminderDays = event === 'renewalDue' ? 30 : undefined;
	const [{ json }] = eventItems(
		[{ ...noticed, reminderDays }],
		{
			output: { name: 'selected', fields: [], listFormat: 'text' },
			thresholds: { renewalDueDays: 90, nearLimitPercent: 90, underusedPercent: 50 },
		},
		{ dayOrder: null, timezone: 'UTC' },
	);
	return Object.entries(json).filter(([name]) => ![...OF_ALL, 'companyId'].includes(name));
}

describe('The reference of the trigger', () => {
	const { description } = new CompaniesTrigger();
	const { properties } = description;
	const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
	const own = [
		...properties.filter(({ type }) => type !== 'notice'),
		...options.filter(({ name }) => name === 'trackAcrossRestarts'),
	];

	it.each(own)('explains $displayName', ({ displayName, name }) => {
		expect(rowWith(`\`${name}\``)).toContain(displayName);
	});

	it('knows the defaults', () => {
		expect(rowWith('`usageThreshold`')).toContain(`Default ${triggerThresholdProperty.default}.`);
		expect(rowWith('`renewalDays`')).toContain(`Default \`${renewalDaysProperty.default}\`.`);
		const { default: events } = properties.find(({ name }) => name === 'events') ?? {};
		for (const event of events as string[]) expect(rowWith('`events`')).toContain(`\`${event}\``);
	});

	it('names the options that the trigger has', () => {
		const shared = options.filter(({ displayName }) => !displayName.startsWith('Signal:'));
		for (const { displayName } of shared) expect(rowWith('`options`')).toContain(displayName);
	});

	it.each(EVENT_NAMES)('explains %s and what its items have', (event) => {
		const row = rowWith(`| \`${event}\` `);
		expect(row).not.toBe('');
		const place = row.includes('the same') ? document : row;
		for (const [name, value] of fieldsOf(event)) {
			expect(place).toContain(`\`${name}\``);
			const fields = name === 'previous' ? Object.keys(value as object) : [];
			for (const field of fields) expect(place).toContain(`\`${field}\``);
		}
	});

	it('explains what every item has', () => {
		for (const name of OF_ALL) expect(document).toContain(`\`${name}\``);
	});

	it('says of several events what the panel and the notice of the node say', () => {
		const { executionsHelp } = description.triggerPanel as { executionsHelp: IDataObject };
		const notice = properties.find(({ type }) => type === 'notice')?.displayName;
		for (const text of [document, notice, executionsHelp.active, executionsHelp.inactive]) {
			expect(String(text).replace(/\s+/g, ' ')).toContain(ONE_RUN);
		}
	});

	it('explains what a sample says', () => {
		expect(document).toContain('`sampleNote`');
		expect(document).toContain('Fetch Test Event');
	});
});

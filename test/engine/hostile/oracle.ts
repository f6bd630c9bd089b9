import type { IDataObject } from 'n8n-workflow';

import type { Sent } from './sent';
import { valueOf } from './sent';

/** Hints that say that companies may be missing, or that rows were left out. */
export const SAYS_MISSING = /(may be|are) missing|left out/;

export interface Outcome {
	/** The IDs of the companies that came out, in their order. */
	ids: string[];
	hints: string[];
}

const missing = (wanted: Iterable<string>, found: ReadonlySet<string>) =>
	[...wanted].filter((id) => !found.has(id));

/** Whether every answer stated the true number of companies. */
const statedTotal = ({ totals }: Sent, total: number) =>
	totals.length > 0 && totals.every((stated) => stated === total);

/**
 * What is wrong with a list that came as a success: a company that nobody has sent, one that is there twice, or one that
 * is missing although no hint says so.
 *
 * @param truth the IDs of the companies that there really are
 */
export function listFaults(
	{ ids, hints }: Outcome,
	sent: Sent,
	truth: readonly string[],
): string[] {
	const found = new Set(ids);
	const faults: string[] = [];
	if (found.size < ids.length) faults.push('a company twice');
	const invented = missing(ids, new Set(sent.rows.keys()));
	if (invented.length > 0) faults.push(`invented: ${invented.join(', ')}`);
	if (hints.some((hint) => SAYS_MISSING.test(hint))) return faults;
	const lost = missing(
		truth.filter((id) => sent.rows.has(id)),
		found,
	);
	if (lost.length > 0) faults.push(`sent, but lost without a hint: ${lost.join(', ')}`);
	if (statedTotal(sent, truth.length) && ids.length < truth.length) {
		faults.push(`${ids.length} of ${truth.length} without a hint`);
	}
	return faults;
}

/** The fields of a row that an event depends on. */
const JUDGED = [
	'numberOfUsers',
	'isNumberOfUsersLimited',
	'targetUserCount',
	'licenseEndDate',
	'licenceExpired',
	'licenseTypeName',
	'licenseTypeResourceId',
];

const said = (row: unknown, name: string) => {
	const value = valueOf(row, name);
	return value === null || value === undefined || value === '' ? undefined : JSON.stringify(value);
};

/**
 * Whether a row of a company says something new. What it does not say makes no difference; what the first poll with the
 * company did not say may be news.
 *
 * @param earlier the rows of each poll before in which the company was sent
 */
function saysMore(row: unknown, earlier: unknown[][]): boolean {
	return JUDGED.some((name) => {
		const now = said(row, name);
		if (now === undefined) return false;
		const before = earlier.map((rows) => rows.map((other) => said(other, name)));
		const wasUnknown = before[0].includes(undefined);
		return wasUnknown || before.flat().some((value) => value !== undefined && value !== now);
	});
}

/**
 * What is wrong with the events of a poll: each has to follow from rows with an ID.
 *
 * @param now what was sent in this poll
 * @param before what was sent in each of the polls before
 */
export function eventFaults(events: IDataObject[], now: Sent, before: Sent[]): string[] {
	return events.flatMap(({ event, companyId }) => {
		const id = String(companyId);
		const rows = now.rows.get(id);
		const earlier = before
			.flatMap((poll) => [poll.rows.get(id) ?? []])
			.filter((all) => all.length > 0);
		const fault = `${String(event)} ${id}`;
		if (event === 'companyRemoved') return rows ? [`${fault}, but it is there`] : [];
		if (!rows) return [`${fault}, but it was not sent`];
		if (event === 'companyCreated' || earlier.length === 0) return [];
		const hasChanged = rows.some((row) => saysMore(row, earlier));
		return hasChanged ? [] : [`${fault}, but nothing about it has changed`];
	});
}

/** Whether what was sent in a poll is right about who is there and about one company, whatever else it is. */
export function saysTheTruth(
	{ rows }: Sent,
	ids: readonly string[],
	id: string,
	row: unknown,
): boolean {
	const areAllThere = rows.size === ids.length && ids.every((one) => rows.has(one));
	return (
		areAllThere && (rows.get(id) ?? []).every((one) => JSON.stringify(one) === JSON.stringify(row))
	);
}

import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { partsWithBreaks } from '../breaks';
import { readDay, type DayOrder } from '../company/dates';
import { startOf } from '../parameters/values';
import type { Snapshot } from './snapshot';

/**
 * Increase it with every change of {@link StoredRow} or {@link StoredState}. A state of another version counts as none: the
 * first poll after the update records the state anew and reports nothing. If that is too much to lose, also read the older
 * version here, and drop it one major version later.
 */
const VERSION = 2;
/** Only the event of a removed company needs names; n8n writes the whole state at once, so a long list does without. */
export const MAX_NAMES = 40_000;
/** In UTF-16 units; a longer name is cut, because only people read it. */
const MAX_NAME_LENGTH = 80;

type Flag = 0 | 1 | null;
type LicenseType = [id: string | null, name: string | null];

/** A company; values at the end that are null or 0 are left out. */
export type StoredRow = [
	id: string,
	/** Index into `licenseTypes`. */
	licenseType: number,
	licenseLimit: number | null,
	users: number | null,
	/** Index into `renewalDays`; null where the day is unknown. */
	renewalDay: number | null,
	unlimited: Flag,
	flaggedExpired: Flag,
	matched: Flag,
	name?: string | null,
	/** Null where it is the day of the state. */
	day?: string | null,
	missed?: Flag,
];

const MAX_ROW_LENGTH: Required<StoredRow>['length'] = 11;

/** What one poll leaves for the next. n8n stores it with the workflow, as plain JSON. */
export type StoredState = {
	version: number;
	/** The day of the latest poll, `YYYY-MM-DD` in the workflow's time zone. */
	day: string;
	/** Stands for the credential's host and client: another one may be another reseller's list. */
	source: string;
	/** How ambiguous dates were read. */
	dayOrder: DayOrder;
	licenseTypes: LicenseType[];
	renewalDays: string[];
	/** How many rows there are, so that a cut state shows. */
	count: number;
	companies: StoredRow[];
};

export type StateHead = Pick<StoredState, 'day' | 'source' | 'dayOrder'>;
type Tables = Pick<StoredState, 'licenseTypes' | 'renewalDays'>;

/** The state of the poll before, with its rows by the ID of their company. */
export type WatchState = StateHead & Tables & { rows: Map<string, StoredRow> };

/** The state before a first poll. */
export function emptyState(source: string): WatchState {
	return { day: '', source, dayOrder: null, licenseTypes: [], renewalDays: [], rows: new Map() };
}

const toFlag = (value: boolean | null): Flag => (value === null ? null : value ? 1 : 0);
const fromFlag = (flag: Flag): boolean | null => (flag === null ? null : flag === 1);

/** @returns the name as it is stored; null where there is none */
export const storedName = (name: unknown) =>
	typeof name === 'string' ? startOf(name.replace(/\s+/g, ' '), MAX_NAME_LENGTH) : null;

export const isMissed = (row: StoredRow) => row[10] === 1;

export function toSnapshot(row: StoredRow, state: WatchState): Snapshot {
	const [, type, licenseLimit, users, renewalDay, ...rest] = row;
	const [unlimited, flaggedExpired, matched, name = null, day = null, missed = 0] = rest;
	const [licenseTypeId = null, licenseType = null] = state.licenseTypes[type] ?? [];
	return {
		name,
		licenseTypeId,
		licenseType,
		unlimited: fromFlag(unlimited),
		licenseLimit,
		users,
		renewalDay: renewalDay === null ? null : (state.renewalDays[renewalDay] ?? null),
		flaggedExpired: fromFlag(flaggedExpired),
		matched: matched === 1,
		missed: missed === 1,
		day: day ?? state.day,
	};
}

/** Stored lists without duplicates: the index of each entry by its JSON. */
type Indexes = Map<string, number>;

const indexesOf = (entries: unknown[]): Indexes =>
	new Map(entries.map((entry, index) => [JSON.stringify(entry), index]));

const entriesOf = <Entry>(indexes: Indexes) =>
	[...indexes.keys()].map((text) => jsonParse<Entry>(text));

/** @returns the index of an entry, which is added if it is new */
function indexIn(indexes: Indexes, entry: unknown): number {
	const text = JSON.stringify(entry);
	const index = indexes.get(text) ?? indexes.size;
	indexes.set(text, index);
	return index;
}

interface RowContext {
	day: string;
	hasNames: boolean;
	types: Indexes;
	days: Indexes;
}

function toRow(
	id: string,
	snapshot: Snapshot,
	{ day, hasNames, types, days }: RowContext,
): StoredRow {
	const { name, licenseTypeId, licenseType, renewalDay } = snapshot;
	const optional = [
		hasNames ? name : null,
		snapshot.day === day ? null : snapshot.day,
		toFlag(snapshot.missed),
	];
	while (optional.length > 0 && !optional[optional.length - 1]) optional.pop();
	return [
		id,
		indexIn(types, [licenseTypeId, licenseType]),
		snapshot.licenseLimit,
		snapshot.users,
		renewalDay === null ? null : indexIn(days, renewalDay),
		toFlag(snapshot.unlimited),
		toFlag(snapshot.flaggedExpired),
		toFlag(snapshot.matched),
		...optional,
	] as StoredRow;
}

/**
 * Packs the next state. The rows of companies without a change stay; only on another day all are packed anew, without types
 * and days that no company has any more.
 *
 * @param changes what is known now of the companies that differ; nothing of those that are gone
 * @returns undefined where nothing differs
 */
export async function packState(
	before: WatchState,
	{ day, source, dayOrder }: StateHead,
	changes: ReadonlyMap<string, { now?: Snapshot }>,
): Promise<StoredState | undefined> {
	const isSameDay = day === before.day;
	const isSameHead = isSameDay && source === before.source && dayOrder === before.dayOrder;
	if (isSameHead && changes.size === 0) return undefined;
	const context = {
		day,
		hasNames: Math.max(before.rows.size, changes.size) <= MAX_NAMES,
		types: indexesOf(isSameDay ? before.licenseTypes : []),
		days: indexesOf(isSameDay ? before.renewalDays : []),
	};
	const companies: StoredRow[] = [];
	for await (const part of partsWithBreaks([...before.rows])) {
		for (const [id, row] of part) {
			const change = changes.get(id);
			// A copy, because n8n watches what it has loaded, which makes it slow to read.
			if (!change)
				companies.push(isSameDay ? [...row] : toRow(id, toSnapshot(row, before), context));
			else if (change.now) companies.push(toRow(id, change.now, context));
		}
	}
	for await (const part of partsWithBreaks([...changes])) {
		for (const [id, { now }] of part) {
			if (now && !before.rows.has(id)) companies.push(toRow(id, now, context));
		}
	}
	const licenseTypes = entriesOf<LicenseType>(context.types);
	const renewalDays = entriesOf<string>(context.days);
	const count = companies.length;
	return { version: VERSION, day, source, dayOrder, licenseTypes, renewalDays, count, companies };
}

const isDay = (value: unknown) => typeof value === 'string' && readDay(value, null) === value;
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
const isCountOrNull = (value: unknown) => value === null || Number.isFinite(value);
const isFlag = (value: unknown) => value === null || value === 0 || value === 1;
const isIndexOf = (values: unknown[], index: unknown) =>
	typeof index === 'number' && values[index] !== undefined;
const isLicenseType = (value: unknown) =>
	Array.isArray(value) && value.length === 2 && value.every(isTextOrNull);
const isSetOf = (value: unknown, isValid: (entry: unknown) => boolean) =>
	Array.isArray(value) && value.every(isValid) && indexesOf(value).size === value.length;

function isRow(row: unknown, { licenseTypes, renewalDays }: Tables): row is StoredRow {
	if (!Array.isArray(row) || row.length > MAX_ROW_LENGTH) return false;
	const [id, licenseType, limit, users, renewalDay, ...rest] = row as unknown[];
	const [unlimited, flaggedExpired, matched, name = null, day = null, missed = 0] = rest;
	return (
		typeof id === 'string' &&
		id !== '' &&
		isIndexOf(licenseTypes, licenseType) &&
		isCountOrNull(limit) &&
		isCountOrNull(users) &&
		(renewalDay === null || isIndexOf(renewalDays, renewalDay)) &&
		[unlimited, flaggedExpired, matched, missed].every(isFlag) &&
		(name === null || (typeof name === 'string' && name !== '')) &&
		(day === null || isDay(day))
	);
}

/** Whether everything is as it should be, but maybe rows. */
function isStoredState(value: IDataObject | StoredState): value is StoredState {
	const stored = value as StoredState;
	return (
		stored.version === VERSION &&
		isDay(stored.day) &&
		typeof stored.source === 'string' &&
		[null, 'dayFirst', 'monthFirst'].includes(stored.dayOrder) &&
		isSetOf(stored.licenseTypes, isLicenseType) &&
		isSetOf(stored.renewalDays, isDay) &&
		Array.isArray(stored.companies) &&
		stored.companies.length === stored.count
	);
}

/**
 * Reads the stored state. It may be damaged or come from another version: it is only used if every value in it is of its
 * kind and no row is missing or there twice.
 *
 * @returns undefined where nothing is stored, or nothing that can be used
 */
export async function unpackState(stored: IDataObject): Promise<WatchState | undefined> {
	if (!isStoredState(stored)) return undefined;
	const { day, source, dayOrder, count, companies } = stored;
	// n8n watches what it has loaded, which makes it slow to read.
	const licenseTypes = entriesOf<LicenseType>(indexesOf(stored.licenseTypes));
	const renewalDays = entriesOf<string>(indexesOf(stored.renewalDays));
	const rows = new Map<string, StoredRow>();
	const state = { day, source, dayOrder, licenseTypes, renewalDays, rows };
	for await (const part of partsWithBreaks<unknown>(companies)) {
		for (const row of part) {
			if (!isRow(row, state)) return undefined;
			rows.set(row[0], row);
		}
	}
	return rows.size === count ? state : undefined;
}

/** Replaces the stored state. */
export function store(target: IDataObject, next: StoredState): void {
	for (const name of Object.keys(target)) {
		if (!(name in next)) delete target[name];
	}
	Object.assign(target, next);
}

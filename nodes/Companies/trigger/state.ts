import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import type { DayOrder } from '../company/dates';
import type { Snapshot } from './snapshot';

/** What one poll leaves for the next. */
export interface WatchState {
	/** The day of the latest poll, `YYYY-MM-DD` in the workflow's time zone. */
	day: string;
	/** Stands for the credential's host and client: another one may be another reseller's list. */
	source: string;
	/** How ambiguous dates were read. */
	dayOrder: DayOrder;
	/** The companies by their ID. */
	companies: Map<string, Snapshot>;
}

/**
 * Increase it with every change of {@link StoredRow} or {@link StoredState}. A state of another version counts as none: the
 * first poll after the update records the state anew and reports nothing. If that is too much to lose, also read the older
 * version here, and drop it one major version later.
 */
const VERSION = 2;
/** Only the event of a removed company needs names; n8n writes the whole state at once, so a long list does without. */
const MAX_NAMES = 40_000;
/** In UTF-16 units; a longer name is cut, because only people read it. */
const MAX_NAME_LENGTH = 80;

type Flag = 0 | 1 | null;
type LicenseType = [id: string | null, name: string | null];

/** A company; values at the end that are null or 0 are left out. */
type StoredRow = [
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

/** What n8n stores with the workflow, as plain JSON. */
type StoredState = {
	version: number;
	day: string;
	source: string;
	dayOrder: DayOrder;
	licenseTypes: LicenseType[];
	renewalDays: string[];
	/** How many rows there are, so that a cut state shows. */
	count: number;
	companies: StoredRow[];
};

/** @returns the index of a text in a list without duplicates, to which it is added if it is new */
function indexIn(texts: Map<string, number>, text: string): number {
	const index = texts.get(text) ?? texts.size;
	texts.set(text, index);
	return index;
}

const toFlag = (value: boolean | null): Flag => (value === null ? null : value ? 1 : 0);

const shortened = (name: string) => name.replace(/\s+/g, ' ').slice(0, MAX_NAME_LENGTH);

/** @param withNames whether an event needs the names */
export function packState(state: WatchState, withNames: boolean): StoredState {
	const { day, source, dayOrder } = state;
	const licenseTypes = new Map<string, number>();
	const renewalDays = new Map<string, number>();
	const keepsNames = withNames && state.companies.size <= MAX_NAMES;
	const companies = [...state.companies].map(([id, snapshot]) => {
		const { name, licenseTypeId, licenseType, renewalDay } = snapshot;
		const optional = [
			keepsNames && name !== null ? shortened(name) : null,
			snapshot.day === day ? null : snapshot.day,
			toFlag(snapshot.missed === true),
		];
		while (optional.length > 0 && !optional[optional.length - 1]) optional.pop();
		return [
			id,
			indexIn(licenseTypes, JSON.stringify([licenseTypeId, licenseType])),
			snapshot.licenseLimit,
			snapshot.users,
			renewalDay === null ? null : indexIn(renewalDays, renewalDay),
			toFlag(snapshot.unlimited),
			toFlag(snapshot.flaggedExpired),
			toFlag(snapshot.matched),
			...optional,
		] as StoredRow;
	});
	return {
		version: VERSION,
		day,
		source,
		dayOrder,
		licenseTypes: [...licenseTypes.keys()].map((text) => jsonParse<LicenseType>(text)),
		renewalDays: [...renewalDays.keys()],
		count: companies.length,
		companies,
	};
}

/** Whether a value is a day of the calendar, `YYYY-MM-DD`. */
function isDay(value: unknown): value is string {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
	const time = Date.parse(`${value}T00:00:00Z`);
	return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
const isCountOrNull = (value: unknown) => value === null || Number.isFinite(value);
const isFlag = (value: unknown) => value === null || value === 0 || value === 1;
const isIndexOf = (values: unknown[], index: unknown) =>
	Number.isInteger(index) && (index as number) >= 0 && (index as number) < values.length;

const isLicenseType = (value: unknown) =>
	Array.isArray(value) && value.length === 2 && value.every(isTextOrNull);
const isListOf = (value: unknown, isValid: (entry: unknown) => boolean) =>
	Array.isArray(value) && value.every(isValid);

function isRow(row: unknown, { licenseTypes, renewalDays }: StoredState): boolean {
	if (!Array.isArray(row)) return false;
	const [id, licenseType, limit, users, renewalDay, ...rest] = row as unknown[];
	const [unlimited, flaggedExpired, matched, name = null, day = null, missed = 0] = rest;
	return (
		typeof id === 'string' &&
		isIndexOf(licenseTypes, licenseType) &&
		[limit, users].every(isCountOrNull) &&
		(renewalDay === null || isIndexOf(renewalDays, renewalDay)) &&
		[unlimited, flaggedExpired, matched, missed].every(isFlag) &&
		(name === null || (typeof name === 'string' && name !== '')) &&
		(day === null || isDay(day))
	);
}

function isStoredState(value: IDataObject | StoredState): value is StoredState {
	const stored = value as StoredState;
	return (
		stored.version === VERSION &&
		isDay(stored.day) &&
		typeof stored.source === 'string' &&
		[null, 'dayFirst', 'monthFirst'].includes(stored.dayOrder) &&
		isListOf(stored.licenseTypes, isLicenseType) &&
		isListOf(stored.renewalDays, isDay) &&
		isListOf(stored.companies, (row) => isRow(row, stored)) &&
		stored.companies.length === stored.count
	);
}

const fromFlag = (flag: Flag): boolean | null => (flag === null ? null : flag === 1);

function toSnapshot(row: StoredRow, stored: StoredState): Snapshot {
	const [, type, licenseLimit, users, renewalDay, ...rest] = row;
	const [unlimited, flaggedExpired, matched, name = null, day = null, missed = 0] = rest;
	const [licenseTypeId = null, licenseType = null] = stored.licenseTypes[type] ?? [];
	return {
		name,
		licenseTypeId,
		licenseType,
		unlimited: fromFlag(unlimited),
		licenseLimit,
		users,
		renewalDay: renewalDay === null ? null : (stored.renewalDays[renewalDay] ?? null),
		flaggedExpired: fromFlag(flaggedExpired),
		matched: matched === 1,
		...(missed === 1 && { missed: true }),
		day: day ?? stored.day,
	};
}

/**
 * Reads the stored state. It may be damaged or come from another version: it is only used if every value in it is of its
 * kind and no row is missing or there twice.
 *
 * @returns undefined where nothing is stored, or nothing that can be used
 */
export function unpackState(stored: IDataObject): WatchState | undefined {
	if (!isStoredState(stored)) return undefined;
	const { day, source, dayOrder, count } = stored;
	const companies = new Map(stored.companies.map((row) => [row[0], toSnapshot(row, stored)]));
	return companies.size === count ? { day, source, dayOrder, companies } : undefined;
}

/** Replaces the stored state all at once, and only if it has changed: n8n saves what was touched. */
export function store(target: IDataObject, packed: StoredState): void {
	if (JSON.stringify(target) === JSON.stringify(packed)) return;
	for (const name of Object.keys(target)) {
		if (!(name in packed)) delete target[name];
	}
	Object.assign(target, packed);
}

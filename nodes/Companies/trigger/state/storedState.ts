import type { IDataObject } from 'n8n-workflow';

import type { DayOrder } from '../../company/dates';
import type { Facts } from '../snapshot';
import type { LicenseTypes } from './companyCode';
import { isDay, packCompany, unpackCompany } from './companyCode';
import type { WatchState } from './watchState';

/** Changes when what is stored can no longer be read by the code below. */
const VERSION = 1;
/** Stored before there is a state. */
const LACKING = 'lacking';
/** Names are only needed to tell of a removed company; beyond so many companies they would take too much space. */
const MAX_NAMES = 40_000;

function typeIndexer(types: LicenseTypes): (facts: Facts) => number {
	const indexes = new Map<string, number>();
	return ({ licenseTypeId, licenseType }) => {
		const key = JSON.stringify([licenseTypeId, licenseType]);
		const known = indexes.get(key);
		if (known !== undefined) return known;
		indexes.set(key, types.length);
		return types.push([licenseTypeId, licenseType]) - 1;
	};
}

/**
 * What n8n stores with the workflow: plain JSON, one text for all companies (some 40 bytes each and the name), because
 * n8n writes all of it whenever it writes.
 *
 * @param withNames whether an event needs the names
 */
export function packState(state: WatchState, withNames: boolean): IDataObject {
	const { day, source, dayOrder, companies } = state;
	const types: LicenseTypes = [];
	const indexOf = typeIndexer(types);
	const withName = withNames && companies.size <= MAX_NAMES;
	const lines = [...companies].map((entry) =>
		packCompany(entry, { typeIndex: indexOf(entry[1]), stateDay: day, withName }),
	);
	return { version: VERSION, day, source, dayOrder, types, companies: lines.join('\n') };
}

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

const isType = (value: unknown) =>
	Array.isArray(value) && value.length === 2 && value.every(isTextOrNull);

const isTypes = (value: unknown): value is LicenseTypes =>
	Array.isArray(value) && value.every(isType);

const isDayOrder = (value: unknown): value is DayOrder =>
	value === null || value === 'dayFirst' || value === 'monthFirst';

/** @throws anything, for a state that is damaged */
function parse({ day, source, dayOrder, types, companies }: IDataObject): WatchState | undefined {
	if (typeof companies !== 'string' || typeof day !== 'string' || !isDay(day)) return undefined;
	if (!isTypes(types)) return undefined;
	if (typeof source !== 'string' || !isDayOrder(dayOrder)) return undefined;
	const lines = companies === '' ? [] : companies.split('\n');
	const entries = lines.map((line) => unpackCompany(line, types, day));
	return { day, source, dayOrder, companies: new Map(entries) };
}

/**
 * Whatever is stored may be damaged or come from another version: only what would be packed to the same text again is
 * believed.
 *
 * @returns undefined where nothing is stored, or nothing that can be used
 */
export function unpackState(stored: IDataObject): WatchState | undefined {
	if (stored.version !== VERSION) return undefined;
	try {
		const state = parse(stored);
		return state && packState(state, true).companies === stored.companies ? state : undefined;
	} catch {
		return undefined;
	}
}

/** Whether something is stored that should be a state and is none. */
export function isDamaged(stored: IDataObject): boolean {
	return Object.keys(stored).some((name) => name !== LACKING) && !unpackState(stored);
}

/**
 * Whether a first poll can be compared with later. Its list has to be complete. Rows that are no companies, and a
 * total that is too high, would keep the trigger from ever starting, so the same difference in two first polls in a row is
 * accepted.
 *
 * @param stored keeps the difference for the next poll
 */
export function mayStart(
	{ complete, lacking = 0 }: { complete: boolean; lacking?: number },
	stored: IDataObject,
): boolean {
	if (complete || (lacking > 0 && stored[LACKING] === lacking)) return true;
	if (lacking > 0) stored[LACKING] = lacking;
	return false;
}

/** Puts a state in the place of the one before, all at once, and only if they differ: n8n saves what was touched. */
export function store(target: IDataObject, packed: IDataObject): void {
	if (JSON.stringify(target) === JSON.stringify(packed)) return;
	for (const name of Object.keys(target)) {
		if (!(name in packed)) delete target[name];
	}
	Object.assign(target, packed);
}

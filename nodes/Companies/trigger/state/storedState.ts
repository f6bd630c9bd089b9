import type { IDataObject } from 'n8n-workflow';

import type { Facts } from '../facts';
import type { LicenseTypes } from './companyCode';
import { packCompany, unpackCompany } from './companyCode';
import type { WatchState } from './watchState';

/** Changes when what is stored can no longer be read by the code below. */
const VERSION = 1;
/** Names are only needed to tell of a removed company; beyond so many companies they would take too much space. */
const MOST_NAMES = 40_000;

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
	const withName = withNames && companies.size <= MOST_NAMES;
	const lines = [...companies].map((entry) =>
		packCompany(entry, { typeIndex: indexOf(entry[1]), stateDay: day, withName }),
	);
	return { version: VERSION, day, source, dayOrder, types, companies: lines.join('\n') };
}

/** @returns undefined where nothing is stored, or something that another version has stored */
export function unpackState(stored: IDataObject): WatchState | undefined {
	const { version, day, source, dayOrder, types, companies } = stored;
	if (version !== VERSION || typeof companies !== 'string' || !Array.isArray(types))
		return undefined;
	const lines = companies === '' ? [] : companies.split('\n');
	const stateDay = day as string;
	return {
		day: stateDay,
		source: source as string,
		dayOrder: dayOrder as WatchState['dayOrder'],
		companies: new Map(lines.map((line) => unpackCompany(line, types as LicenseTypes, stateDay))),
	};
}

/** Puts a state in the place of the one before, all at once, and only if they differ: n8n saves what was touched. */
export function store(target: IDataObject, packed: IDataObject): void {
	if (JSON.stringify(target) === JSON.stringify(packed)) return;
	for (const name of Object.keys(target)) {
		if (!(name in packed)) delete target[name];
	}
	Object.assign(target, packed);
}

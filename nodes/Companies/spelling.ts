import type { IDataObject } from 'n8n-workflow';

/** Names of the API are much shorter. */
const MAX_NAME_LENGTH = 64;
/** All rows of a list have the same names, so each name is looked up once. */
const MAX_CACHED = 1000;

const folded = (key: string) => key.replace(/[_-]/g, '').toLowerCase();

/** If several keys have the same usual name, a value under that name wins, then the first that is not null. */
function respelled(row: IDataObject, usualName: (key: string) => string): IDataObject {
	const values = new Map<string, IDataObject[string]>();
	for (const [key, value] of Object.entries(row)) {
		const name = usualName(key);
		const isBetter = key === name && value !== null;
		if (isBetter || (values.get(name) ?? null) === null) values.set(name, value);
	}
	return Object.fromEntries(values);
}

/**
 * Some deployments write `Results`, `RESULTS` or `total_number_of_records` (contract section 2).
 *
 * @param names the usual names
 * @returns a function that renames the keys of an object to their usual names and keeps other keys. It returns the same object if
 * nothing has to be renamed.
 */
export function spelledAs(names: Iterable<string>): (row: IDataObject) => IDataObject {
	const usualNames = new Map([...names].map((name) => [name, name]));
	const byFolded = new Map([...usualNames.keys()].map((name) => [folded(name), name]));
	const usualName = (key: string) => {
		const known = usualNames.get(key);
		if (known !== undefined || key.length > MAX_NAME_LENGTH) return known ?? key;
		const name = byFolded.get(folded(key)) ?? key;
		if (usualNames.size < MAX_CACHED) usualNames.set(key, name);
		return name;
	};
	return (row) => {
		for (const key in row) if (usualName(key) !== key) return respelled(row, usualName);
		return row;
	};
}

/**
 * What the server has said about companies, read without the node's code: by keys in any case, and only rows that are
 * objects with an ID.
 */
export interface Sent {
	/** The rows of each company, in the order in which they were sent. */
	rows: Map<string, Array<Record<string, unknown>>>;
	/** Every total that was stated; undefined for an answer without one. */
	totals: unknown[];
}

export const nothingSent = (): Sent => ({ rows: new Map(), totals: [] });

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a key, whatever its case. */
export function valueOf(object: unknown, name: string): unknown {
	if (!isObject(object)) return undefined;
	const key = Object.keys(object).find((own) => own.toLowerCase() === name.toLowerCase());
	return key === undefined ? undefined : object[key];
}

function idOf(row: unknown): string | undefined {
	for (const name of ['companyResourceId', 'resourceId']) {
		const id = valueOf(row, name);
		if (typeof id === 'number' && Number.isFinite(id)) return String(id);
		if (typeof id === 'string' && id.trim() !== '') return id.trim();
	}
	return undefined;
}

/** Records an answer to a search. */
export function note(sent: Sent, answer: unknown): void {
	const data = valueOf(answer, 'data');
	sent.totals.push(valueOf(data, 'totalNumberOfRecords'));
	const results = valueOf(data, 'results');
	for (const row of Array.isArray(results) ? results : []) {
		const id = idOf(row);
		if (id === undefined) continue;
		sent.rows.set(id, [...(sent.rows.get(id) ?? []), { ...(row as object) }]);
	}
}

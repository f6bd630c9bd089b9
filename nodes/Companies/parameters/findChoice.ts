import { UserError } from 'n8n-workflow';

import { foldText } from '../company/foldText';
import type { LookupEntry } from '../company/products';
import type { Choice } from '../filter/conditions/choice';
import { LIMITS } from '../limits';
import { nearNames } from './nearNames';
import { quoted } from './values';

/** Some names of the API have commas in them, e.g. the industry "Energy, Oil & Gas". */
const COMMA = ', ';

/** What is compared of a name or an ID. The spaces around a comma do not count. */
function keyOf(text: string): string {
	const parts = foldText(text).split(',');
	return parts.flatMap((part) => part.trim() || []).join(COMMA);
}

function unknown(label: string, value: string, known: LookupEntry[]): UserError {
	const near = nearNames(
		value,
		known.map(({ name }) => name),
	);
	const names = near.map((name) => quoted(name)).join(', ');
	const advice = names
		? `Did you mean ${names}?`
		: "No name in Keepnet's list is like it: choose from the list, or enter an ID.";
	return new UserError(`Keepnet does not know ${quoted(value)} ('${label}')`, {
		description: known.length === 0 ? 'Keepnet lists nothing to choose from here.' : advice,
	});
}

/** What the entries from a position on can mean together: the most of them first, the entry by itself last. */
function readingsAt(entries: string[], from: number): Array<{ text: string; count: number }> {
	const rest = entries.slice(from, from + LIMITS.maxPartsOfName);
	return rest.map((_, index) => {
		const count = rest.length - index;
		return { text: rest.slice(0, count).join(COMMA), count };
	});
}

/**
 * Finds what was chosen, by ID or by name, in a list of the API.
 *
 * @param entries a text with commas comes here in parts, of which several together may be one name
 * @param known undefined where the list cannot be read: then every reading of the entries is compared with the companies
 * @throws UserError for a value that is not in the list; it names the nearest ones
 */
export function findChoice(
	label: string,
	entries: string[],
	known: LookupEntry[] | undefined,
): Choice {
	if (!known) {
		const texts = entries.flatMap((_, from) => readingsAt(entries, from).map(({ text }) => text));
		return { chosen: [...new Set(texts)] };
	}
	const byKey = new Map(
		known.flatMap((entry) => [entry.id, entry.name].map((word) => [keyOf(word), entry] as const)),
	);
	const keys = entries.map(keyOf);
	const chosen = new Set<LookupEntry>();
	for (let from = 0; from < keys.length; ) {
		const found = readingsAt(keys, from).find(({ text }) => byKey.has(text));
		const entry = found && byKey.get(found.text);
		if (!entry) throw unknown(label, entries[from] ?? '', known);
		chosen.add(entry);
		from += found.count;
	}
	return { chosen: [...chosen] };
}

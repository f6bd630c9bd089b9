import { UserError } from 'n8n-workflow';

import { foldText } from '../company/foldText';
import type { LookupEntry } from '../company/products';
import { LIMITS } from '../limits';
import type { Choice } from '../filter/conditions/choice';
import { nearNames } from './nearNames';
import { quoted } from './values';

/** Some names of the API have commas in them, e.g. the industry "Energy, Oil & Gas". */
const COMMA = ', ';

const partsOf = (text: string) =>
	foldText(text)
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');

const key = (text: string) => partsOf(text).join(COMMA);

function unknown(label: string, value: string, known: LookupEntry[]): UserError {
	const near = nearNames(
		value,
		known.map(({ name }) => name),
	);
	const what =
		known.length === 0
			? 'Keepnet lists nothing to choose from here.'
			: near.length === 0
				? "No name in Keepnet's list is like it: choose from the list, or enter an ID."
				: `Did you mean ${near.map((name) => quoted(name)).join(', ')}?`;
	return new UserError(`Keepnet does not know ${quoted(value)} ('${label}')`, {
		description: what,
	});
}

/** Everything that the entries can mean where no list says it: each by itself, and with some of those after it. */
function readings(entries: string[]): string[] {
	const texts = new Set<string>();
	for (let from = 0; from < entries.length; from++) {
		const rest = entries.slice(from, from + LIMITS.maxPartsOfName);
		for (let taken = rest.length; taken > 0; taken--) texts.add(rest.slice(0, taken).join(COMMA));
	}
	return [...texts];
}

/** The names and IDs of a list, by what is compared of them. */
class KnownNames {
	private readonly byKey: ReadonlyMap<string, LookupEntry>;
	private readonly mostParts: number;

	constructor(known: LookupEntry[]) {
		const keyed = known.flatMap((entry) =>
			[entry.id, entry.name].map((word) => ({ entry, parts: partsOf(word) })),
		);
		const longest = keyed.reduce((most, { parts }) => Math.max(most, parts.length), 1);
		this.mostParts = Math.min(longest, LIMITS.maxPartsOfName);
		this.byKey = new Map(keyed.map(({ entry, parts }) => [parts.join(COMMA), entry]));
	}

	/** The entry that the most keys from a position on stand for, and how many these are. */
	at(keys: string[], from: number): { entry: LookupEntry; taken: number } | undefined {
		const rest = keys.slice(from, from + this.mostParts);
		for (let taken = rest.length; taken > 0; taken--) {
			const entry = this.byKey.get(rest.slice(0, taken).join(COMMA));
			if (entry) return { entry, taken };
		}
		return undefined;
	}
}

/**
 * Finds what was chosen, by id or by name, in a list of the API.
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
	if (!known) return { chosen: readings(entries) };
	const names = new KnownNames(known);
	const keys = entries.map(key);
	const chosen = new Set<LookupEntry>();
	for (let from = 0; from < keys.length; ) {
		const found = names.at(keys, from);
		if (!found) throw unknown(label, entries[from], known);
		chosen.add(found.entry);
		from += found.taken;
	}
	return { chosen: [...chosen] };
}

import { UserError } from 'n8n-workflow';

import { foldName, foldText } from '../company/foldText';
import type { LookupEntry } from '../company/products';
import type { Choice } from '../filter/conditions/choice';
import { LIMITS } from '../limits';
import { quoted } from './values';

/** How many suggestions a message has room for. */
const MAX_SUGGESTIONS = 5;
/** A list as short as this is shown whole. */
const MAX_LISTED = 3;
/** Below this, two names share a few letters by chance. */
const MIN_LIKENESS = 0.5;
/** Beside a name that is very near, one that is less so is not a suggestion. */
const MIN_SHARE_OF_BEST = 0.8;
/** A word of a name stands for the name, although most of the letters are missing. */
const LIKENESS_OF_PART = 0.6;
const MIN_PART_LENGTH = 3;
/** Names are shorter; only the beginning of a longer text is compared. */
const MAX_COMPARED = 100;

const comparedText = (name: string) => foldText(name.slice(0, MAX_COMPARED));

function letterPairs(text: string): Set<string> {
	const padded = ` ${text} `;
	return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

/**
 * Measures how like a text names are: the share of letter pairs in common, from 0 to 1 (Dice's coefficient); more where the
 * name contains the text.
 */
function likenessTo(typed: string): (name: string) => number {
	const left = letterPairs(typed);
	return (name) => {
		const right = letterPairs(name);
		const common = [...left].filter((pair) => right.has(pair)).length;
		const isPart = typed.length >= MIN_PART_LENGTH && name.includes(typed);
		return Math.max((2 * common) / (left.size + right.size), isPart ? LIKENESS_OF_PART : 0);
	};
}

/** @returns the names that are like what was typed, the nearest first; none where none is */
export function nearNames(typed: string, names: Iterable<string>): string[] {
	const likeness = likenessTo(comparedText(typed));
	const found = Array.from(names, (name) => ({ name, near: likeness(comparedText(name)) }));
	// There may be too many names for a call of Math.max.
	const best = found.reduce((max, { near }) => Math.max(max, near), 0);
	const min = Math.max(MIN_LIKENESS, best * MIN_SHARE_OF_BEST);
	return found
		.filter(({ near }) => near >= min)
		.sort((left, right) => right.near - left.near)
		.slice(0, MAX_SUGGESTIONS)
		.map(({ name }) => name);
}

/** Some names of the API have commas in them, e.g. the industry "Energy, Oil & Gas". */
const COMMA = ', ';

/** What to enter in place of an unknown name: the nearest names, or all of them if there are few. */
function adviceFor(value: string, names: string[]): string {
	if (names.length === 0) return 'Keepnet lists nothing to choose from here.';
	const near = nearNames(value, names);
	if (near.length > 0) return `Did you mean ${near.map(quoted).join(', ')}?`;
	return names.length <= MAX_LISTED
		? `Enter one of these: ${names.map(quoted).join(', ')}.`
		: "No name in Keepnet's list is like it: choose from the list, or enter an ID.";
}

function unknown(label: string, value: string, known: readonly LookupEntry[]): UserError {
	const names = known.map(({ name }) => name);
	return new UserError(`Keepnet does not know ${quoted(value)} ('${label}')`, {
		description: adviceFor(value, names),
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

/** The entries of a list by what is compared of their IDs and names. Several may have the same name. */
function entriesByKey(known: readonly LookupEntry[]): ReadonlyMap<string, Set<LookupEntry>> {
	const byKey = new Map<string, Set<LookupEntry>>();
	for (const entry of known) {
		for (const key of [entry.id, entry.name].map(foldName)) {
			const same = byKey.get(key);
			if (same) same.add(entry);
			else byKey.set(key, new Set([entry]));
		}
	}
	return byKey;
}

/**
 * Finds what was chosen in a list, by ID or by name.
 *
 * @param entries a text with commas comes here in parts, of which several together may be one name
 * @throws UserError for a value that is not in the list; it names the nearest ones
 */
export function findEntries(
	label: string,
	entries: string[],
	known: readonly LookupEntry[],
): LookupEntry[] {
	const byKey = entriesByKey(known);
	const keys = entries.map(foldName);
	const chosen = new Set<LookupEntry>();
	for (let from = 0; from < keys.length; ) {
		const found = readingsAt(keys, from).find(({ text }) => byKey.has(text));
		if (!found) throw unknown(label, entries[from] ?? '', known);
		for (const entry of byKey.get(found.text) ?? []) chosen.add(entry);
		from += found.count;
	}
	return [...chosen];
}

/**
 * As {@link findEntries}, in a list of the API.
 *
 * @param known undefined where the list cannot be read: then every reading of the entries is compared with the companies
 */
export function findChoice(
	label: string,
	entries: string[],
	known: LookupEntry[] | undefined,
): Choice {
	if (known) return { chosen: findEntries(label, entries, known) };
	const texts = entries.flatMap((_, from) => readingsAt(entries, from).map(({ text }) => text));
	return { chosen: [...new Set(texts)] };
}

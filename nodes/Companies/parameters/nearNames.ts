import { foldText } from '../company/foldText';

/** How many suggestions a message has room for. */
const MAX_SUGGESTIONS = 5;
/** Below this, two names only share a few letters by chance. */
const LEAST_LIKENESS = 0.5;
/** Beside a name that is very near, one that is less so is no suggestion. */
const LEAST_OF_BEST = 0.8;
/** A word of a name stands for the name, though most of its letters are missing. */
const LIKENESS_OF_PART = 0.6;
const SHORTEST_PART = 3;
/** Names are shorter; only the beginning of a longer text is compared. */
const MAX_COMPARED = 100;

interface Compared {
	text: string;
	pairs: Set<string>;
}

function compared(name: string): Compared {
	const text = foldText(name.slice(0, MAX_COMPARED));
	const padded = ` ${text} `;
	const pairs = Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2));
	return { text, pairs: new Set(pairs) };
}

/** Share of letter pairs that two names have in common, from 0 to 1 (Dice's coefficient), or more where one has the other in it. */
function likeness(typed: Compared, name: Compared): number {
	const common = [...typed.pairs].filter((pair) => name.pairs.has(pair)).length;
	const share = (2 * common) / (typed.pairs.size + name.pairs.size);
	const isPart = typed.text.length >= SHORTEST_PART && name.text.includes(typed.text);
	return isPart ? Math.max(share, LIKENESS_OF_PART) : share;
}

/** The names that are like what was typed, the nearest first; none where none is. */
export function nearNames(typed: string, names: Iterable<string>): string[] {
	const wanted = compared(typed);
	const near = [...names]
		.map((name) => ({ name, likeness: likeness(wanted, compared(name)) }))
		.sort((left, right) => right.likeness - left.likeness);
	const least = Math.max(LEAST_LIKENESS, (near[0]?.likeness ?? 0) * LEAST_OF_BEST);
	return near
		.filter((entry) => entry.likeness >= least)
		.slice(0, MAX_SUGGESTIONS)
		.map(({ name }) => name);
}

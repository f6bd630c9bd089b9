import { foldText } from '../company/foldText';

/** How many suggestions a message has room for. */
const MAX_SUGGESTIONS = 5;
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

/** Share of letter pairs that two texts have in common, from 0 to 1 (Dice's coefficient); more where one contains the other. */
function likeness(typed: string, name: string): number {
	const [left, right] = [letterPairs(typed), letterPairs(name)];
	const common = [...left].filter((pair) => right.has(pair)).length;
	const isPart = typed.length >= MIN_PART_LENGTH && name.includes(typed);
	return Math.max((2 * common) / (left.size + right.size), isPart ? LIKENESS_OF_PART : 0);
}

/** @returns the names that are like what was typed, the nearest first; none where none is */
export function nearNames(typed: string, names: Iterable<string>): string[] {
	const text = comparedText(typed);
	const found = Array.from(names, (name) => ({ name, near: likeness(text, comparedText(name)) }));
	const best = Math.max(...found.map(({ near }) => near));
	const min = Math.max(MIN_LIKENESS, best * MIN_SHARE_OF_BEST);
	return found
		.filter(({ near }) => near >= min)
		.sort((left, right) => right.near - left.near)
		.slice(0, MAX_SUGGESTIONS)
		.map(({ name }) => name);
}

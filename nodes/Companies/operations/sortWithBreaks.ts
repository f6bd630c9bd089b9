import { type Breaks, partsOf } from '../breaks';

type Compare<T> = (left: T, right: T) => number;

/** Entries that can be sorted without a break. */
const RUN_LENGTH = 2000;
/** Entries that can be merged without a break. */
const MERGED_AT_ONCE = 5000;

async function merge<T>(left: T[], right: T[], compare: Compare<T>, breaks: Breaks): Promise<T[]> {
	const merged: T[] = [];
	let [atLeft, atRight] = [0, 0];
	for (;;) {
		const [first, second] = [left[atLeft], right[atRight]];
		if (first === undefined) break;
		if (second !== undefined && compare(first, second) > 0) {
			merged.push(second);
			atRight++;
		} else {
			merged.push(first);
			atLeft++;
		}
		if (merged.length % MERGED_AT_ONCE === 0) await breaks.take();
	}
	for (const rest of partsOf(right.slice(atRight))) merged.push(...rest);
	return merged;
}

/** Sorts a long list with breaks; what compares as equal stays in its order. */
export async function sortWithBreaks<T>(
	list: T[],
	compare: Compare<T>,
	breaks: Breaks,
): Promise<T[]> {
	let runs: T[][] = [];
	for (const part of partsOf(list, RUN_LENGTH)) {
		runs.push([...part].sort(compare));
		await breaks.take();
	}
	while (runs.length > 1) {
		const longer: T[][] = [];
		for (const [left = [], right = []] of partsOf(runs, 2)) {
			longer.push(await merge(left, right, compare, breaks));
		}
		runs = longer;
	}
	return runs[0] ?? [];
}

import { type Breaks, partsOf } from '../breaks';

type Compare<T> = (left: T, right: T) => number;

/** Entries that can be sorted without a break. */
const RUN_LENGTH = 1000;
/** Entries that can be merged without a break. */
const MERGED_AT_ONCE = 500;

/** Merges two neighboring runs, both sorted, of which the second may be empty. */
async function merge<T>(
	source: readonly T[],
	target: T[],
	{ start, middle, end }: { start: number; middle: number; end: number },
	compare: Compare<T>,
	breaks: Breaks,
): Promise<void> {
	let [left, right] = [start, middle];
	for (let at = start; at < end; at++) {
		const [first, second] = [source[left] as T, source[right] as T];
		const takesFirst = right >= end || (left < middle && compare(first, second) <= 0);
		target[at] = takesFirst ? first : second;
		if (takesFirst) left++;
		else right++;
		if (at % MERGED_AT_ONCE === 0) await breaks.take();
	}
}

/** Sorts a long list with breaks; what compares as equal stays in its order. */
export async function sortWithBreaks<T>(
	list: readonly T[],
	compare: Compare<T>,
	breaks: Breaks,
): Promise<T[]> {
	const { length } = list;
	let source: T[] = [];
	for (const part of partsOf(list, RUN_LENGTH)) {
		source.push(...[...part].sort(compare));
		await breaks.take();
	}
	// Two arrays in turns: a new one for each merge would be garbage, and n8n stands still while V8 collects it.
	let target = [...source];
	for (let runLength = RUN_LENGTH; runLength < length; runLength *= 2) {
		for (let start = 0; start < length; start += 2 * runLength) {
			const middle = Math.min(start + runLength, length);
			const end = Math.min(middle + runLength, length);
			await merge(source, target, { start, middle, end }, compare, breaks);
		}
		[source, target] = [target, source];
	}
	return source;
}

import { collationSafeParts } from '../../nodes/Companies/company/foldText';
import type { OperatorName } from '../../nodes/Companies/filter/operators';

/** How often each value is there, the most frequent first. */
export function frequencies<T>(values: T[]): Array<[value: T, times: number]> {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort(([, left], [, right]) => right - left);
}

/** How many of the companies a condition should leave, so that several can be asked about at once. */
const SHARE = 0.75;

/** The value that leaves about that share, but not all of the companies. */
export function valueFor<T extends number | string>(
	operator: OperatorName,
	values: Array<T | null>,
): T | undefined {
	const known = values.filter((value): value is T => value !== null && value !== Infinity);
	known.sort((left, right) => (left < right ? -1 : Number(left > right)));
	const from = /greater/.test(operator) ? 1 - SHARE : SHARE;
	return /^(greater|less)/.test(operator)
		? known[Math.floor(known.length * from)]
		: frequencies(known)[0]?.[0];
}

/** A part of a text, which about that share of the companies has. */
export function partOf(texts: string[], companies: number): string | undefined {
	const parts = frequencies(texts.flatMap(collationSafeParts).filter((part) => part.length > 2));
	return parts.find(([, times]) => times <= companies * SHARE)?.[0] ?? parts[0]?.[0];
}

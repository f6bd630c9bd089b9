/** How many suggestions a message has room for. */
const MOST_SUGGESTIONS = 5;

function pairs(name: string): Set<string> {
	const text = ` ${name.toLowerCase()} `;
	return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}

/** Share of letter pairs that two names have in common, from 0 to 1 (Dice's coefficient). */
function likeness(left: string, right: string): number {
	const [a, b] = [pairs(left), pairs(right)];
	const common = [...a].filter((pair) => b.has(pair)).length;
	return (2 * common) / (a.size + b.size);
}

/** The names that are most like what was typed, the nearest first. */
export function nearNames(typed: string, names: string[]): string[] {
	return names
		.map((name) => ({ name, likeness: likeness(typed, name) }))
		.sort((left, right) => right.likeness - left.likeness)
		.slice(0, MOST_SUGGESTIONS)
		.map(({ name }) => name);
}

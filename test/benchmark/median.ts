/** The value in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)];
}

/** Runs contenders in turns, so that whatever else the machine does meets all of them alike. */
export async function inTurns<Name extends string, T>(
	contenders: Record<Name, () => Promise<T>>,
	rounds: number,
): Promise<Record<Name, T[]>> {
	const names = Object.keys(contenders) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) results[name].push(await contenders[name]());
	}
	return results;
}

/** The value in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)];
}

/** Runs the contenders in turns, to spread other load of the machine evenly. */
export async function inTurns<Results extends Record<string, unknown>>(
	contenders: { [Name in keyof Results]: () => Promise<Results[Name]> },
	rounds: number,
): Promise<{ [Name in keyof Results]: Array<Results[Name]> }> {
	const names: Array<keyof Results> = Object.keys(contenders);
	const results = {} as { [Name in keyof Results]: Array<Results[Name]> };
	for (let round = 0; round < rounds; round++) {
		for (const name of names) (results[name] ??= []).push(await contenders[name]());
	}
	return results;
}

import { faker } from '@faker-js/faker/locale/en';

/** The value in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)];
}

/** A longer run is not repeated: what disturbs it for a moment is small beside it. */
const MAX_REPEATED_MS = 15_000;

/**
 * Runs the contenders in turns, to spread other load of the machine evenly. Each round has an order of its own: V8 collects the
 * garbage of the whole heap every few runs, and would else do so with the same contender each time.
 */
export async function inTurns<Results extends Record<string, unknown>>(
	contenders: { [Name in keyof Results]: () => Promise<Results[Name]> },
	rounds: number,
): Promise<{ [Name in keyof Results]: Array<Results[Name]> }> {
	let names: Array<keyof Results> = Object.keys(contenders);
	const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
		[Name in keyof Results]: Array<Results[Name]>;
	};
	for (let round = 0; round < rounds; round++) {
		const quick: typeof names = [];
		for (const name of faker.helpers.shuffle(names)) {
			const begin = performance.now();
			results[name].push(await contenders[name]());
			if (performance.now() - begin <= MAX_REPEATED_MS) quick.push(name);
		}
		names = quick;
	}
	return results;
}

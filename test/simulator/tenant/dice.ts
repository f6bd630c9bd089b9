import { faker } from '@faker-js/faker/locale/en';

/** Random choices that repeat with the seed. */
export interface Dice {
	/** From 0 (inclusive) to 1 (exclusive). */
	roll(): number;
	chance(probability: number): boolean;
	/** An integer; both ends are inclusive. */
	between(least: number, most: number): number;
	pick<T>(options: readonly T[]): T;
	/** 32 hexadecimal digits. */
	id(): string;
}

/** Faker's generator; one at a time, because Faker has a single seed. */
export function seededDice(seed: number): Dice {
	faker.seed(seed);
	const roll = () => faker.number.float();
	const hex = () =>
		Math.floor(roll() * 2 ** 32)
			.toString(16)
			.padStart(8, '0');
	return {
		roll,
		chance: (probability) => roll() < probability,
		between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
		pick: (options) => options[Math.floor(roll() * options.length)],
		id: () => hex() + hex() + hex() + hex(),
	};
}

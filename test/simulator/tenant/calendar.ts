import type { Dice } from './dice';
import type { CompanyRow } from './row';

type Dates = Pick<CompanyRow, 'createTime' | 'licenseEndDate' | 'licenceExpired'>;

const day = 24 * 60 * 60 * 1000;

/** Midnight UTC of the current day, as `YYYY-MM-DD`. */
export function currentDay(): string {
	return new Date().toISOString().slice(0, 10);
}

const instant = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** When companies were created and when their licenses end, around a given day. */
export function calendar(dice: Dice, today: string): () => Dates {
	const midnight = Date.parse(today);
	// Imports create many companies in the same second.
	const imports = Array.from({ length: 5 }, () => midnight - dice.between(40, 1500) * day + 37_000);

	const createTime = () => {
		if (dice.chance(0.05)) return instant(dice.pick(imports));
		const age = dice.chance(0.04) ? dice.between(1, 30) : dice.between(31, 2000);
		return instant(midnight - age * day + dice.between(0, 86_399) * 1000);
	};

	const licenseEndDate = () => {
		if (dice.chance(0.03)) return null;
		const distance = dice.chance(0.12) ? -dice.between(1, 400) : dice.between(0, 700);
		const times = [0, 0, day - 1000, dice.between(0, 86_399) * 1000];
		return instant(midnight + distance * day + dice.pick(times));
	};

	return () => {
		const renewal = licenseEndDate();
		const isPast = renewal !== null && Date.parse(renewal) < midnight;
		// The flag is set by a nightly job, which is late at times.
		const licenceExpired = isPast ? !dice.chance(0.05) : dice.chance(0.003);
		return { createTime: createTime(), licenseEndDate: renewal, licenceExpired };
	};
}

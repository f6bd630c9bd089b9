import type { Dice } from './dice';
import type { CompanyRow } from './row';

type License = Pick<CompanyRow, 'isNumberOfUsersLimited' | 'numberOfUsers' | 'targetUserCount'>;

const limits = [10, 25, 50, 100, 150, 250, 500, 1000, 2500, 5000, 10000];

/** A license and its use: about one in eight over the limit, some exactly at it, some without a usable limit. */
export function license(dice: Dice): License {
	const limit = dice.pick(limits);
	const kind = dice.roll();
	const limited = (targetUserCount: number, numberOfUsers: string | null = `${limit}`) => ({
		isNumberOfUsersLimited: true,
		numberOfUsers,
		targetUserCount,
	});
	if (kind < 0.12) return limited(limit + dice.between(1, Math.ceil(limit * 0.4)));
	if (kind < 0.16) return limited(limit);
	if (kind < 0.24) return limited(Math.ceil(limit * (0.9 + dice.roll() * 0.09)));
	if (kind < 0.34) {
		// The license has no limit; the web client stores this number.
		const numberOfUsers = dice.pick(['9999', '9999', '9999', null]);
		return {
			isNumberOfUsersLimited: false,
			numberOfUsers,
			targetUserCount: dice.between(0, 20000),
		};
	}
	if (kind < 0.35) return limited(dice.pick([0, 0, 3, 40]), '0');
	if (kind < 0.36) return limited(dice.between(0, 500), dice.pick(['N/A', null, '']));
	return limited(Math.floor(limit * dice.roll() * 0.89));
}

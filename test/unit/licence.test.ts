import { toCompany } from '../../nodes/Companies/company/company';
import {
	isNearLimit,
	isOverLimit,
	isUnderused,
	seatsOverLimit,
	seatsRemaining,
	usagePercent,
} from '../../nodes/Companies/company/license';
import fc from '../property';

const license = (numberOfUsers: unknown, targetUserCount: unknown, limited = true) =>
	toCompany({
		isNumberOfUsersLimited: limited,
		numberOfUsers: numberOfUsers as string,
		targetUserCount: targetUserCount as number,
	});

describe.each([
	// limit, users, limited, usage, over, remaining, is over
	['below the limit', '40', 10, true, 25, 0, 30, false],
	['exactly at the limit: not over it', '40', 40, true, 100, 0, 0, false],
	['one over it', '40', 41, true, 102.5, 1, 0, true],
	['nobody uses it', '40', 0, true, 0, 0, 40, false],
	['limit 0: no usage, every user is over', '0', 3, true, null, 3, 0, true],
	['limit 0 and nobody', '0', 0, true, null, 0, 0, false],
	['a limit that is no number', 'N/A', 10, true, null, null, null, false],
	['an empty limit', '', 10, true, null, null, null, false],
	['no limit at all', null, 10, true, null, null, null, false],
	['a limit below 0 is none', '-5', 10, true, null, null, null, false],
	['spaces around the limit', ' 40 ', 10, true, 25, 0, 30, false],
	['a limit as a number, as the details have it', 40, 10, true, 25, 0, 30, false],
	['unlimited, whatever the limit says', '40', 500, false, null, 0, null, false],
	['unlimited without a limit', null, 500, false, null, 0, null, false],
	['users that are not known', '40', null, true, null, null, null, false],
	['users that are no number', '40', 'many', true, null, null, null, false],
])('%s', (_case, limit, users, limited, usage, over, remaining, isOver) => {
	const subject = license(limit, users, limited);

	test('usage, seats over and seats left', () => {
		expect(usagePercent(subject)).toBe(usage);
		expect(seatsOverLimit(subject)).toBe(over);
		expect(seatsRemaining(subject)).toBe(remaining);
		expect(isOverLimit(subject)).toBe(isOver);
	});
});

test('near the limit: from the threshold up to all of it, never over it', () => {
	const near = (users: number, from: number) => isNearLimit(license('200', users), from);
	expect([179, 180, 200, 201].map((users) => near(users, 90))).toEqual([false, true, true, false]);
	expect(near(200, 100)).toBe(true);
});

test('usage is as exact as it is written', () => {
	// 57 / 100 * 100 would be 56.99999999999999, and miss a filter from 57 % on.
	expect(usagePercent(license('100', 57))).toBe(57);
	expect(usagePercent(license('40', 41))).toBe(102.5);
});

test('near and under depend on the unrounded usage', () => {
	// 8,996 of 10,000 is 90.0 % when it is rounded, and still below 90 %.
	expect(isNearLimit(license('10000', 8996), 90)).toBe(false);
	expect(isUnderused(license('10000', 4999), 50)).toBe(true);
	expect(isUnderused(license('10000', 5000), 50)).toBe(false);
});

test('the three never hold together, and seats used and left make up the limit', () => {
	fc.assert(
		fc.property(
			fc.nat(5000),
			fc.nat(5000),
			fc.nat(100),
			fc.nat(100),
			(limit, users, one, other) => {
				const subject = license(String(limit), users);
				const [low, high] = one < other ? [one, other] : [other, one];
				const signals = [
					isUnderused(subject, low),
					isNearLimit(subject, high),
					isOverLimit(subject),
				].filter(Boolean);
				expect(signals.length).toBeLessThanOrEqual(1);
				expect(users + (seatsRemaining(subject) ?? NaN) - (seatsOverLimit(subject) ?? NaN)).toBe(
					limit,
				);
			},
		),
	);
});

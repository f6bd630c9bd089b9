import { toCompany } from '../../nodes/Companies/company/company';
import { profileOf, SIGNALS, signalsOf, type Signal } from '../../nodes/Companies/company/profile';
import { reasonOf } from '../../nodes/Companies/company/reason';
import type { RawCompany } from '../../nodes/Companies/company/rawCompany';
import fc from '../property';

const TODAY = '2026-03-31';
const THRESHOLDS = { nearLimitPercent: 90, underusedPercent: 50, renewalDueDays: 90 };

function profile(row: RawCompany, missing: string[] = []) {
	const context = { today: TODAY, dayOrder: 'dayFirst' } as const;
	return profileOf(toCompany({ companyResourceId: 'acme', ...row }), context, {
		owned: [],
		missing,
	});
}

const reason = (signal: Signal, row: RawCompany, missing?: string[]) =>
	reasonOf(profile(row, missing), [signal]);

const license = (numberOfUsers: number, targetUserCount: number) => ({
	isNumberOfUsersLimited: true,
	numberOfUsers,
	targetUserCount,
});

test('all signals of a company, in their order', () => {
	const subject = profile({ ...license(5000, 8956), licenseEndDate: '2026-06-12' }, [
		'Vishing Simulator',
	]);
	expect(reasonOf(subject, signalsOf(subject, THRESHOLDS))).toBe(
		'3,956 seats over the limit; renews in 73 days; lacks Vishing Simulator',
	);
});

test('no signal, no reason', () => {
	expect(reasonOf(profile(license(5000, 8956)), [])).toBeNull();
});

test.each([
	[100, 101, '1 seat over the limit'],
	[100, 102, '2 seats over the limit'],
	[0, 1234567, '1,234,567 seats over the limit'],
])('limit %d, %d users: %s', (limit, users, expected) => {
	expect(reason('overLimit', license(limit, users))).toBe(expected);
});

test.each([
	[2000, 999, '1,001 of 2,000 seats left'],
	[100, 99, '1 of 100 seats left'],
	[100, 100, 'all seats used'],
	[1, 1, 'all seats used'],
])('near the limit of %d with %d users: %s', (limit, users, expected) => {
	expect(reason('nearLimit', license(limit, users))).toBe(expected);
});

test.each([
	[12_000, 1200, 'only 1,200 of 12,000 seats used'],
	[10, 1, 'only 1 of 10 seats used'],
	[1, 0, 'no seats used'],
])('limit %d, few users (%d): %s', (limit, users, expected) => {
	expect(reason('underused', license(limit, users))).toBe(expected);
});

test.each([
	['2026-03-31', 'renews today'],
	['2026-04-01', 'renews tomorrow'],
	['2026-04-02', 'renews in 2 days'],
	['2029-03-31', 'renews in 1,096 days'],
])('renewal on %s: %s', (licenseEndDate, expected) => {
	expect(reason('renewalDue', { licenseEndDate })).toBe(expected);
});

test.each([
	['2026-03-30', 'license expired yesterday'],
	['2026-03-29', 'license expired 2 days ago'],
	['2020-03-31', 'license expired 2,191 days ago'],
	['2026-03-31', 'license expired'],
	[null, 'license expired'],
])('expired, renewal date %s: %s', (licenseEndDate, expected) => {
	expect(reason('expired', { licenseEndDate })).toBe(expected);
});

test.each([
	['A', 'lacks A'],
	['A B', 'lacks A and B'],
	['A B C', 'lacks A, B, and C'],
	['A B C D', 'lacks A, B, C, and 1 more'],
	['A B C D E F G H', 'lacks A, B, C, and 5 more'],
])('without %s: %s', (names, expected) => {
	expect(reason('missingProducts', {}, names.split(' '))).toBe(expected);
});

test('every signal that a company can have has its words', () => {
	const seen = new Set<Signal>();
	fc.assert(
		fc.property(
			fc.nat(2000),
			fc.nat(2000),
			fc.integer({ min: -400, max: 400 }),
			fc.subarray(['A', 'B', 'C', 'D', 'E']),
			(limit, users, days, missing) => {
				const end = new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
				const subject = profile({ ...license(limit, users), licenseEndDate: end }, missing);
				const signals = signalsOf(subject, THRESHOLDS);
				const parts = reasonOf(subject, signals)?.split('; ') ?? [];
				expect(parts).toHaveLength(signals.length);
				for (const part of parts) expect(part).toMatch(/^[\w,]+( [\w,]+)+$/);
				for (const signal of signals) seen.add(signal);
			},
		),
	);
	expect([...seen].sort()).toEqual([...SIGNALS].sort());
});

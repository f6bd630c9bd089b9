import { DateTime, Settings } from 'luxon';
import {
	dayAfter,
	daysToRenewal,
	isExpired,
	isRenewalDue,
} from '../../nodes/Companies/company/renewal';
import { todayIn } from '../../nodes/Companies/run/context';

afterEach(() => {
	Settings.now = () => Date.now();
	Settings.defaultZone = 'system';
});

const at = (instant: string) => {
	Settings.now = () => Date.parse(instant);
};

test('whole calendar days, negative in the past', () => {
	const from = (day: string) => daysToRenewal(day, '2026-03-15');
	expect(from('2026-03-15')).toBe(0);
	expect(from('2026-03-16')).toBe(1);
	expect(from('2026-03-14')).toBe(-1);
	expect(from('2027-03-15')).toBe(365);
	expect(daysToRenewal('2028-03-01', '2028-02-28')).toBe(2);
	expect(daysToRenewal(null, '2026-03-15')).toBeNull();
});

test.each(['Europe/London', 'America/New_York', 'Pacific/Auckland', 'America/Sao_Paulo'])(
	'a day is a day on both sides of daylight saving (%s)',
	(zone) => {
		Settings.defaultZone = zone;
		for (let days = 0; days < 366; days++) {
			expect(daysToRenewal(dayAfter('2026-01-01', days), '2026-01-01')).toBe(days);
		}
	},
);

test('today is the day in the time zone of the workflow', () => {
	at('2026-03-15T23:30:00Z');
	expect(todayIn('UTC')).toBe('2026-03-15');
	expect(todayIn('Pacific/Kiritimati')).toBe('2026-03-16');
	expect(todayIn('America/Los_Angeles')).toBe('2026-03-15');
	at('2026-03-16T05:00:00Z');
	expect(todayIn('America/Los_Angeles')).toBe('2026-03-15');
});

test('in the night of the change to summer time, today is one day', () => {
	// In London, 01:00 becomes 02:00 on 29 March 2026; in New York 02:00 becomes 03:00 on 8 March.
	for (const instant of ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z']) {
		at(instant);
		expect(daysToRenewal('2026-03-30', todayIn('Europe/London'))).toBe(1);
	}
	for (const instant of ['2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-03-09T03:59:59Z']) {
		at(instant);
		expect(daysToRenewal('2026-03-09', todayIn('America/New_York'))).toBe(1);
	}
});

test('a time zone that does not exist is reported', () => {
	expect(() => todayIn('Mars/Olympus')).toThrow('The time zone of the workflow does not exist');
});

test('expired: by the flag, or from the day after the renewal on', () => {
	expect(isExpired(true, 100)).toBe(true);
	expect(isExpired(false, -1)).toBe(true);
	expect(isExpired(false, 0)).toBe(false);
	expect(isExpired(false, null)).toBe(false);
});

test('due: from today to the last of the days, both included', () => {
	expect([-1, 0, 30, 31, null].map((days) => isRenewalDue(days, 30))).toEqual([
		false,
		true,
		true,
		false,
		false,
	]);
});

test('days are counted over the turn of months and years', () => {
	expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
	expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
	expect(DateTime.fromISO(dayAfter('2026-01-31', 30)).isValid).toBe(true);
});

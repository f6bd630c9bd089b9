import { DateTime } from 'luxon';
import { orderShownBy, readDay, readTimestamp } from '../../nodes/Companies/company/dates';
import fc from '../property';

test.each([
	// written, order, day, with its time
	['2026-04-03', null, '2026-04-03', '2026-04-03'],
	['2026-04-03T00:00:00Z', null, '2026-04-03', '2026-04-03T00:00:00Z'],
	['2026-04-03T23:59:59Z', null, '2026-04-03', '2026-04-03T23:59:59Z'],
	['2026-04-03T23:30:00+14:00', null, '2026-04-03', '2026-04-03T23:30:00+14:00'],
	['2026-04-03T00:30:00-12:00', null, '2026-04-03', '2026-04-03T00:30:00-12:00'],
	['2026-04-03T09:30:00.1234567', null, '2026-04-03', '2026-04-03T09:30:00.123'],
	['2026-04-03T09:30:00', null, '2026-04-03', '2026-04-03T09:30:00'],
	['2026-04-03 09:30', null, '2026-04-03', '2026-04-03T09:30:00'],
	['03/04/2026 09:30', 'dayFirst', '2026-04-03', '2026-04-03T09:30:00'],
	['03/04/2026 09:30', 'monthFirst', '2026-03-04', '2026-03-04T09:30:00'],
	['03/04/2026 09:30:15', 'dayFirst', '2026-04-03', '2026-04-03T09:30:15'],
	['03/04/2026 09:30 PM', 'dayFirst', '2026-04-03', '2026-04-03T21:30:00'],
	['03/04/2026 12:05 AM', 'dayFirst', '2026-04-03', '2026-04-03T00:05:00'],
	['3/4/2026 9:30 am', 'monthFirst', '2026-03-04', '2026-03-04T09:30:00'],
	['2026/04/03 12:00 PM', null, '2026-04-03', '2026-04-03T12:00:00'],
	['2026/04/03', null, '2026-04-03', '2026-04-03'],
	['2028-02-29T00:00:00Z', null, '2028-02-29', '2028-02-29T00:00:00Z'],
	['03/04/2026', 'dayFirst', '2026-04-03', '2026-04-03'],
	['03/04/2026 at noon', 'dayFirst', '2026-04-03', '2026-04-03'],
	// What is not a date, or cannot be one in that order, is unknown.
	['03/04/2026', null, null, null],
	['25/04/2026', 'monthFirst', null, null],
	['04/25/2026', 'dayFirst', null, null],
	['31/02/2026', 'dayFirst', null, null],
	['2026-02-30T00:00:00Z', null, null, null],
	['0001-01-01T00:00:00', null, null, null],
	['never', 'dayFirst', null, null],
	['', 'dayFirst', null, null],
] as const)('%j read %s', (written, order, day, timestamp) => {
	expect(readDay(written, order)).toBe(day);
	expect(readTimestamp(written, order)).toBe(timestamp);
});

test('no date is unknown', () => {
	expect(readDay(null, 'dayFirst')).toBeNull();
	expect(readTimestamp(null, 'dayFirst')).toBeNull();
});

const FORMS = {
	iso: ["yyyy-MM-dd'T'HH:mm:ssZZ", null],
	isoLocal: ["yyyy-MM-dd'T'HH:mm:ss", null],
	dayFirst: ['dd/MM/yyyy HH:mm', 'dayFirst'],
	dayFirstClock: ['dd/MM/yyyy hh:mm a', 'dayFirst'],
	monthFirst: ['MM/dd/yyyy HH:mm:ss', 'monthFirst'],
	monthFirstClock: ['MM/dd/yyyy hh:mm a', 'monthFirst'],
	yearFirst: ['yyyy/MM/dd HH:mm', null],
} as const;

test.each(Object.entries(FORMS))('every day written as %s is read back', (_name, [form, order]) => {
	const moments = fc.date({
		min: new Date('1990-01-01'),
		max: new Date('2099-12-31'),
		noInvalidDate: true,
	});
	const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'Pacific/Kiritimati', 'America/New_York');
	fc.assert(
		fc.property(moments, zones, (moment, zone) => {
			const written = DateTime.fromJSDate(moment, { zone }).setLocale('en-US');
			const text = written.toFormat(form);
			expect(readDay(text, order)).toBe(written.toISODate());
			expect(readTimestamp(text, order)?.slice(0, 16)).toBe(written.toISO()?.slice(0, 16));
		}),
	);
});

test('times of day are written as luxon writes them', () => {
	const moments = fc.date({
		min: new Date('1990-01-01'),
		max: new Date('2099-12-31'),
		noInvalidDate: true,
	});
	const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'Pacific/Marquesas', 'America/New_York');
	const fractions = fc.option(fc.stringMatching(/^\d{1,9}$/), { nil: '' });
	const forms = fc.constantFrom('HH:mm:ss', 'HH:mm', 'H:mm', 'HHmmss');
	const offsets = fc.constantFrom('ZZ', 'ZZZ', "'Z'", '');
	fc.assert(
		fc.property(moments, zones, fractions, forms, offsets, (moment, zone, digits, form, offset) => {
			const local = DateTime.fromJSDate(moment, { zone });
			const fraction = form.endsWith('ss') && digits !== '' ? `.${digits}` : '';
			const time = `${local.toFormat(form)}${fraction}${offset && local.toFormat(offset)}`;
			const text = `${local.toISODate()}T${time}`;
			const read = DateTime.fromISO(text, { setZone: true });
			const includeOffset = offset !== '';
			const expected = read.isValid && read.toISO({ suppressMilliseconds: true, includeOffset });
			if (expected !== false) expect(readTimestamp(text, null)).toBe(expected);
		}),
	);
});

test('a date shows the order of day and month only if one of them is above 12', () => {
	expect(orderShownBy('25/04/2026 10:00')).toBe('dayFirst');
	expect(orderShownBy('04/25/2026')).toBe('monthFirst');
	expect(orderShownBy('03/04/2026')).toBe('either');
	expect(orderShownBy('05/05/2026')).toBeNull();
	expect(orderShownBy('25/25/2026')).toBeNull();
	expect(orderShownBy('2026-04-25')).toBeNull();
	expect(orderShownBy(null)).toBeNull();
});

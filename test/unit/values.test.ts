import { DateTime } from 'luxon';
import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';
import type { OptionProperty } from '../../nodes/Companies/descriptions/property';
import * as dates from '../../nodes/Companies/parameters/dateValues';
import * as reader from '../../nodes/Companies/parameters/reader';
import { checkBounds } from '../../nodes/Companies/parameters/reader';
import { quoted } from '../../nodes/Companies/parameters/values';

const property = (displayName: string): INodeProperties => ({
	displayName,
	name: 'parameter',
	type: 'string',
	default: '',
});

const day = (value: unknown) =>
	dates.readDay(property('Renewal From'), () => value, 'Europe/Istanbul');
const readMonth = (label: string, value: unknown) => dates.readMonth(property(label), () => value);
const readText = (label: string, value: unknown) => reader.readText(property(label), () => value);

/** What a description says of a number. A field of numbers counts; a text may have decimals. */
interface NumberRange extends INodePropertyTypeOptions {
	whole?: boolean;
}

function readNumber(label: string, value: unknown, { whole, ...typeOptions }: NumberRange = {}) {
	const type = whole ? 'number' : 'string';
	return reader.readNumber({ ...property(label), type, typeOptions }, () => value);
}

const OUTPUT: OptionProperty<'full' | 'raw'> = {
	...property('Output'),
	type: 'options',
	options: ['full', 'raw'].map((value) => ({ name: value, value: value as 'full' | 'raw' })),
	default: 'full',
};

test.each([
	['2026-03-31', '2026-03-31'],
	[' 2026-03-31 ', '2026-03-31'],
	['2026-03-31T00:00:00', '2026-03-31'],
	['2026-03-31T23:59:59.999Z', '2026-03-31'],
	['2026-03-31T00:30:00+14:00', '2026-03-31'],
	['2026-03-31 08:00', '2026-03-31'],
	['20260331', '2026-03-31'],
	['2026-090', '2026-03-31'],
	['2026-W14-2', '2026-03-31'],
	['2026-03', '2026-03-01'],
	['2026/3/31', '2026-03-31'],
	[DateTime.fromISO('2026-03-31T23:30:00', { zone: 'America/New_York' }), '2026-03-31'],
	[new Date('2026-03-30T22:00:00Z'), '2026-03-31'],
	['', undefined],
	[null, undefined],
	[undefined, undefined],
])('the day of %p is %s', (value, expected) => {
	expect(day(value)).toBe(expected);
});

test.each([
	'tomorrow',
	'2026-02-30',
	'2026-13-01',
	'31/03/2026',
	'12:30',
	'12',
	45_000,
	// A point in time, whose day depends on the time zone.
	'1775174400000',
	1_775_174_400_000,
	'2'.repeat(60_000),
	`2026-03-31${' 0'.repeat(60_000)}`,
	{ year: 2026 },
	new Date('never'),
	DateTime.invalid('never'),
])('number %# is not a date', (value) => {
	expect(() => day(value)).toThrow("'Renewal From' is not a date");
});

test('numbers, also as text; empty is none', () => {
	expect(readNumber('Users Min', 5)).toBe(5);
	expect(readNumber('Users Min', ' 5.5 ')).toBe(5.5);
	for (const empty of ['', null, undefined]) expect(readNumber('Users Min', empty)).toBeUndefined();
	expect(readNumber('Users Min', 0)).toBe(0);
	expect(readNumber('Users Min', '0.125')).toBe(0.125);
	expect(readNumber('Users Min', '89.5')).toBe(89.5);
	expect(readNumber('Users Min', '1000.000')).toBe(1000);
});

test.each(['1.000', '12.500', '100.000', '1.000.000', '1,000', '1 000', '0x10', '0b1', '١٠٠'])(
	'%j may mean another number than the one that JavaScript reads',
	(value) => {
		expect(() => readNumber('Users Min', value, { whole: true })).toThrow(
			"'Users Min' must be a whole number of 0 or more",
		);
		expect(() => readNumber('Users Min', value)).toThrow("'Users Min' must be a number");
	},
);

test('percentages may have decimals; an empty number field gives its default', () => {
	const usage: INodeProperties = { ...property('Usage Min (%)'), type: 'number' };
	expect(reader.readNumber(usage, () => '89.5')).toBe(89.5);
	expect(reader.readNumber({ ...usage, default: 90 }, () => '')).toBe(90);
	expect(() => reader.readNumber(usage, () => 'most')).toThrow(
		"'Usage Min (%)' must be a number of 0 or more",
	);
});

test.each<[unknown, NumberRange, string]>([
	['many', {}, "'Users Min' must be a number of 0 or more"],
	[' ', {}, "'Users Min' must be a number of 0 or more"],
	[NaN, {}, "'Users Min' must be a number of 0 or more"],
	[-1, {}, "'Users Min' must be a number of 0 or more"],
	[1.5, { whole: true }, "'Users Min' must be a whole number of 0 or more"],
	[0, { minValue: 1, maxValue: 10 }, "'Users Min' must be a number from 1 to 10"],
	[
		11,
		{ minValue: 1, maxValue: 10, whole: true },
		"'Users Min' must be a whole number from 1 to 10",
	],
	[[5, 6], {}, "'Users Min' must be a number of 0 or more"],
	[true, {}, "'Users Min' must be a number of 0 or more"],
])('%p with %p is none', (value, limits, message) => {
	expect(() => readNumber('Users Min', value, limits)).toThrow(message);
});

test('a lower bound above the upper one', () => {
	expect(() => checkBounds([property('Min'), 2], [property('Max'), 1])).toThrow(
		"'Min' is above 'Max', so no company can match",
	);
	expect(() => checkBounds([property('Min'), 1], [property('Max'), 1])).not.toThrow();
	expect(() => checkBounds([property('Min'), undefined], [property('Max'), 1])).not.toThrow();
});

test('months from December 2025 on', () => {
	expect(readMonth('Month', '2025-12')).toBe('2025-12');
	expect(readMonth('Month', ' 2026-03 ')).toBe('2026-03');
	expect(readMonth('Month', '')).toBeUndefined();
	expect(() => readMonth('Month', '2025-11')).toThrow("'Month' is before December 2025");
	for (const none of ['2026-13', '2026-3', '03/2026', 'March']) {
		expect(() => readMonth('Month', none)).toThrow("'Month' is not a month");
	}
});

test('texts without the spaces around them, and options', () => {
	expect(readText('Name', '  a b ')).toBe('a b');
	expect(readText('Name', 7)).toBe('7');
	expect(readText('Name', '  ')).toBeUndefined();
	expect(reader.readOption(OUTPUT, () => 'raw')).toBe('raw');
	expect(reader.readOptionOrDefault(OUTPUT, () => ' ')).toBe('full');
	expect(() => reader.readOption(OUTPUT, () => '')).toThrow("'Output' is not one");
	expect(() => reader.readOption(OUTPUT, () => 'row')).toThrow(
		expect.objectContaining({
			message: "'Output' is not one of the allowed values",
			description: 'The value is "row". Allowed: full, raw.',
		}),
	);
});

test.each([
	['a', '"a"'],
	[-1n, '-1'],
	[NaN, 'NaN'],
	[{ a: [1] }, '{"a":[1]}'],
	[Symbol('s'), 'Symbol(s)'],
	['x'.repeat(300), `"${'x'.repeat(200)}…"`],
	[`${'x'.repeat(199)}😀`, `"${'x'.repeat(199)}…"`],
	[{ toJSON: () => BigInt(1) }, '[object Object]'],
])('a message quotes %p as %s', (value, text) => {
	expect(quoted(value)).toBe(text);
});

test.each([NaN, Infinity, [], {}, () => 1, Symbol('s'), new Date()])('%p is no text', (value) => {
	expect(() => readText('Name', value)).toThrow("'Name' must be a text");
});

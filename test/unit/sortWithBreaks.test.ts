import { Breaks, partsOf, partsWithBreaks } from '../../nodes/Companies/breaks';
import { TIMING } from '../../nodes/Companies/limits';
import { sortWithBreaks } from '../../nodes/Companies/operations/sortWithBreaks';
import fc, { runs } from '../property';

const byKey = (left: { key: number }, right: { key: number }) => left.key - right.key;

const sorted = async (keys: number[]) => {
	const list = keys.map((key, index) => ({ key, index }));
	return { list, result: await sortWithBreaks(list, byKey, new Breaks()) };
};

test('the same as sorting at once, ties in their order', async () => {
	const lists = fc.array(fc.nat(50), { size: 'large', maxLength: 20_000 });
	await fc.assert(
		fc.asyncProperty(lists, async (keys) => {
			const { list, result } = await sorted(keys);
			expect(result).toEqual([...list].sort(byKey));
		}),
		{ numRuns: runs(30) },
	);
});

test('a list of many runs', async () => {
	const { list, result } = await sorted(
		Array.from({ length: 50_001 }, (_, at) => (at * 7919) % 997),
	);
	expect(result).toEqual([...list].sort(byKey));
});

test('other work goes on meanwhile', async () => {
	const { maxBusyMs } = TIMING;
	TIMING.maxBusyMs = 0;
	let turns = 0;
	const timer = setInterval(() => turns++, 0);
	await sorted(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 997));
	clearInterval(timer);
	TIMING.maxBusyMs = maxBusyMs;
	expect(turns).toBeGreaterThan(10);
});

test('a list is split into parts that together are the list', () => {
	fc.assert(
		fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 10 }), (list, size) => {
			const parts = [...partsOf(list, size)];
			expect(parts.flat()).toEqual(list);
			expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
		}),
	);
});

test('other work goes on between the parts', async () => {
	const { maxBusyMs } = TIMING;
	TIMING.maxBusyMs = 0;
	const list = Array.from({ length: 10_000 }, (_, at) => at);
	let turns = 0;
	const timer = setInterval(() => turns++, 0);
	const all: number[] = [];
	for await (const part of partsWithBreaks(list)) all.push(...part);
	clearInterval(timer);
	TIMING.maxBusyMs = maxBusyMs;
	expect(all).toEqual(list);
	expect(turns).toBeGreaterThan(10);
});

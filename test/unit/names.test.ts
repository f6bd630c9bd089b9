import { findChoice, nearNames } from '../../nodes/Companies/parameters/names';
import * as reader from '../../nodes/Companies/parameters/reader';

const readNames = (displayName: string, value: unknown) =>
	reader.readNames({ displayName, name: 'names', type: 'multiOptions', default: [] }, () => value);

const known = ['Enterprise', 'Energy, Oil & Gas', 'Energy', 'Retail'].map((name, index) => ({
	id: `id-${index}`,
	name,
}));

const chosen = (value: unknown, list: typeof known | undefined = known) =>
	findChoice('Industry', readNames('Industry', value), list).chosen;

test('names and ids, in any case, as a list or with commas between them', () => {
	expect(chosen(['retail', 'ID-0'])).toEqual([known[3], known[0]]);
	expect(chosen('RETAIL,  Enterprise')).toEqual([known[3], known[0]]);
	expect(chosen('')).toEqual([]);
	expect(chosen(null)).toEqual([]);
	expect(chosen(['', null, 'Retail'])).toEqual([known[3]]);
});

test('a name with commas in it stays whole', () => {
	expect(chosen('Energy, Oil & Gas')).toEqual([known[1]]);
	expect(chosen('Retail,energy,oil & gas,Energy')).toEqual([known[3], known[1], known[2]]);
	expect(chosen(['Energy, Oil & Gas', 'Energy'])).toEqual([known[1], known[2]]);
});

test('without the list, everything that can be meant is compared with the companies', () => {
	expect(
		findChoice('Industry', readNames('Industry', 'Energy, Oil & Gas'), undefined).chosen,
	).toEqual(['Energy, Oil & Gas', 'Energy', 'Oil & Gas']);
});

test('an unknown name is reported, with the near ones', () => {
	expect(() => chosen('Enterprize')).toThrow(`Keepnet does not know "Enterprize" ('Industry')`);
	expect(() => chosen('Enterprize')).toThrow(
		expect.objectContaining({ description: 'Did you mean "Enterprise"?' }),
	);
	expect(() => chosen('Zebra')).toThrow(
		expect.objectContaining({
			description: "No name in Keepnet's list is like it: choose from the list, or enter an ID.",
		}),
	);
	expect(() => findChoice('Industry', ['x'], [])).toThrow(
		expect.objectContaining({
			description: 'Keepnet lists nothing to choose from here.',
		}),
	);
});

test('what is not a text is reported and not taken for "no filter"', () => {
	expect(() => readNames('Industry', { id: 1 })).toThrow(
		"'Industry' must be a list of names or IDs",
	);
	expect(() => readNames('Industry', [['Retail']])).toThrow('must be a list of names or IDs');
	expect(readNames('Industry', 5)).toEqual(['5']);
});

test('the nearest names come first, five at most', () => {
	const names = ['Starter', 'Standard', 'Professional', 'Business', 'Enterprise', 'Custom'];
	expect(nearNames('standart', names)).toEqual(['Standard']);
	expect(nearNames('PROFESIONAL', names)).toEqual(['Professional']);
	expect(nearNames('prof', names)).toEqual(['Professional']);
	const alike = Array.from({ length: 9 }, (_, index) => `Standard ${index}`);
	expect(nearNames('Standard', alike)).toHaveLength(5);
	expect(nearNames('x', names)).toEqual([]);
	expect(nearNames('x', [])).toEqual([]);
	const industries = [
		'Healthcare',
		'Banking',
		'Retail',
		'Energy, Oil & Gas',
		'Education',
		'Telecom',
	];
	expect(nearNames('Helthcare', industries)).toEqual(['Healthcare']);
});

test('names are compared without outer spaces and with single spaces', () => {
	expect(chosen('  energy ,\u00a0oil   &  gas ')).toEqual([known[1]]);
	expect(
		findChoice('Industry', ['Big Business'], [{ id: '1', name: ' Big  Business ' }]).chosen,
	).toEqual([{ id: '1', name: ' Big  Business ' }]);
});

describe('however much there is of it', () => {
	const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);

	test('names and IDs, each once', () => {
		const list = ids(1000).map((id) => ({ id, name: `Name of ${id}` }));
		expect(chosen(ids(1000), list)).toEqual(list);
		const often = Array.from({ length: 100 }, () => ids(1000)).flat();
		expect(chosen(often, list)).toEqual(list);
		expect(chosen(often.join(), list)).toEqual(list);
		expect(
			findChoice('Industry', readNames('Industry', ids(600)), undefined).chosen.length,
		).toBeLessThan(10_000);
		const once = findChoice(
			'Industry',
			readNames('Industry', 'Retail,'.repeat(100_000)),
			undefined,
		);
		expect(once.chosen.length).toBeLessThan(10);
	});

	test('too many stop the run, and the parameter is named', () => {
		for (const value of [ids(1001), ids(100_000), ids(100_000).join(', ')]) {
			expect(() => readNames('Industry', value)).toThrow(
				expect.objectContaining({
					message: "'Industry' has too many values",
					description:
						'It may have 1000 names or IDs at most. Leave some out, or check what the expression gives.',
				}),
			);
		}
	});

	test('names of any length, typed or listed', () => {
		const long = [
			' '.repeat(60_000),
			`a${' '.repeat(60_000)}b`,
			' ,'.repeat(60_000),
			'a,'.repeat(60_000),
		];
		const list = long.map((name, index) => ({ id: `id-${index}`, name }));
		expect(chosen('id-3', list)).toEqual([list[3]]);
		for (const name of long) {
			const look = () => findChoice('Industry', [name], known);
			expect(look).toThrow('Keepnet does not know "');
			expect(() => chosen('Zebra', list)).toThrow('Keepnet does not know "Zebra"');
		}
	});
});

test('as many names as a list of companies may have', () => {
	const names = Array.from({ length: 200_000 }, (_, index) => `Company ${index}`);
	expect(nearNames('Compny 198765', names)[0]).toBe('Company 198765');
});

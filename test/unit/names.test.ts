import { findChoice } from '../../nodes/Companies/query/findChoice';
import { nearNames } from '../../nodes/Companies/query/nearNames';
import { readNames } from '../../nodes/Companies/query/values';

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

test('an unknown name is told of, with the near ones', () => {
	expect(() => chosen('Enterprize')).toThrow("'Industry' has a value that Keepnet does not know");
	expect(() => chosen('Enterprize')).toThrow(
		expect.objectContaining({
			description:
				'The value is "Enterprize". Did you mean "Enterprise", "Energy", "Energy, Oil & Gas", "Retail"?',
		}),
	);
	expect(() => findChoice('Industry', ['x'], [])).toThrow(
		expect.objectContaining({
			description: 'The value is "x". Keepnet lists nothing to choose from here.',
		}),
	);
});

test('what is no text is told of and not taken for "no filter"', () => {
	expect(() => readNames('Industry', { id: 1 })).toThrow(
		"'Industry' must be a list of names or IDs",
	);
	expect(() => readNames('Industry', [['Retail']])).toThrow('must be a list of names or IDs');
	expect(readNames('Industry', 5)).toEqual(['5']);
});

test('the nearest names come first, five at most', () => {
	const names = ['Starter', 'Standard', 'Professional', 'Business', 'Enterprise', 'Custom'];
	expect(nearNames('standart', names).slice(0, 2)).toEqual(['Standard', 'Starter']);
	expect(nearNames('PROFESIONAL', names)[0]).toBe('Professional');
	expect(nearNames('x', names)).toHaveLength(5);
	expect(nearNames('x', [])).toEqual([]);
});

import { OrderWatch } from '../../nodes/Companies/list/orderWatch';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import { insightOf } from './build';

test.each(['valueOf', 'toString', 'constructor', '__proto__'])(
	'no order is expected of %s, which is no field of a company',
	(orderBy) => {
		const watch = new OrderWatch({ orderBy, ascending: true });
		watch.see([{}, {}] as CompanyProfile[]);
		expect(watch.isBroken).toBe(false);
	},
);

const named = (companyName: string | null) => insightOf({ companyName });
const limited = (numberOfUsers: string) => insightOf({ numberOfUsers });
const unlimited = insightOf({ isNumberOfUsersLimited: false, numberOfUsers: '9999' });

const byName = { orderBy: 'CompanyName', ascending: true };
const byLimit = { orderBy: 'NumberOfUsers', ascending: true };

function watching(order: typeof byName, companies: CompanyProfile[]): OrderWatch {
	const watch = new OrderWatch(order);
	// A page each: an order that is ignored shows from one page to the next as well.
	for (const company of companies) watch.see([company]);
	return watch;
}

test.each([
	['Beta', 'Alpha', true],
	['beta', 'alpha', true],
	['Acme 2', 'Acme 1', true],
	['Ab2', 'Ab1', true],
	['B', '1', true],
	['b', 'A', true],
	// Collations differ in each of these.
	['a', 'B', false],
	['B', 'a', false],
	['Ähre', 'Abel', false],
	['Müller 2', 'Mueller 1', false],
	['O-Neill', 'OBrien', false],
	['Acme', 'acme', false],
	['Acme GmbH', 'Acme', false],
	['Zebra', '日本', false],
])('%s before %s is surely wrong: %s', (first, second, isWrong) => {
	expect(watching(byName, [named(first), named(second)]).isBroken).toBe(isWrong);
	const backwards = { ...byName, ascending: false };
	expect(watching(backwards, [named(second), named(first)]).isBroken).toBe(isWrong);
});

test('unknown names and unlimited licenses may be anywhere', () => {
	expect(watching(byName, ['A', null, 'B', null].map(named)).isBroken).toBe(false);
	const limits = [limited('5'), unlimited, limited('20'), unlimited, limited('10000')];
	expect(watching(byLimit, limits).isBroken).toBe(false);
});

test('limits are numbers, and prove it', () => {
	const numbers = ['10', '20', '100', '250'].map(limited);
	expect(watching(byLimit, ['10', '100', '20'].map(limited)).isBroken).toBe(true);
	expect(watching(byLimit, numbers.slice(0, 2)).isProvenBy([limited('300')])).toBe(false);
	expect(watching(byLimit, numbers).isProvenBy([limited('300')])).toBe(true);
});

test('a list without a doubt that goes on rising is sorted; a short one shows it at its end', () => {
	const letters = [...'ABCDEFGHI'].map(named);
	expect(watching(byName, letters).isProven).toBe(true);
	const short = letters.slice(0, 2);
	expect(watching(byName, short).isProven).toBe(false);
	expect(watching(byName, short).isProvenBy([named('Z'), named('Y')])).toBe(true);
	// An API that ignores the order, or that knows no larger value.
	expect(watching(byName, short).isProvenBy(short)).toBe(false);
	expect(watching(byName, short).isProvenBy([])).toBe(false);
	expect(watching(byName, [named('A'), named('A')]).isProvenBy([named('A')])).toBe(false);
});

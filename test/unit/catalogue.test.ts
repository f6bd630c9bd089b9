import { toCompany } from '../../nodes/Companies/company/company';
import { readLookupEntries, toCatalogue } from '../../nodes/Companies/api/readLookups';
import type { Catalogue } from '../../nodes/Companies/company/products';
import { productsOf } from '../../nodes/Companies/company/products';
import type { RawCompany } from '../../nodes/Companies/company/rawCompany';

const catalogueOf = (data: unknown) => toCatalogue(data) as Catalogue;

const product = (id: string, isAvailable?: boolean) => ({
	resourceId: id,
	name: `Product ${id}`,
	...(isAvailable !== undefined && { isAvailable }),
});

const catalogue = catalogueOf({
	licenses: [
		{
			resourceId: 'L1',
			name: 'Starter',
			licenseModules: [product('a', true), product('b', false)],
		},
		{ resourceId: 'L8', name: 'Business', licenseModules: [product('c')] },
		{ resourceId: 'L3', name: 'Custom', licenseModules: [] },
		{ resourceId: 'L4', name: 'Odd', licenseModules: null },
		{ resourceId: 'L5', name: 'Bare', licenseModules: ['A', ' product c '] },
		{ resourceId: 'L6', name: 'Bare and gone', licenseModules: ['a', 'gone'] },
		{ resourceId: 'L7', name: 'Unreadable', licenseModules: [product('a'), {}] },
	],
	allLicenseModules: [product('b', true), product('a', true), product('c', true)],
});

const ownedBy = (row: RawCompany) => productsOf(toCompany(row), catalogue);
const ofType = (licenseTypeResourceId: string | null, licenseTypeName: string | null = null) =>
	ownedBy({ licenseTypeResourceId, licenseTypeName });

test('a license type has all its products; missing is what can be sold, in the order of the catalogue', () => {
	expect(ofType('L1')).toEqual({ owned: ['Product b', 'Product a'], missing: ['Product c'] });
	expect(ofType('L8')).toEqual({ owned: ['Product c'], missing: ['Product a'] });
});

test('a license type may list bare IDs and names, if the lookup has the products elsewhere', () => {
	expect(ofType('L5')).toEqual({ owned: ['Product a', 'Product c'], missing: [] });
	expect(ofType('L6')).toBeNull();
	expect(ofType('L7')).toBeNull();
});

describe('the products that a row lists', () => {
	const owned = (modules: unknown) =>
		ownedBy({ licenseTypeName: 'Starter', modules } as RawCompany);

	test.each([
		[[{ name: 'another name', resourceId: 'a' }]],
		[[{ name: ' PRODUCT  A', resourceId: 'another ID' }]],
		[[{ Name: 'Product a' }]],
		[[{ RESOURCEID: 'A' }]],
		[['product a', null]],
		[['a', 'a']],
		['a'],
		['["Product a"]'],
	])('come before those of its type: %j', (modules) => {
		expect(owned(modules)).toEqual({ owned: ['Product a'], missing: ['Product c'] });
	});

	test.each([
		[
			[{ name: 'New', resourceId: 'x' }, 'a', { resourceId: 'y' }],
			['Product a', 'New', 'y'],
		],
		['Newer, a', ['Product a', 'Newer']],
	])('are owned although the catalogue does not know them: %j', (modules, names) => {
		expect(owned(modules)).toEqual({ owned: names, missing: ['Product c'] });
	});

	test.each([undefined, null, [], '', 'none', [null], 7, { a: 1 }, [{}], ['a', true], '[1'])(
		'are not known, so those of its type count: %j',
		(modules) => {
			expect(owned(modules)).toEqual(ofType('L1'));
			const custom = { licenseTypeName: 'Custom', modules } as RawCompany;
			expect(ownedBy(custom)).toBeNull();
		},
	);

	test.each([7, { a: 1 }, [{}], ['a', true], '[1'])(
		'that cannot be read are noted: %j',
		(modules) => {
			expect(toCompany({ modules } as RawCompany).unread).toEqual(['modules']);
		},
	);

	test('companies share their lists', () => {
		const [first, second] = [owned(['a']), owned(['a'])];
		expect(second).toBe(first);
		expect(owned(['a', 'own'])?.missing).toBe(owned(['another', 'a'])?.missing);
	});
});

test('a type is found by its name if the row has no known ID', () => {
	expect(ofType(null, 'STARTER')).toEqual(ofType('L1'));
	expect(ofType('gone', 'Starter')).toEqual(ofType('L1'));
	expect(ofType('l1')).toEqual(ofType('L1'));
});

test('a "Custom" license, an unknown one and none at all are not guessed', () => {
	expect(ofType('L3', 'Custom')).toBeNull();
	expect(ofType('L4', 'Odd')).toBeNull();
	expect(ofType('L9', 'Other')).toBeNull();
	expect(ofType(null)).toBeNull();
	const listed = { resourceId: 'L3', name: 'CUSTOM', licenseModules: [product('a')] };
	const company = toCompany({ licenseTypeResourceId: 'L3', licenseTypeName: 'Custom' });
	expect(productsOf(company, catalogueOf({ licenses: [listed] }))).toBeNull();
});

test.each([
	null,
	undefined,
	[],
	'text',
	{},
	{ licenses: null },
	{ licenses: 'none' },
	{ licenses: [null, 1] },
	{ licenses: [{}] },
])('data of another shape is no lookup: %j', (data) => {
	expect(toCatalogue(data)).toBeUndefined();
});

test('an empty list is one, entries without ID or name are left out', () => {
	expect(toCatalogue({ licenses: [] })).toMatchObject({ licenseTypes: [], products: [] });
	expect(readLookupEntries([])).toEqual([]);
	expect(
		readLookupEntries([{ resourceId: 'x' }, { name: 'y' }, { resourceId: 'z', name: 'Z' }]),
	).toEqual([{ id: 'z', name: 'Z' }]);
	for (const none of [null, {}, 'text', [1], [{ name: 'y' }]])
		expect(readLookupEntries(none)).toBeUndefined();
});

test('keys in any case, IDs as numbers and flags as texts', () => {
	const shouted = catalogueOf({
		LICENSES: [
			{
				RESOURCEID: 7,
				NAME: 'Starter',
				LICENSEMODULES: [
					{ RESOURCEID: 1, NAME: 'One', ISAVAILABLE: 'True' },
					{ RESOURCEID: 2, NAME: 'Two', ISAVAILABLE: 0 },
				],
			},
		],
	});
	expect(shouted.licenseTypes).toEqual([{ id: '7', name: 'Starter' }]);
	expect(productsOf(toCompany({ licenseTypeResourceId: 7 }), shouted)).toEqual({
		owned: ['One', 'Two'],
		missing: [],
	});
	expect(productsOf(toCompany({ modules: [1] }), shouted)?.missing).toEqual([]);
});

test('an ID in upper and lower case is one product', () => {
	const twice = catalogueOf({
		licenses: [{ resourceId: 'L1', name: 'Starter', licenseModules: [product('a', true)] }],
		allLicenseModules: [{ ...product('a', false), resourceId: 'A' }],
	});
	expect(twice.products).toHaveLength(1);
	expect(productsOf(toCompany({ licenseTypeResourceId: 'L1' }), twice)).toEqual({
		owned: ['Product a'],
		missing: [],
	});
	expect(productsOf(toCompany({ modules: ['gone'] }), twice)?.missing).toEqual([]);
});

test('a name that several license types have does not tell which one is meant', () => {
	const type = (resourceId: string, ...licenseModules: unknown[]) => ({
		resourceId,
		name: 'Starter',
		licenseModules,
	});
	const shared = catalogueOf({
		licenses: [
			type('L1', product('a')),
			type('L2', product('b')),
			type('L3'),
			type('L1', product('a')),
		],
	});
	const owned = (row: RawCompany) => productsOf(toCompany(row), shared)?.owned;
	expect(owned({ licenseTypeName: 'Starter' })).toBeUndefined();
	expect(owned({ licenseTypeName: 'Starter', licenseTypeResourceId: 'L3' })).toBeUndefined();
	expect(owned({ licenseTypeName: 'Starter', licenseTypeResourceId: 'L2' })).toEqual(['Product b']);
});

test('children of any depth are entries too, each once, parents first', () => {
	const entry = (id: string, children?: unknown) => ({
		resourceId: id,
		name: `Name ${id}`,
		children,
	});
	const tree = [
		entry('a', [entry('b', [entry('c')]), entry('a')]),
		{ name: 'a heading', children: [entry('d', null)] },
		entry('c', []),
	];
	expect(readLookupEntries(tree)?.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);

	let deep: unknown = [];
	for (let depth = 0; depth < 100_000; depth++) deep = [entry(String(depth), deep)];
	expect(readLookupEntries(deep)).toHaveLength(100_000);
});

test('thousands of license types and products are no more work than they are entries', () => {
	const many = 20_000;
	const allLicenseModules = Array.from({ length: many }, (_, index) => product(`p${index}`));
	const licenses = allLicenseModules.map(({ resourceId }, index) => ({
		resourceId: `l${index}`,
		name: `License ${index}`,
		licenseModules: [product(resourceId)],
	}));
	const large = catalogueOf({ licenses, allLicenseModules });
	expect(large.products).toHaveLength(many);
	const of = productsOf(toCompany({ licenseTypeResourceId: 'l5' }), large);
	expect(of?.owned).toEqual(['Product p5']);
	const everything = allLicenseModules.map(({ resourceId }) => ({ id: resourceId, name: null }));
	expect(large.owning(everything).missing).toEqual([]);
});

import { toCompany } from '../../nodes/Companies/company/company';
import { readLookupEntries, toCatalogue } from '../../nodes/Companies/api/readLookups';
import type { Catalogue } from '../../nodes/Companies/company/products';
import { productsByLicense, splitProducts } from '../../nodes/Companies/company/products';

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
		{ resourceId: 'L2', name: 'Business', licenseModules: [product('a'), product('b')] },
		{ resourceId: 'L3', name: 'Custom', licenseModules: [] },
		{ resourceId: 'L4', name: 'Odd', licenseModules: null },
	],
	allLicenseModules: [product('b', true), product('a', true), product('c', true)],
});

const productsOf = (licenseTypeResourceId: string | null, licenseTypeName: string | null = null) =>
	productsByLicense(toCompany({ licenseTypeResourceId, licenseTypeName }), catalogue);

test('what a license type has and lacks, in the order of the catalogue', () => {
	expect(productsOf('L1')).toEqual({
		owned: ['Product a'],
		missing: ['Product b', 'Product c'],
	});
	expect(productsOf('L2')).toEqual({ owned: ['Product b', 'Product a'], missing: ['Product c'] });
});

test('a type is found by its name if the row has no known ID', () => {
	expect(productsOf(null, 'STARTER')).toEqual(productsOf('L1'));
	expect(productsOf('gone', 'Starter')).toEqual(productsOf('L1'));
});

test('a "Custom" license, an unknown one and none at all are not guessed', () => {
	expect(productsOf('L3', 'Custom')).toBeNull();
	expect(productsOf('L4', 'Odd')).toBeNull();
	expect(productsOf('L9', 'Other')).toBeNull();
	expect(productsOf(null)).toBeNull();
});

test('the details of a company know the products of a "Custom" license', () => {
	expect(splitProducts(catalogue.products, ['c', 'unknown'])).toEqual({
		owned: ['Product c'],
		missing: ['Product b', 'Product a'],
	});
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
	expect(productsByLicense(toCompany({ licenseTypeResourceId: 7 }), shouted)).toEqual({
		owned: ['One'],
		missing: ['Two'],
	});
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
	const of = productsByLicense(toCompany({ licenseTypeResourceId: 'l5' }), large);
	expect(of?.owned).toEqual(['Product p5']);
	const everything = allLicenseModules.map(({ resourceId }) => resourceId);
	expect(splitProducts(large.products, everything).missing).toEqual([]);
});

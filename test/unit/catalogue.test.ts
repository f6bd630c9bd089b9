import { toCompany } from '../../nodes/Companies/company/company';
import {
	productsByLicense,
	readNamed,
	splitProducts,
	toCatalogue,
} from '../../nodes/Companies/insight/catalogue';

const product = (id: string, isAvailable?: boolean) => ({
	resourceId: id,
	name: `Product ${id}`,
	...(isAvailable !== undefined && { isAvailable }),
});

const catalogue = toCatalogue({
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

test('what a licence type has and lacks, in the order of the catalogue', () => {
	expect(productsOf('L1')).toEqual({
		owned: ['Product a'],
		missing: ['Product b', 'Product c'],
	});
	expect(productsOf('L2')).toEqual({ owned: ['Product b', 'Product a'], missing: ['Product c'] });
});

test('a type is found by its name where the row has no id that is known', () => {
	expect(productsOf(null, 'STARTER')).toEqual(productsOf('L1'));
	expect(productsOf('gone', 'Starter')).toEqual(productsOf('L1'));
});

test('a "Custom" licence, an unknown one and none at all are not guessed', () => {
	expect(productsOf('L3', 'Custom')).toBeNull();
	expect(productsOf('L4', 'Odd')).toBeNull();
	expect(productsOf('L9', 'Other')).toBeNull();
	expect(productsOf(null)).toBeNull();
});

test('the details of a company know the products of a "Custom" licence', () => {
	expect(splitProducts(catalogue.products, ['c', 'unknown'])).toEqual({
		owned: ['Product c'],
		missing: ['Product b', 'Product a'],
	});
});

test('a lookup of another shape gives nothing, and no exception', () => {
	for (const data of [null, undefined, [], 'text', { licenses: 'none' }, { licenses: [null, 1] }]) {
		expect(toCatalogue(data)).toMatchObject({ licenseTypes: [], products: [] });
	}
	expect(readNamed([{ resourceId: 'x' }, { name: 'y' }, { resourceId: 'z', name: 'Z' }])).toEqual([
		{ id: 'z', name: 'Z' },
	]);
});

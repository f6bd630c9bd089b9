import fc from '../../property';
import type { Behaviour, DateFormat, FieldName } from '../../simulator';
import { tenantBehaviour } from '../../usualBehaviour';

const FIELDS: FieldName[] = [
	'CompanyName',
	'ResellerName',
	'Tags',
	'IndustryResourceId',
	'LicenseTypeResourceId',
	'ModuleResourceId',
	'TargetUserCount',
	'NumberOfUsers',
	'LicenceExpired',
	'MonthlyActiveUser',
	'TrainingVendorId',
	'TrainingEnrolledMonth',
	'TrainingConsumptionMonth',
	'TrainingConsumptionStatus',
	'LicenseEndDate',
	'CreateTime',
];

const ORDERS = [
	'CompanyName',
	'ResellerName',
	'IndustryName',
	'LicenseTypeName',
	'TargetUserCount',
	'NumberOfUsers',
	'Tags',
	'LicenseEndDate',
	'RenewalDate',
	'CreateTime',
];

const DATE_FORMATS: DateFormat[] = [
	'iso',
	'isoOffset',
	'isoLocal',
	'DD/MM/YYYY HH:mm',
	'DD/MM/YYYY HH:mm:ss',
	'DD/MM/YYYY hh:mm A',
	'MM/DD/YYYY HH:mm',
	'MM/DD/YYYY hh:mm A',
	'YYYY/MM/DD HH:mm:ss',
	'YYYY/MM/DD hh:mm A',
];

/** Without daylight saving: a clock time without an offset would be ambiguous. */
const ZONES = ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Kolkata'];

const trainingColumns = fc.constantFrom<Behaviour['trainingColumns']>('all', 'some', 'none');

/** Often none, else up to three. */
const some = <T>(all: T[]): fc.Arbitrary<T[]> =>
	fc.oneof(
		{ arbitrary: fc.constant<T[]>([]), weight: 3 },
		{ arbitrary: fc.subarray(all, { maxLength: 3 }), weight: 1 },
	);

/** The orders of the plain list: a deployment that fails at each of them is taken for one that is down. */
const PLAIN = ['CreateTime', 'CompanyName', 'TargetUserCount', 'LicenseEndDate'];

const isUp = ({ orderByRefused, orderByFailing }: Partial<Behaviour>) =>
	!PLAIN.every((order) => orderByRefused?.includes(order) || orderByFailing?.includes(order));

const anyDeployment: fc.Arbitrary<Partial<Behaviour>> = fc
	.record({
		filters: fc.constantFrom(
			'apply',
			'ignore',
			'partly',
			'refuse',
			'refuseDates',
			'fail',
			'failDates',
		),
		failingFields: some(FIELDS),
		failureStatus: fc.constantFrom(500, 503, 200),
		ignoredFields: fc.subarray(FIELDS),
		refusedFields: some(FIELDS),
		refusalNamesField: fc.boolean(),
		overLimitFlag: fc.constantFrom('apply', 'ignore', 'refuse', 'fail'),
		orderByRefused: fc.oneof(fc.subarray(PLAIN), fc.subarray(ORDERS, { maxLength: 3 })),
		orderByFailing: some(ORDERS),
		orderByIgnored: fc.oneof(fc.constant<string[]>([]), fc.subarray(ORDERS)),
		limitsSortedAs: fc.constantFrom('number', 'text'),
		dateFormat: fc.constantFrom(...DATE_FORMATS),
		timeZone: fc.constantFrom(...ZONES),
		pageCap: fc.constantFrom(2, 3, 5, 1000),
		emptyResultsAsNull: fc.boolean(),
		resourceIdName: fc.constantFrom('companyResourceId', 'resourceId'),
		modules: fc.constantFrom('custom', 'all', 'texts', 'none'),
		trainingColumns,
		vendorNames: fc.constantFrom('text', 'list'),
		vendorList: fc.constantFrom('served', 'served', 'served', 'missing', 'forbidden', 'failing'),
		extraFields: fc.boolean(),
		capitalisedEnvelope: fc.boolean(),
		isSuccessEnvelope: fc.boolean(),
		lookupForbidden: fc.nat(5).map((roll) => roll === 0),
	})
	.filter(isUp);

const tenant = tenantBehaviour();

/** Every way in which a deployment may treat a request; where a tenant is given, its way alone. */
export const deployments = tenant ? fc.constant(tenant) : anyDeployment;

/** Whether a deployment gets and accepts a condition on a field. */
export function asks(
	{ filters = 'apply', refusedFields = [], failingFields = [], vendorList }: Partial<Behaviour>,
	mode: 'auto' | 'local' | 'api',
	field: FieldName,
): boolean {
	// Without the list of vendors their IDs are unknown.
	const isExpressed = field !== 'TrainingVendorId' || (vendorList ?? 'served') === 'served';
	return (
		isExpressed &&
		mode !== 'local' &&
		!['refuse', 'fail'].includes(filters) &&
		![...refusedFields, ...failingFields].includes(field)
	);
}

/** Whether a deployment that accepts a condition on a field also applies it. */
export const obeys = ({ filters, ignoredFields = [] }: Partial<Behaviour>, field: FieldName) =>
	filters !== 'ignore' && (filters !== 'partly' || !ignoredFields.includes(field));

/** A deployment that follows the contract and can be trusted. */
export const faithfulDeployments: fc.Arbitrary<Partial<Behaviour>> = fc.record({
	dateFormat: fc.constantFrom('iso', 'isoLocal', 'DD/MM/YYYY HH:mm'),
	pageCap: fc.constantFrom(2, 3, 5, 1000),
	emptyResultsAsNull: fc.boolean(),
	modules: fc.constantFrom('custom', 'all', 'texts', 'none'),
	trainingColumns,
});
